package org.corelink.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GossipConfigTest {
    private static final GossipConfig LAN = GossipConfig.lan("self");
    private static final Keyring RING = Keyring.of(1, new GroupKey(0, Payload.of(new byte[GroupKey.SECRET_BYTES])));

    @Test
    void defaultsAreThoseOfTheLan() {
        assertThat(LAN.name()).isEqualTo("self");
        assertThat(LAN.mode()).isEqualTo(Mode.OPEN);
        assertThat(LAN.keyring()).isEmpty();
        assertThat(LAN.peers()).isEmpty();
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
        GossipConfig changed = LAN.withMode(Mode.MIXED, Optional.of(RING))
                .withPeers(List.of(address))
                .withPort(5_000)
                .withInterfaces(List.of("eth0"))
                .withLoopback(true)
                .withBindAddress(address)
                .withListening(false)
                .withMaxMembers(3)
                .withTimes(Duration.ofSeconds(2), Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(4))
                .withPayloadCheck(LAN.payloadCheck());

        assertThat(changed)
                .isEqualTo(new GossipConfig(
                        "self",
                        Mode.MIXED,
                        Optional.of(RING),
                        5_000,
                        List.of("eth0"),
                        true,
                        address,
                        List.of(address),
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
    @ValueSource(ints = {1, 65_534})
    void portMayBeTheFirstOrTheLastButOne(int port) {
        assertThat(LAN.withPort(port).port()).isEqualTo(port);
    }

    @Test
    void timesMayBeAsShortAsThis() {
        assertThat(LAN.withTimes(
                                Duration.ofMillis(2_000),
                                Duration.ofMillis(1_000),
                                Duration.ofMillis(3_001),
                                Duration.ofMillis(3_002))
                        .heartbeat())
                .isEqualTo(Duration.ofSeconds(2));
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

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_024})
    void membersMustFitInAHearing(int maxMembers) {
        assertThatThrownBy(() -> LAN.withMaxMembers(maxMembers)).hasMessageContaining("maxMembers");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_023})
    void membersMayBeFewOrMany(int maxMembers) {
        assertThat(LAN.withMaxMembers(maxMembers).maxMembers()).isEqualTo(maxMembers);
    }

    @ParameterizedTest
    @EnumSource(names = {"MIXED", "SEALED"})
    void sealedFormatNeedsAKeyring(Mode mode) {
        assertThatThrownBy(() -> LAN.withMode(mode, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keyring");
        assertThat(LAN.withMode(mode, Optional.of(RING)).keyring()).contains(RING);
    }

    @Test
    void openFormatMayHaveAKeyringAtHand() {
        assertThat(LAN.withMode(Mode.OPEN, Optional.of(RING)).keyring()).contains(RING);
    }

    @Test
    void peersAreNoMoreThanAClusterHas() {
        Inet4Address peer = Inet4Address.ofLiteral("192.168.1.9");

        assertThat(LAN.withPeers(Collections.nCopies(254, peer)).peers()).hasSize(254);
        assertThatThrownBy(() -> LAN.withPeers(Collections.nCopies(255, peer))).hasMessageContaining("peers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a\n", "a\u202Eb"})
    void nameMustBePrintable(String name) {
        assertThatThrownBy(() -> GossipConfig.lan(name)).hasMessageContaining("name");
    }

    @Test
    void listsOfTheCallerMayChange() {
        List<String> interfaces = new ArrayList<>(List.of("eth0"));
        GossipConfig config = LAN.withInterfaces(interfaces);
        interfaces.clear();

        assertThat(config.interfaces()).containsExactly("eth0");
    }
}
