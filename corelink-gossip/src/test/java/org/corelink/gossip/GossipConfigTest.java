package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GossipConfigTest {
    private static final GossipConfig LAN = GossipConfig.lan(new NodeId("self"));

    @Test
    void defaultsAreThoseOfTheLan() {
        assertThat(LAN.port()).isEqualTo(47_100);
        assertThat(LAN.interfaces()).isEmpty();
        assertThat(LAN.loopback()).isFalse();
        assertThat(LAN.bindAddress().isAnyLocalAddress()).isTrue();
        assertThat(LAN.listening()).isTrue();
        assertThat(LAN.maxMembers()).isEqualTo(254);
    }

    @Test
    void eachChangeChangesItsValueOnly() {
        Inet4Address address = Inet4Address.ofLiteral("127.0.0.9");
        GossipConfig changed = LAN.withPort(5_000)
                .withInterfaces(List.of("eth0"))
                .withLoopback(true)
                .withBindAddress(address)
                .withListening(false)
                .withMaxMembers(3)
                .withTimes(Duration.ofSeconds(2), Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(4))
                .withPayloadCheck(LAN.payloadCheck());

        assertThat(changed)
                .isEqualTo(new GossipConfig(
                        LAN.self(),
                        5_000,
                        List.of("eth0"),
                        true,
                        address,
                        false,
                        Duration.ofSeconds(2),
                        Duration.ZERO,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        3,
                        LAN.payloadCheck()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_535, 70_000})
    void portNeedsANeighbour(int port) {
        assertThatThrownBy(() -> LAN.withPort(port)).hasMessageContaining("port");
    }

    @ParameterizedTest
    @CsvSource({
        "2000, 1001, 20000, 60000, heartbeat minus jitter",
        "5000, -1, 20000, 60000, jitter",
        "5000, 1500, 6500, 60000, staleAfter",
        "5000, 1500, 20000, 20000, removeAfter"
    })
    void timesMustMakeSense(long heartbeat, long jitter, long stale, long remove, String name) {
        assertThatThrownBy(() -> LAN.withTimes(
                        Duration.ofMillis(heartbeat),
                        Duration.ofMillis(jitter),
                        Duration.ofMillis(stale),
                        Duration.ofMillis(remove)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void atLeastOneMemberMustFit() {
        assertThatThrownBy(() -> LAN.withMaxMembers(0)).hasMessageContaining("maxMembers");
    }
}
