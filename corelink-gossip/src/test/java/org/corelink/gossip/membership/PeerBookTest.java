package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.util.List;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.wire.Heartbeat;
import org.junit.jupiter.api.Test;

class PeerBookTest {
    private static final Inet4Address CONFIGURED = Inet4Address.ofLiteral("10.0.9.9");
    private static final GossipConfig CONFIG = Stage.config().withPeers(List.of(CONFIGURED));

    private final Peer peer = new Peer("l", 1);

    @Test
    void configuredAddressesComeFirst() {
        PeerBook book = new PeerBook(CONFIG);
        book.heard(peer.address);
        book.heard(peer.address);

        assertThat(book.configured()).containsExactly(CONFIGURED);
        assertThat(book.all()).containsExactly(CONFIGURED, peer.address);
    }

    @Test
    void whoWasHeardLongestAgoMakesRoom() {
        PeerBook book = new PeerBook(Stage.config());
        for (int i = 1; i <= 254; i++) {
            book.heard(Peer.address(i));
        }
        book.heard(Peer.address(1));
        book.heard(Peer.address(300));

        assertThat(book.all())
                .hasSize(254)
                .contains(Peer.address(1), Peer.address(300))
                .doesNotContain(Peer.address(2));
    }

    @Test
    void configuredPeersAreToldByUnicastUntilTheyAreMembers() {
        Stage stage = new Stage(Format.OPEN, CONFIG);
        Peer configured = new Peer("x", 9 * 256 + 9);
        assertThat(configured.address).isEqualTo(CONFIGURED);
        stage.pass(10_000);
        assertThat(stage.sentTo(configured, Heartbeat.class)).hasSizeGreaterThanOrEqualTo(3);

        stage.join(configured);
        stage.forgetting().pass(14_000, configured);
        assertThat(stage.multicast(Heartbeat.class)).isNotEmpty();
        assertThat(stage.sentTo(configured, Heartbeat.class)).isEmpty();
    }

    @Test
    void everybodyEverHeardIsToldWhenMulticastReachesNobody() {
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.pass(15_000, peer);
        stage.forgetting().pass(60_000);

        assertThat(stage.membership.members()).isEmpty();
        assertThat(stage.sentTo(peer, Heartbeat.class)).isNotEmpty();
    }
}
