package org.corelink.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SysfsPcieTest {
    @TempDir
    Path folder;

    FakeSysfs sysfs;
    SysfsPcie pcie;

    @BeforeEach
    void makeTree() throws IOException {
        sysfs = new FakeSysfs(folder);
        pcie = new SysfsPcie(sysfs.devices());
    }

    @Test
    void everyUpstreamBridgeIsWalked() throws IOException {
        sysfs.add("0000:00:01.0", "8.0 GT/s PCIe", "16")
                .add("0000:00:01.0/0000:01:00.0", "16.0 GT/s PCIe", "16")
                .add("0000:00:01.0/0000:01:00.0/0000:02:08.0", "16.0 GT/s PCIe", "16")
                .add("0000:00:01.0/0000:01:00.0/0000:02:08.0/0000:03:00.0", "32.0 GT/s PCIe", "16");
        assertThat(pcie.path("00000000:03:00.0").ends()).hasSize(4);
        assertThat(pcie.path("00000000:03:00.0").bottleneck()).isEqualTo(new PcieLink(3, 16));
    }

    @Test
    void theDriversCapitalsAndLongDomainAreTheKernelsName() throws IOException {
        sysfs.add("000f:1b:00.0", "32.0 GT/s PCIe", "4");
        assertThat(pcie.path("0000000F:1B:00.0").bottleneck()).isEqualTo(new PcieLink(5, 4));
    }

    @Test
    void aBridgeThatTellsNothingLimitsNothing() throws IOException {
        sysfs.add("0000:00:01.0", "Unknown", "255").add("0000:00:01.0/0000:01:00.0", "16.0 GT/s PCIe", "16");
        assertThat(pcie.path("00000000:01:00.0").bottleneck()).isEqualTo(new PcieLink(4, 16));
    }

    @Test
    void aDeviceWithoutLinkAttributesIsUnknown() throws IOException {
        sysfs.add("0000:01:00.0", "16.0 GT/s PCIe", "16");
        Files.delete(folder.resolve("devices/pci0000:00/0000:01:00.0/max_link_width"));
        assertThat(pcie.path("00000000:01:00.0").bottleneck()).isEqualTo(PcieLink.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[N/A]", "00000000:09:00.0", "../../../etc", "0000:01:00.0/..", "00000000:01:00.9"})
    void whatIsNoDeviceHereIsUnknown(String busId) throws IOException {
        sysfs.add("0000:01:00.0", "16.0 GT/s PCIe", "16");
        assertThat(pcie.path(busId).ends()).isEmpty();
    }

    @Test
    void theCardsOfTheDriverAreThoseBoundToIt() throws IOException {
        assertThat(pcie.cards()).as("no driver").isEmpty();
        addCards();
        Files.createFile(folder.resolve("bus/pci/drivers/nvidia/new_id"));
        assertThat(pcie.cards()).containsExactly("0000:01:00.0");
    }

    @Test
    void aCardIsReleasedIfItIsThereAndNotTheDrivers() throws IOException {
        addCards();
        assertThat(pcie.isReleased("00000000:01:00.0")).as("the driver's").isFalse();
        assertThat(pcie.isReleased("00000000:02:00.0"))
                .as("a virtual machine's")
                .isTrue();
        assertThat(pcie.isReleased("00000000:03:00.0")).as("nobody's").isTrue();
        assertThat(pcie.isReleased("00000000:04:00.0")).as("gone").isFalse();
    }

    private void addCards() throws IOException {
        sysfs.add("0000:01:00.0", "16.0 GT/s PCIe", "16").bind("0000:01:00.0", "nvidia");
        sysfs.add("0000:02:00.0", "16.0 GT/s PCIe", "16").bind("0000:02:00.0", "vfio-pci");
        sysfs.add("0000:03:00.0", "16.0 GT/s PCIe", "16");
    }

    @Test
    void onlyABusOnWhichEveryDeviceIsSomebodyElsesIsWithoutNvidia() throws IOException {
        assertThat(pcie.isWithoutNvidia()).as("no device").isTrue();
        sysfs.add("0000:00:02.0", "Unknown", "0").vendor("0000:00:02.0", "0x8086");
        assertThat(pcie.isWithoutNvidia()).as("others").isTrue();
        sysfs.add("0000:01:00.0", "16.0 GT/s PCIe", "16");
        assertThat(pcie.isWithoutNvidia()).as("one that does not tell").isFalse();
        sysfs.vendor("0000:01:00.0", "0x10de");
        assertThat(pcie.isWithoutNvidia()).as("a card").isFalse();
        sysfs.vendor("0000:01:00.0", "0x1002");
        assertThat(pcie.isWithoutNvidia()).as("another maker's card").isTrue();
    }

    @Test
    void aMachineWithoutSysfsIsUnknown() {
        assertThat(new SysfsPcie(folder.resolve("nowhere")).isWithoutNvidia()).isFalse();
        assertThat(new SysfsPcie(folder.resolve("nowhere")).cards()).isEmpty();
        assertThat(new SysfsPcie(folder.resolve("nowhere")).isReleased("00000000:01:00.0"))
                .isFalse();
        assertThat(new SysfsPcie(folder.resolve("nowhere"))
                        .path("00000000:01:00.0")
                        .ends())
                .isEmpty();
    }
}
