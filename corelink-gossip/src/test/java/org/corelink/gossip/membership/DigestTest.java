package org.corelink.gossip.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.junit.jupiter.api.Test;

/** Who knows what, in the open format, as 0.01.x asks and answers it too. */
class DigestTest {
    private final Peer peer = new Peer("l", 1);

    @Test
    void memberIsAskedByUnicastForWhatOnlyItCanAnswer() {
        peer.name = "host";
        Stage stage = Stage.with(Format.OPEN, peer);
        stage.pass(12_500, peer);

        DigestRequest request = stage.sentTo(peer, DigestRequest.class).getFirst();
        assertThat(request.origin()).isEqualTo(stage.membership.origin());
        assertThat(request.name()).isEqualTo("self");
        assertThat(request.target()).isEqualTo("host");
        assertThat(request.known()).containsOnlyKeys("host");
        assertThat(request.known().get("host")).isBetween(1L, stage.member(peer).sequence());
    }

    @Test
    void oldAndSilentMembersAreAskedToo() {
        Stage stage = Stage.with(Format.OPEN);
        stage.hear(peer.legacyHeartbeat(), peer);
        stage.pass(59_000);

        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.STALE);
        assertThat(stage.sentTo(peer, DigestRequest.class)).hasSizeBetween(4, 7);
    }

    @Test
    void everyMemberIsAskedInTurn() {
        Peer[] peers = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> new Peer("peer-" + i, i))
                .toArray(Peer[]::new);
        Stage stage = Stage.with(Format.OPEN, peers);
        stage.pass(300_000, peers);

        List<Integer> asked = IntStream.range(0, 6)
                .mapToObj(i -> stage.sentTo(peers[i], DigestRequest.class).size())
                .toList();
        assertThat(asked).allMatch(count -> count > 0);
        assertThat(asked.stream().mapToInt(Integer::intValue).sum()).isBetween(25, 37);
    }

    @Test
    void questionIsAnsweredWithTheLastHeartbeatIfThatIsNewer() {
        Stage stage = new Stage(Format.OPEN);
        stage.tick();
        Heartbeat last = stage.multicast(Heartbeat.class).getFirst();

        assertThat(stage.hear(asks("self", Map.of("self", last.sequence() - 1)), peer))
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.sentTo(peer, DigestResponse.class)).containsExactly(new DigestResponse(last, false));
    }

    @Test
    void questionThatDoesNotNameThisNodeComesFromOneThatDoesNotKnowIt() {
        Stage stage = Stage.with(Format.OPEN);
        stage.hear(asks("self", Map.of("another", 99_999L)), peer);

        assertThat(stage.sentTo(peer, DigestResponse.class)).hasSize(1);
    }

    @Test
    void questionThatKnowsAllIsNotAnswered() {
        Stage stage = Stage.with(Format.OPEN);

        assertThat(stage.hear(asks("self", Map.of("self", 1_000L)), peer)).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.sentTo(peer, Message.class)).isEmpty();
    }

    @Test
    void questionForAnotherIsNotForThisNodeNorIsOneByItsId() {
        Stage stage = Stage.with(Format.OPEN);

        assertThat(stage.hear(asks("other", Map.of()), peer)).isEqualTo(new Verdict.Rejected(RejectReason.NOT_FOR_US));
        assertThat(stage.hear(asks(Stage.SELF.value(), Map.of()), peer))
                .isEqualTo(new Verdict.Rejected(RejectReason.NOT_FOR_US));
        assertThat(stage.outbound).isEmpty();
    }

    @Test
    void questionBeforeTheFirstHeartbeatWaits() {
        Stage stage = new Stage(Format.OPEN);

        assertThat(stage.hear(asks("self", Map.of()), peer)).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.outbound).isEmpty();
    }

    @Test
    void questionOf001IsAnsweredAndMakesNoMember() {
        Stage stage = Stage.with(Format.OPEN);
        stage.hear(new DigestRequest(Origin.legacy("old"), "old", "self", Map.of("old", 7L)), peer);

        assertThat(stage.sentTo(peer, DigestResponse.class)).hasSize(1);
        assertThat(stage.membership.members()).isEmpty();
    }

    @Test
    void nobodyIsAnsweredTwiceInASecond() {
        Stage stage = Stage.with(Format.OPEN);
        stage.hear(asks("self", Map.of()), peer);
        stage.millis += 999;
        assertThat(stage.hear(asks("self", Map.of()), peer)).isEqualTo(new Verdict.Rejected(RejectReason.RATE_LIMITED));
        stage.millis += 1;
        assertThat(stage.hear(asks("self", Map.of()), peer)).isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.sentTo(peer, DigestResponse.class)).hasSize(2);
    }

    @Test
    void forgedSourcesGetNoMoreAnswersThanAClusterHasNodes() {
        Stage stage = Stage.with(Format.OPEN);
        long answered = IntStream.range(0, 5_000)
                .filter(i -> stage.hear(asks("self", Map.of()), new Peer("x", i)) instanceof Verdict.Accepted)
                .count();

        assertThat(answered).isEqualTo(GossipConfig.DEFAULT_MAX_MEMBERS);
    }

    @Test
    void answerCountsAsAHeartbeat() {
        Stage stage = Stage.with(Format.OPEN);
        stage.hear(peer.legacyHeartbeat(), peer);
        stage.pass(30_000);

        assertThat(stage.told(new DigestResponse(peer.legacyHeartbeat(), false), peer))
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(stage.stateOf(peer)).isEqualTo(MemberState.ONLINE);
    }

    private DigestRequest asks(String target, Map<String, Long> known) {
        return new DigestRequest(peer.origin(), "l", target, known);
    }
}
