package org.corelink.host.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,      10.255.255.255, true",
        "10.0.0.0/8,      11.0.0.0,       false",
        "172.16.0.0/12,   172.31.255.255, true",
        "172.16.0.0/12,   172.32.0.0,     false",
        "0.0.0.0/0,       8.8.8.8,        true",
        "192.168.1.7/32,  192.168.1.7,    true",
        "192.168.1.7/32,  192.168.1.8,    false",
        "fc00::/7,        fdff::1,        true",
        "fc00::/7,        fe80::1,        false",
        "fc00::/7,        10.0.0.1,       false",
        "::1/128,         ::1,            true"
    })
    void addressesAreInsideOrOutside(String network, String address, boolean inside) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @Test
    void bitsBehindThePrefixDoNotCount() {
        assertThat(Network.parse("192.0.2.77/24")).isEqualTo(Network.parse("192.0.2.0/24"));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8", "172.16.0.0/12", "::1/128", "fe80::/10", "0.0.0.0/0"})
    void constraintFormIsReadBack(String network) {
        assertThat(Network.ofConstraint(Network.parse(network).toConstraint())).isEqualTo(Network.parse(network));
    }

    @Test
    void tooLongPrefixIsRefused() {
        assertThatThrownBy(() -> Network.parse("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
    }
}
