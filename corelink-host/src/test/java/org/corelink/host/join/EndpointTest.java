package org.corelink.host.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "alpha, alpha, 47102",
        "alpha.local:8443, alpha.local, 8443",
        "10.1.2.3:1, 10.1.2.3, 1",
        "[fd00::1]:65535, fd00::1, 65535",
        "[fd00::1], fd00::1, 47102"
    })
    void nameOrAddressIsReadWithItsPort(String text, String host, int port) {
        assertThat(Endpoint.parse(text)).contains(new Endpoint(host, port));
    }

    @Test
    void writtenOneIsReadAgain() {
        for (Endpoint one : new Endpoint[] {new Endpoint("10.1.2.3", 1), new Endpoint("fd00::1", 47_102)}) {
            assertThat(Endpoint.parse(one.toString())).contains(one);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alpha:0", "alpha:65536", "a:b", "a b", "https://alpha", "fd00::1", "alpha:", "-x y"})
    void whatIsNoneIsRefused(String text) {
        assertThat(Endpoint.parse(text)).isEmpty();
    }
}
