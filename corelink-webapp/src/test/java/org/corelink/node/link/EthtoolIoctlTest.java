package org.corelink.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks the real kernel. */
class EthtoolIoctlTest {
    private static final Path NET = Path.of("/sys/class/net");

    private final EthtoolIoctl ethtool = new EthtoolIoctl();

    @ParameterizedTest
    @ValueSource(strings = {"lo", "no-such-if", "", "0123456789abcdef"})
    void whatHasNoDriverTellsNothing(String name) {
        assertThat(ethtool.settings(name)).isEmpty();
    }

    @Test
    void driversTellWhatSysfsTells() throws IOException {
        for (String name : interfaces()) {
            ethtool.settings(name)
                    .filter(settings -> settings.mbit() > 0)
                    .ifPresent(settings -> assertThat(speedInSysfs(name)).isEqualTo(settings.mbit()));
        }
    }

    @Test
    void manyCallsLeaveNoDescriptorOpen() throws IOException {
        ethtool.settings("lo");
        long before = descriptors();
        for (int i = 0; i < 200; i++) {
            ethtool.settings("lo");
        }
        assertThat(descriptors()).isLessThan(before + 100);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static List<String> interfaces() throws IOException {
        try (Stream<Path> all = Files.list(NET)) {
            return all.map(path -> Objects.requireNonNull(path.getFileName()).toString())
                    .toList();
        }
    }

    private static int speedInSysfs(String name) {
        try {
            return NetworkLink.mbitOfSysfs(Files.readString(NET.resolve(name).resolve("speed")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
