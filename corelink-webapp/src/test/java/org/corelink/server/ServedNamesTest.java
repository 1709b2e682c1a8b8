package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedNamesTest {
    private final ServedNames names = new ServedNames(Set.of("gpu-1", "gpu-1.local", "*.lab.lan"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpu-1",
                "GPU-1.local",
                "gpu-1.local.",
                "gpu-7.lab.lan",
                "10.1.2.3",
                "[fd00::7]",
                "127.0.0.1",
            })
    void ownNamesAndAnyAddressAreServed(String host) {
        assertThat(names.include(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "evil.example",
                "gpu-1.evil.example",
                "gpu-1.local.evil.example",
                "lab.lan",
                "a.b.lab.lan",
                ".lab.lan",
                "[gpu-1]",
                "10.1.2.3.evil.example",
                "*.evil.example",
            })
    void otherNamesAreNot(String host) {
        assertThat(names.include(host)).isFalse();
    }
}
