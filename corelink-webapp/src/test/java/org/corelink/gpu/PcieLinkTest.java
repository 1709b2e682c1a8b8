package org.corelink.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcieLinkTest {
    @ParameterizedTest
    @CsvSource({
        "2.5 GT/s PCIe, 16, 1.0 x 16",
        "5.0 GT/s PCIe, 8, 2.0 x 8",
        "5 GT/s, 8, 2.0 x 8",
        "8.0 GT/s PCIe, 4, 3.0 x 4",
        "16.0 GT/s PCIe, 16, 4.0 x 16",
        "16 GT/s, 16, 4.0 x 16",
        "32.0 GT/s PCIe, 1, 5.0 x 1",
        "64.0 GT/s PCIe, 2, 6.0 x 2",
        "128.0 GT/s PCIe, 32, 7.0 x 32",
        "Unknown, 16, 0.0 x 16",
        "Unknown speed, 255, 0.0 x 0",
        "16.0 GT/s PCIe, 0, 4.0 x 0",
        "'', '', 0.0 x 0",
        "16.0, -4, 0.0 x 0"
    })
    void sysfsWordsBecomeGenerationAndLanes(String speed, String width, String limit) {
        assertThat(PcieLink.ofSysfs(speed + "\n", width + "\n").toLimit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({
        "4,16, 3,16, 3,16",
        "5,16, 5,8, 5,8",
        "4,8, 5,4, 4,4",
        "0,0, 3,16, 3,16",
        "4,16, 0,8, 4,8",
        "0,0, 0,0, 0,0"
    })
    void aLinkIsTheLowerOfItsEnds(int g1, int l1, int g2, int l2, int generation, int lanes) {
        PcieLink link = new PcieLink(g1, l1).with(new PcieLink(g2, l2));
        assertThat(link).isEqualTo(new PcieLink(generation, lanes));
    }

    @Test
    void theSlowestLinkOfTheWayIsTheBottleneck() {
        PcieLink card = new PcieLink(5, 16);
        PcieLink switchPort = new PcieLink(5, 16);
        PcieLink switchUplink = new PcieLink(5, 16);
        PcieLink rootPort = new PcieLink(4, 8);
        assertThat(new PciePath(List.of(card, switchPort, switchUplink, rootPort)).bottleneck())
                .isEqualTo(new PcieLink(4, 8));
    }

    @Test
    void theBottleneckIsALinkThatExists() {
        PcieLink fast = new PcieLink(4, 16);
        PciePath path = new PciePath(List.of(new PcieLink(4, 8), fast, new PcieLink(3, 16), fast));
        assertThat(path.bottleneck()).isIn(new PcieLink(4, 8), new PcieLink(3, 16));
    }

    @Test
    void theInsideOfASwitchIsNoLink() {
        PcieLink x16 = new PcieLink(4, 16);
        PcieLink x8 = new PcieLink(4, 8);
        PcieLink x4 = new PcieLink(4, 4);
        // The port below has 8 lanes, the port above 4: paired across the switch they would make a link of their own.
        assertThat(new PciePath(List.of(x8, x8, x16, x16)).bottleneck()).isEqualTo(x8);
        assertThat(new PciePath(List.of(x8, x8, x4, x16)).bottleneck()).isEqualTo(x4);
    }

    @Test
    void aCardWithoutBridgesCountsForItself() {
        assertThat(new PciePath(List.of(new PcieLink(4, 16))).bottleneck()).isEqualTo(new PcieLink(4, 16));
        assertThat(new PciePath(List.of()).bottleneck()).isEqualTo(PcieLink.UNKNOWN);
    }
}
