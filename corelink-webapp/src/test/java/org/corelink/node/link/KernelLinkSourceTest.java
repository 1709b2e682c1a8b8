package org.corelink.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelLinkSourceTest {
    private final Map<String, LinkSettings> drivers = new HashMap<>();

    @TempDir
    Path net;

    @ParameterizedTest
    @CsvSource({"1000, 1000", "400000, 400000", "-1, 0", "'', 0", "fast, 0", "4294967295, 0", "99999999, 0", "0, 0"})
    void theKernelsWordForTheSpeedIsReadOrUnknown(String speed, int mbit) {
        assertThat(NetworkLink.mbitOfSysfs(speed + "\n")).isEqualTo(mbit);
    }

    @ParameterizedTest
    @CsvSource({"full, FULL", "half, HALF", "unknown, UNKNOWN", "'', UNKNOWN", "Full, UNKNOWN"})
    void theKernelsWordForTheDuplexIsReadOrUnknown(String text, Duplex duplex) {
        assertThat(Duplex.ofSysfs(text + "\n")).isEqualTo(duplex);
    }

    @Test
    void whatTheDriverTellsCountsFirst() throws IOException {
        add("eth0", "100", "half");
        drivers.put("eth0", new LinkSettings(1_000, 10_000, Duplex.FULL));
        assertThat(source("eth0").links()).containsExactly(new NetworkLink("eth0", 1_000, 10_000, Duplex.FULL));
    }

    @Test
    void whereTheDriverIsSilentSysfsIsReadAndTheBestStaysUnknown() throws IOException {
        add("eth0", "1000", "full");
        assertThat(source("eth0").links()).containsExactly(new NetworkLink("eth0", 1_000, 0, Duplex.FULL));
        drivers.put("eth0", new LinkSettings(0, 10_000, Duplex.UNKNOWN));
        assertThat(source("eth0").links()).containsExactly(new NetworkLink("eth0", 1_000, 10_000, Duplex.FULL));
    }

    @Test
    void aLinkWithoutCarrierHasNoDuplex() throws IOException {
        add("eth0", "-1", "half");
        drivers.put("eth0", new LinkSettings(0, 1_000, Duplex.HALF));
        assertThat(source("eth0").links()).containsExactly(new NetworkLink("eth0", 0, 1_000, Duplex.UNKNOWN));
    }

    @Test
    void everyChosenInterfaceIsThereOnceByName() throws IOException {
        add("eth1", "25000", "full");
        add("eth0", "1000", "full");
        add("eth2", "100000", "full");
        assertThat(source("eth1", "eth0", "eth1").links())
                .extracting(NetworkLink::name)
                .containsExactly("eth0", "eth1");
        assertThat(NetworkLink.fastest(source("eth0", "eth1").links()))
                .map(NetworkLink::mbit)
                .contains(25_000);
    }

    @Test
    void withoutAChoiceInterfacesWithHardwareCount() throws IOException {
        add("eth0", "1000", "full");
        Files.createDirectories(net.resolve("eth0/device"));
        add("veth12", "10000", "full");
        assertThat(source().links()).extracting(NetworkLink::name).containsExactly("eth0");
    }

    @Test
    void aSpeedThatTheKernelRefusesIsUnknown() throws IOException {
        Files.createDirectories(net.resolve("eth0"));
        assertThat(source("eth0", "eth9").links())
                .containsExactly(NetworkLink.unknown("eth0"), NetworkLink.unknown("eth9"));
    }

    @Test
    void aNameThatIsNoInterfaceIsNeverAPath() throws IOException {
        Files.createDirectories(net.resolve("inner"));
        Files.writeString(net.resolve("speed"), "1000\n");
        assertThat(source("..", ".", "inner/..", "", "a name", "0123456789abcdef")
                        .links())
                .isEmpty();
    }

    @Test
    void aMachineWithoutSysfsHasNoKnownLink() {
        assertThat(new KernelLinkSource(net.resolve("nowhere"), _ -> Optional.empty(), List::of).links())
                .isEmpty();
    }

    private void add(String name, String speed, String duplex) throws IOException {
        Path folder = Files.createDirectories(net.resolve(name));
        Files.writeString(folder.resolve("speed"), speed + "\n");
        Files.writeString(folder.resolve("duplex"), duplex + "\n");
    }

    private KernelLinkSource source(String... interfaces) {
        return new KernelLinkSource(net, name -> Optional.ofNullable(drivers.get(name)), () -> List.of(interfaces));
    }
}
