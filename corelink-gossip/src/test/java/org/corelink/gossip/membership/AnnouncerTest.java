package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.corelink.gossip.Format;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Ack;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Hello;
import org.corelink.gossip.wire.HelloAck;
import org.corelink.gossip.wire.Inventory;
import org.corelink.gossip.wire.InventoryRequest;
import org.corelink.gossip.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node that only announces itself. */
class AnnouncerTest {
    private static final Verdict NOT_FOR_US = new Verdict.Rejected(RejectReason.NOT_FOR_US);

    private final Peer peer = new Peer("l", 1);

    @ParameterizedTest
    @EnumSource
    void keepsNobodyAndGreetsNobody(Format format) {
        Stage stage = announcer(format);

        assertThat(stage.hear(peer.heartbeat(), peer)).isEqualTo(NOT_FOR_US);
        assertThat(stage.hear(peer.beat(), peer)).isEqualTo(NOT_FOR_US);
        assertThat(stage.hear(peer.leave(), peer)).isEqualTo(NOT_FOR_US);
        stage.pass(1_000);
        assertThat(stage.membership.members()).isEmpty();
        assertThat(stage.sentTo(peer, Message.class)).isEmpty();
        assertThat(stage.events).isEmpty();
    }

    @Test
    void answersDigestRequestsOfAnybody() {
        Stage stage = announcer(Format.OPEN);
        stage.told(new DigestRequest(peer.origin(), "l", "self", Map.of("self", 0L)), peer);

        assertThat(stage.sentTo(peer, DigestResponse.class)).hasSize(1);
    }

    @Test
    void answersProbesThoughItKnowsNobody() {
        Stage stage = announcer(Format.OPEN);
        stage.told(peer.probe(42), peer);

        assertThat(stage.sentTo(peer, Ack.class)).containsExactly(new Ack(stage.membership.origin(), Stage.SELF, 42));
    }

    @Test
    void answersRequestsForItsInventory() {
        Stage stage = announcer(Format.SEALED);
        stage.told(new InventoryRequest(peer.origin()), peer);
        long now = stage.now().nanos();
        assertThat(stage.membership.nextDueNanos(now, now + 1_000_000_000)).isEqualTo(now + 30 * Stage.MILLI);
        stage.pass(30);

        assertThat(stage.sentTo(peer, Inventory.class)).hasSize(1);
    }

    @Test
    void provesThatItIsLive() {
        Stage stage = announcer(Format.SEALED);
        stage.told(new Hello(peer.origin(), peer.heartbeat(), 0, 4_711), peer);

        assertThat(stage.sentTo(peer, HelloAck.class))
                .extracting(HelloAck::nonce)
                .containsExactly(4_711L);
        assertThat(stage.membership.members()).isEmpty();
    }

    @Test
    void sendsNoBeatsAndNoComparisons() {
        Stage stage = announcer(Format.OPEN);
        stage.pass(60_000);

        assertThat(stage.multicast(Heartbeat.class))
                .hasSizeBetween(8, 18)
                .allMatch(h -> h.hearing().isEmpty());
        assertThat(stage.multicast(Beat.class)).isEmpty();
    }

    @Test
    void hasNoQuickStart() {
        Stage stage = announcer(Format.OPEN);
        stage.pass(3_400);

        assertThat(stage.multicast(Heartbeat.class)).isEmpty();
    }

    @Test
    void sleepsUntilItsNextHeartbeat() {
        Stage stage = announcer(Format.OPEN);
        long now = stage.now().nanos();
        long due = stage.membership.nextDueNanos(now, now + 60_000 * Stage.MILLI);

        assertThat(due - now).isBetween(3_500 * Stage.MILLI, 6_500 * Stage.MILLI);
    }

    @Test
    void knowsItsOwnEchoAndItsCopies() {
        Stage stage = new Stage(Format.OPEN, Stage.config().withListening(false));
        stage.tick();
        Heartbeat own = stage.multicast(Heartbeat.class).getFirst();
        Peer copy = new Peer(Stage.SELF.value(), 9);

        assertThat(stage.hear(own, copy)).isEqualTo(Verdict.OWN_ECHO);
        assertThat(stage.hear(copy.heartbeat(), copy)).isEqualTo(new Verdict.Rejected(RejectReason.OWN_ID));
    }

    @Test
    void copyThatStartedLaterMakesItSpeakNoSooner() {
        Stage stage = announcer(Format.OPEN);
        Peer copy = new Peer(Stage.SELF.value(), 9);
        copy.incarnation = Stage.INCARNATION + 1_000;
        stage.hear(copy.heartbeat(), copy);
        stage.pass(3_000);

        assertThat(stage.outbound).isEmpty();
    }

    private static Stage announcer(Format format) {
        Stage stage = new Stage(format, Stage.config().withListening(false));
        stage.tick();
        return stage.forgetting();
    }
}
