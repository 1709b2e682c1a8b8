package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SysfsLinkSourceTest {
    @TempDir
    Path net;

    @ParameterizedTest
    @CsvSource({"1000, 1000", "400000, 400000", "-1, 0", "'', 0", "fast, 0", "4294967295, 0", "99999999, 0", "0, 0"})
    void theKernelsWordIsReadOrUnknown(String speed, int mbit) {
        assertThat(LinkSpeed.ofSysfs(speed + "\n")).isEqualTo(new LinkSpeed(mbit, 0));
    }

    @Test
    void theFastestOfTheChosenInterfacesCounts() throws IOException {
        add("eth0", "1000", true);
        add("eth1", "25000", true);
        add("eth2", "100000", true);
        assertThat(source("eth0", "eth1").speed()).isEqualTo(new LinkSpeed(25_000, 0));
    }

    @Test
    void withoutAChoiceInterfacesWithHardwareCount() throws IOException {
        add("eth0", "1000", true);
        add("veth12", "10000", false);
        assertThat(source().speed()).isEqualTo(new LinkSpeed(1_000, 0));
    }

    @Test
    void aSpeedThatTheKernelRefusesIsUnknown() throws IOException {
        Files.createDirectories(net.resolve("eth0/device"));
        assertThat(source("eth0").speed()).isEqualTo(LinkSpeed.UNKNOWN);
        assertThat(source("eth9").speed()).isEqualTo(LinkSpeed.UNKNOWN);
    }

    @Test
    void aNameThatIsNoInterfaceIsNeverAPath() throws IOException {
        Files.createDirectories(net.resolve("inner"));
        Files.writeString(net.resolve("speed"), "1000\n");
        assertThat(source("..", ".", "inner/..", "", "a name").speed()).isEqualTo(LinkSpeed.UNKNOWN);
    }

    @Test
    void aMachineWithoutSysfsIsUnknown() {
        assertThat(new SysfsLinkSource(net.resolve("nowhere"), List::of).speed())
                .isEqualTo(LinkSpeed.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"12345.67 54321.00, 12345", "0.01 0.00, 0", "'', -", "up, -", "-5.0 1.0, -"})
    void uptimeIsTheFirstNumber(String text, Long seconds) throws IOException {
        Path file = Files.writeString(net.resolve("uptime"), text + "\n");
        assertThat(new ProcUptime(file).get()).isEqualTo(seconds);
        assertThat(new ProcUptime(net.resolve("nowhere")).get()).isNull();
    }

    private void add(String name, String speed, boolean hardware) throws IOException {
        Path folder = Files.createDirectories(net.resolve(name));
        Files.writeString(folder.resolve("speed"), speed + "\n");
        if (hardware) {
            Files.createDirectories(folder.resolve("device"));
        }
    }

    private SysfsLinkSource source(String... interfaces) {
        return new SysfsLinkSource(net, () -> List.of(interfaces));
    }
}
