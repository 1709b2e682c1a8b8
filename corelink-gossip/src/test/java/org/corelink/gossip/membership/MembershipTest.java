package org.corelink.gossip.membership;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Member;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.DigestResponse;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Message;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final NodeId SELF = new NodeId("self");
    private static final NodeId PEER = new NodeId("peer");
    private static final InetAddress PEER_ADDRESS = SourceLimiterTest.address(1);
    private static final long INCARNATION = 77;
    private static final long MILLI = 1_000_000L;

    private final List<MembershipEvent> events = new ArrayList<>();
    private long millis;
    private Membership membership = membership(GossipConfig.lan(SELF));

    private static Membership membership(GossipConfig config) {
        return new Membership(new Identity(SELF, INCARNATION, 1_000), config, payload(0), new SplittableRandom(42), 0);
    }

    // Heartbeats

    @Test
    void firstHeartbeatGoesOutAtOnceWithTheFirstSequence() {
        Heartbeat first = heartbeats(tick()).getFirst();

        assertThat(first.sequence()).isEqualTo(1_000);
        assertThat(first.incarnation()).hasValue(INCARNATION);
        assertThat(first.payload()).isEqualTo(payload(0));
        assertThat(first.epochSeconds()).isEqualTo(now().epochSeconds());
    }

    @Test
    void heartbeatsFollowAtIntervalsOfFiveSecondsPlusMinusOneAndAHalf() {
        List<Long> times = new ArrayList<>();
        List<Long> sequences = new ArrayList<>();
        for (millis = 0; millis < 600_000; millis++) {
            for (Heartbeat heartbeat : heartbeats(tick())) {
                times.add(millis);
                sequences.add(heartbeat.sequence());
            }
        }

        assertThat(times).hasSizeBetween(105, 140);
        assertThat(IntStream.range(1, times.size()).mapToLong(i -> times.get(i) - times.get(i - 1)))
                .allMatch(gap -> gap >= 3_500 && gap <= 6_501)
                .anyMatch(gap -> gap < 4_000)
                .anyMatch(gap -> gap > 6_000);
        assertThat(IntStream.range(1, times.size()).mapToLong(i -> sequences.get(i) - sequences.get(i - 1)))
                .containsOnly(1L);
    }

    @Test
    void publishedPayloadWaitsForTheRhythm() {
        tick();
        for (millis = 100; millis < 3_400; millis += 100) {
            membership.publish(payload((int) millis));
            assertThat(tick().outbound()).isEmpty();
        }
        millis = 6_501;

        assertThat(heartbeats(tick())).extracting(Heartbeat::payload).containsExactly(payload(3_300));
    }

    @Test
    void payloadPublishedNowComesEarlyButNeverWithinASecondOfTheLast() {
        tick();
        millis = 300;
        membership.publishNow(payload(1));
        assertThat(tick().outbound()).isEmpty();
        assertThat(membership.nextDueNanos(now().nanos())).isEqualTo(1_000 * MILLI);
        millis = 1_000;
        assertThat(heartbeats(tick())).extracting(Heartbeat::payload).containsExactly(payload(1));

        millis = 3_000;
        membership.publishNow(payload(2));
        assertThat(heartbeats(tick())).extracting(Heartbeat::payload).containsExactly(payload(2));
    }

    @Test
    void payloadPublishedNowThatWasSaidAlreadyIsNoReasonToSpeak() {
        tick();
        millis = 2_000;
        membership.publishNow(payload(0));

        assertThat(tick().outbound()).isEmpty();
    }

    @Test
    void identityNeverOvertakesTheWallClock() {
        Identity identity = Identity.startingAt(SELF, Instant.parse("2026-11-23T14:03:59.123456Z"));

        assertThat(identity.incarnation()).isEqualTo(1_795_442_639_123_456L);
        assertThat(identity.firstSequence()).isEqualTo(1_795_442_639L);
    }

    // Members

    @Test
    void unknownNodeJoinsWithItsFirstHeartbeat() {
        assertThat(hear(peer(5, 1))).isEqualTo(Verdict.ACCEPTED);

        assertThat(events).hasOnlyElementsOfType(MembershipEvent.Joined.class).hasSize(1);
        assertThat(membership.members())
                .containsExactly(new Member(PEER, MemberState.ONLINE, PEER_ADDRESS, 1, 0.0, 0, payload(1)));
    }

    @Test
    void membersAreSortedByName() {
        hear(heartbeat(new NodeId("zeta"), 1, 1));
        hear(heartbeat(new NodeId("alpha"), 1, 1));
        hear(heartbeat(new NodeId("mu"), 1, 1));

        assertThat(membership.members())
                .extracting(member -> member.id().value())
                .containsExactly("alpha", "mu", "zeta");
    }

    @Test
    void duplicateAndLateHeartbeatsChangeNothingAndAreNoSignOfLife() {
        hear(peer(5, 7));
        runTo(10_000);
        assertThat(hear(peer(5, 7))).isEqualTo(new Verdict.Rejected(RejectReason.NOT_NEWER));
        assertThat(hear(peer(5, 6))).isEqualTo(new Verdict.Rejected(RejectReason.NOT_NEWER));
        assertThat(hear(peer(4, 99))).isEqualTo(new Verdict.Rejected(RejectReason.NOT_NEWER));

        runTo(20_000);
        assertThat(membership.members()).extracting(Member::state).containsExactly(MemberState.STALE);
    }

    @Test
    void restartShowsAtOnce() {
        hear(peer(5, 7));
        events.clear();

        assertThat(hear(peer(6, 1))).isEqualTo(Verdict.ACCEPTED);

        assertThat(events)
                .hasOnlyElementsOfType(MembershipEvent.Restarted.class)
                .hasSize(1);
        assertThat(membership.members()).extracting(Member::sequence).containsExactly(1L);
    }

    @Test
    void silentMemberIsStaleAfterTwentySecondsAndRemovedAfterSixtyToTheMillisecond() {
        hear(peer(5, 1));
        runTo(19_999);
        assertThat(membership.members()).extracting(Member::state).containsExactly(MemberState.ONLINE);
        runTo(20_000);
        assertThat(membership.members()).extracting(Member::state).containsExactly(MemberState.STALE);
        runTo(59_999);
        assertThat(membership.members()).hasSize(1);
        runTo(60_000);
        assertThat(membership.members()).isEmpty();

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Joined", "WentStale", "Removed");
    }

    @Test
    void staleMemberReturnsWithItsNextHeartbeat() {
        hear(peer(5, 1));
        runTo(30_000);
        events.clear();

        hear(peer(5, 2));

        assertThat(events).hasOnlyElementsOfType(MembershipEvent.Returned.class).hasSize(1);
        assertThat(membership.members()).extracting(Member::state).containsExactly(MemberState.ONLINE);
        runTo(49_999);
        assertThat(membership.members()).extracting(Member::state).containsExactly(MemberState.ONLINE);
    }

    @Test
    void silenceDoesNotCountWhileThisNodeDidNotRun() {
        hear(peer(5, 1));
        runTo(10_000);
        millis = 500_000;
        tick();
        assertThat(membership.members()).extracting(Member::state).containsExactly(MemberState.ONLINE);

        runTo(509_999);
        assertThat(membership.members()).extracting(Member::state).containsExactly(MemberState.ONLINE);
        runTo(510_000);
        assertThat(membership.members()).extracting(Member::state).containsExactly(MemberState.STALE);
    }

    @Test
    void fullTableRefusesNewNamesButKeepsHearingItsMembers() {
        membership = membership(GossipConfig.lan(SELF).withMaxMembers(2));
        hear(peer(5, 1));
        hear(heartbeat(new NodeId("second"), 1, 1));

        assertThat(hear(heartbeat(new NodeId("third"), 1, 1)))
                .isEqualTo(new Verdict.Rejected(RejectReason.TOO_MANY_MEMBERS));
        assertThat(hear(peer(5, 2))).isEqualTo(Verdict.ACCEPTED);
        assertThat(membership.members()).hasSize(2);
    }

    @Test
    void ownHeartbeatIsAnEchoAndAnotherOfTheSameNameIsNot() {
        Heartbeat own = heartbeats(tick()).getFirst();

        assertThat(hear(own)).isEqualTo(Verdict.OWN_ECHO);
        assertThat(hear(heartbeat(SELF, 78, 1))).isEqualTo(new Verdict.Rejected(RejectReason.OWN_NAME));
        assertThat(hear(new DigestRequest(SELF, SELF, Map.of())))
                .isEqualTo(new Verdict.Rejected(RejectReason.OWN_NAME));
        assertThat(membership.members()).isEmpty();
    }

    @Test
    void announcerKeepsNobodyButAnswers() {
        membership = membership(GossipConfig.lan(SELF).withListening(false));
        tick();

        assertThat(hear(peer(5, 1))).isEqualTo(new Verdict.Rejected(RejectReason.NOT_FOR_US));
        assertThat(membership.members()).isEmpty();
        assertThat(receive(askedFor(SELF, 0)).step().outbound()).hasSize(1);
    }

    // Digests

    @Test
    void memberIsAskedByUnicastForWhatOnlyItCanAnswer() {
        hear(peer(5, 7));
        List<Outbound> requests = new ArrayList<>();
        for (millis = 0; millis < 12_001; millis++) {
            tick().outbound().stream()
                    .filter(outbound -> outbound.message() instanceof DigestRequest)
                    .forEach(requests::add);
        }

        assertThat(requests)
                .containsExactly(new Outbound.Unicast(new DigestRequest(SELF, PEER, Map.of(PEER, 7L)), PEER_ADDRESS));
    }

    @Test
    void digestsOfALargeClusterReachEveryMemberInTurn() {
        IntStream.range(0, 10).forEach(i -> hear(heartbeat(new NodeId("node-" + i), 1, 1)));
        List<NodeId> asked = new ArrayList<>();
        for (millis = 0; millis < 1_000_000; millis += 100) {
            IntStream.range(0, 10).forEach(i -> hear(heartbeat(new NodeId("node-" + i), 1, millis)));
            tick().outbound().forEach(outbound -> {
                if (outbound.message() instanceof DigestRequest request) {
                    asked.add(request.target());
                }
            });
        }

        assertThat(asked).hasSizeBetween(85, 120);
        assertThat(asked.stream().distinct()).hasSize(10);
    }

    @Test
    void questionIsAnsweredWithTheLastHeartbeatIfThatIsNewer() {
        Heartbeat last = heartbeats(tick()).getFirst();
        membership.publish(payload(9));

        assertThat(receive(askedFor(SELF, 999)).step().outbound())
                .containsExactly(new Outbound.Unicast(new DigestResponse(last), PEER_ADDRESS));
    }

    @Test
    void questionThatKnowsAllOrIsForAnotherIsNotAnswered() {
        tick();

        Reception knowsAll = receive(askedFor(SELF, 1_000));
        assertThat(knowsAll.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(knowsAll.step().outbound()).isEmpty();
        Reception other = receive(askedFor(PEER, 0));
        assertThat(other.verdict()).isEqualTo(new Verdict.Rejected(RejectReason.NOT_FOR_US));
        assertThat(other.step().outbound()).isEmpty();
    }

    @Test
    void questionThatDoesNotNameThisNodeComesFromOneThatDoesNotKnowIt() {
        tick();

        assertThat(receive(new DigestRequest(PEER, SELF, Map.of())).step().outbound())
                .hasSize(1);
    }

    @Test
    void nobodyIsAnsweredTwiceInASecond() {
        tick();
        assertThat(receive(askedFor(SELF, 0)).step().outbound()).hasSize(1);
        millis = 999;
        assertThat(receive(askedFor(SELF, 0)).verdict()).isEqualTo(new Verdict.Rejected(RejectReason.RATE_LIMITED));
        millis = 1_000;
        assertThat(receive(askedFor(SELF, 0)).step().outbound()).hasSize(1);
    }

    @Test
    void forgedSourcesGetNoMoreAnswersThanAClusterHasNodes() {
        tick();
        long answers = IntStream.range(0, 5_000)
                .filter(i -> !membership
                        .on(askedFor(SELF, 0), SourceLimiterTest.address(i), now())
                        .step()
                        .outbound()
                        .isEmpty())
                .count();

        assertThat(answers).isEqualTo(GossipConfig.DEFAULT_MAX_MEMBERS);
    }

    @Test
    void answerCountsAsAHeartbeat() {
        hear(peer(5, 1));
        runTo(30_000);

        assertThat(hear(new DigestResponse(peer(5, 2)))).isEqualTo(Verdict.ACCEPTED);
        assertThat(membership.members()).extracting(Member::state).containsExactly(MemberState.ONLINE);
    }

    // Time

    @Test
    void listeningNodeLooksAtTheTimeEverySecond() {
        tick();
        assertThat(membership.nextDueNanos(now().nanos())).isEqualTo(Timing.IDLE.toNanos());
    }

    @Test
    void announcerSleepsUntilItsNextHeartbeat() {
        membership = membership(GossipConfig.lan(SELF).withListening(false));
        tick();
        assertThat(membership.nextDueNanos(now().nanos()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(3_500).toNanos());
    }

    private Moment now() {
        return new Moment(millis * MILLI, millis);
    }

    private Step tick() {
        Step step = membership.tick(now());
        events.addAll(step.events());
        return step;
    }

    /** Ticks every second and at the end, as the agent does. */
    private void runTo(long endMillis) {
        while (millis < endMillis) {
            millis = Math.min(endMillis, millis + 1_000);
            tick();
        }
    }

    private Reception receive(Message message) {
        Reception reception = membership.on(message, PEER_ADDRESS, now());
        events.addAll(reception.step().events());
        return reception;
    }

    private Verdict hear(Message message) {
        return receive(message).verdict();
    }

    private static List<Heartbeat> heartbeats(Step step) {
        return step.outbound().stream()
                .filter(Outbound.Multicast.class::isInstance)
                .map(outbound -> (Heartbeat) outbound.message())
                .toList();
    }

    private static Heartbeat peer(long incarnation, long sequence) {
        return heartbeat(PEER, incarnation, sequence);
    }

    private static Heartbeat heartbeat(NodeId node, long incarnation, long sequence) {
        return new Heartbeat(node, OptionalLong.of(incarnation), sequence, 0.0, payload((int) sequence));
    }

    private static DigestRequest askedFor(NodeId target, long known) {
        return new DigestRequest(PEER, target, Map.of(target, known));
    }

    private static Payload payload(int value) {
        return Payload.of(("{\"value\":" + value + "}").getBytes(UTF_8));
    }
}
