package org.corelink.gossip.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.corelink.gossip.Condition;
import org.corelink.gossip.FixedKeys;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipListener;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Member;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.membership.Moment;
import org.corelink.gossip.membership.SourceLimiter;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Lane;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.KeyNotice;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.corelink.gossip.wire.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(QuietLog.class)
class GossipAgentTest {
    private static final NodeId SELF = Identity.of(FixedKeys.KEYS, 7, 77).id();
    private static final InetAddress PEER = InetAddress.ofLiteral("10.0.0.2");
    private static final long MILLI = 1_000_000;
    private static final List<Lane> LANES = List.of(Lane.values());
    private static final Codec OPEN = new OpenCodec("any");

    private final GossipConfig config =
            GossipConfig.lan("self").withPayloadCheck(payload -> !text(payload).contains("bad"));
    private final RecordingTransport transport = new RecordingTransport();
    private final List<MembershipEvent> events = new ArrayList<>();
    private long nanos;
    private GossipAgent agent = agent(config, OPEN, (_, happened) -> events.addAll(happened));

    private GossipAgent agent(GossipConfig chosen, Codec codec, GossipListener listener) {
        Identity identity = Identity.of(FixedKeys.KEYS, 7, 77);
        Membership membership = new Membership(
                Format.OPEN, identity, chosen, publication("{}"), new SplittableRandom(1), new Moment(nanos, 100_000));
        return new GossipAgent(
                SELF,
                chosen,
                List.of(new Channel(Format.OPEN, codec, membership)),
                transport,
                () -> new Moment(nanos, 100_000),
                listener);
    }

    private long sent(MessageType type) {
        return agent.counters().sent().get(type);
    }

    // Counters

    @Test
    void eachDatagramIsCountedOnceAndByReason() {
        transport.receive(heartbeat("b1", 1, "{}"), PEER);
        transport.receive(heartbeat("b1", 1, "{}"), PEER);
        transport.receive(heartbeat(SELF.value(), 1, "{}"), PEER);
        transport.receive(heartbeat("b2", 1, "{\"bad\":1}"), PEER);
        transport.receive(heartbeat("b3", 1, "{}"), RecordingTransport.FOREIGN);
        transport.receive("{nonsense".getBytes(UTF_8), PEER);
        transport.receive("nonsense".getBytes(UTF_8), PEER);
        transport.receive(new byte[0], PEER);
        transport.receive("{".repeat(1_401).getBytes(UTF_8), PEER);
        transport.receive(new byte[] {(byte) 0xC1, 'L', 1}, PEER);
        transport.receive(OPEN.encode(new Beat(Origin.of(SELF, 7, 77))), PEER);

        agent.doWork();

        GossipCounters counters = agent.counters();
        assertThat(counters.received()).isEqualTo(11);
        assertThat(counters.accepted()).containsEntry(MessageType.HEARTBEAT, 1L);
        assertThat(counters.acceptedInAll()).isEqualTo(1);
        assertThat(counters.ownEchoes()).isEqualTo(1);
        assertThat(counters.rejected())
                .containsAllEntriesOf(Map.of(
                        RejectReason.NOT_NEWER, 1L,
                        RejectReason.OWN_ID, 1L,
                        RejectReason.INVALID_PAYLOAD, 1L,
                        RejectReason.FOREIGN_SUBNET, 1L,
                        RejectReason.MALFORMED, 1L,
                        RejectReason.UNKNOWN_FORMAT, 2L,
                        RejectReason.TOO_LONG, 1L,
                        RejectReason.NOT_SPOKEN, 1L,
                        RejectReason.RATE_LIMITED, 0L));
        assertThat(counters.faults()).isZero();
        assertThat(agent.view().members())
                .extracting(member -> member.id().value())
                .containsExactly("00000000000000b1");
    }

    @Test
    void countersAddUpForAnyMixture() {
        SplittableRandom random = new SplittableRandom(11);
        for (int turn = 0; turn < 400; turn++) {
            for (int i = random.nextInt(40); i > 0; i--) {
                InetAddress from = random.nextInt(20) == 0
                        ? RecordingTransport.FOREIGN
                        : InetAddress.ofLiteral("10.0.0." + (2 + random.nextInt(5)));
                transport.receive(anything(random), from, LANES.get(random.nextInt(LANES.size())));
            }
            agent.doWork();
            nanos += random.nextLong(300 * MILLI);
            GossipCounters counters = agent.counters();
            assertThat(counters.received())
                    .isEqualTo(counters.acceptedInAll() + counters.ownEchoes() + counters.rejectedInAll());
        }
        assertThat(agent.counters().acceptedInAll()).isPositive();
        assertThat(agent.counters().ownEchoes()).isPositive();
        assertThat(agent.counters().faults()).isZero();
        assertThat(transport.waiting).isEmpty();
    }

    private static byte[] anything(RandomGenerator random) {
        byte[] bytes =
                switch (random.nextInt(5)) {
                    case 0 -> heartbeat("b" + random.nextInt(6), random.nextInt(50), "{}");
                    case 1 -> OPEN.encode(new Beat(Origin.of(new NodeId("00000000000000b1"), 1, 5)));
                    case 2 -> request("self");
                    case 3 -> OPEN.encode(new Beat(Origin.of(SELF, 7, 77)));
                    default -> heartbeat("b" + random.nextInt(6), 1, "{\"bad\":1}");
                };
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    @Test
    void whatIsSentIsCountedByTypeAndBytes() {
        agent.doWork();

        GossipCounters counters = agent.counters();
        assertThat(counters.sent()).containsEntry(MessageType.HEARTBEAT, 1L).containsEntry(MessageType.BEAT, 1L);
        assertThat(counters.sentDatagrams()).isEqualTo(2);
        assertThat(counters.sentBytes())
                .isEqualTo(transport.sent.stream()
                        .mapToLong(sent -> sent.bytes().length)
                        .sum());
        assertThat(counters.sendFailures()).isZero();
    }

    @Test
    void refusedDatagramsAreCounted() {
        transport.broken = true;

        agent.doWork();

        assertThat(agent.counters().sendFailures()).isEqualTo(2);
        assertThat(agent.counters().sentDatagrams()).isZero();
        assertThat(agent.counters().sentBytes()).isZero();
    }

    @Test
    void closedPortIsCountedProbedAgainAndThenDown() {
        transport.receive(heartbeat("b1", 1, "{}"), PEER);
        agent.doWork();
        assertThat(transport.watched).containsExactly(PEER);
        transport.sent.clear();
        transport.refusals.add(PEER);
        agent.doWork();
        assertThat(transport.sentBy(Lane.BEAT)).hasSize(1);

        transport.refusals.add(PEER);
        agent.doWork();

        assertThat(agent.counters().refusals()).isEqualTo(2);
        assertThat(agent.counters().condemned()).isEqualTo(1);
        assertThat(agent.counters().sent()).containsEntry(MessageType.ACCUSATION, 1L);
        assertThat(transport.watched).isEmpty();
    }

    // Bounds

    @Test
    void foreignSubnetsAreNotAnswered() {
        agent.doWork();
        transport.sent.clear();
        transport.receive(request("self"), RecordingTransport.FOREIGN);
        agent.doWork();
        assertThat(transport.sent).isEmpty();

        transport.receive(request("self"), PEER);
        agent.doWork();
        assertThat(transport.sentBy(Lane.DIRECT)).extracting(sent -> sent.to()).containsExactly(PEER);
    }

    @Test
    void floodFromOneAddressIsCutOffAndTheOwnHeartbeatGoesOut() {
        for (int i = 0; i < 100_000; i++) {
            transport.receive("{nonsense".getBytes(UTF_8), PEER);
        }

        long next = agent.doWork();

        assertThat(agent.counters().sent()).containsEntry(MessageType.HEARTBEAT, 1L);
        assertThat(agent.counters().received()).isEqualTo(GossipAgent.BATCH);
        assertThat(next).as("more is waiting").isEqualTo(nanos);
        assertThat(agent.counters().rejected())
                .containsEntry(RejectReason.MALFORMED, (long) SourceLimiter.BURST)
                .containsEntry(RejectReason.RATE_LIMITED, (long) GossipAgent.BATCH - SourceLimiter.BURST);
    }

    @Test
    void floodOfRefusalsDoesNotHoldATurnUp() {
        for (int i = 0; i < 100_000; i++) {
            transport.refusals.add(PEER);
        }
        agent.doWork();

        assertThat(agent.counters().refusals()).isEqualTo(GossipAgent.BATCH);
    }

    // Rhythm

    @Test
    void listeningNodeTurnsInItsRhythmHoweverLongATurnTakes() {
        agent.doWork();
        assertThat(agent.doWork()).isEqualTo(400 * MILLI);
        nanos = 399 * MILLI;
        assertThat(agent.doWork()).isEqualTo(400 * MILLI);
        nanos = 410 * MILLI;
        assertThat(agent.doWork()).isEqualTo(800 * MILLI);
        nanos = 810 * MILLI;
        assertThat(agent.doWork()).isEqualTo(1_200 * MILLI);
    }

    @Test
    void turnsThatWereMissedAreNotMadeUpFor() {
        agent.doWork();
        nanos = 10_100 * MILLI;

        assertThat(agent.doWork()).isEqualTo(10_500 * MILLI);
    }

    @Test
    void whatIsUrgentCallsEarlier() {
        agent.doWork();
        transport.receive(heartbeat("b1", 1, "{}"), PEER);

        assertThat(agent.doWork()).as("a greeting").isLessThanOrEqualTo(50 * MILLI);
    }

    @Test
    void announcerSleepsUntilItsNextHeartbeat() {
        agent = agent(config.withListening(false), OPEN, (_, _) -> {});

        assertThat(agent.doWork()).isBetween(3_500 * MILLI, 5_000 * MILLI);
    }

    @Test
    void rhythmHoldsAcrossAWrapOfTheClock() {
        nanos = Long.MAX_VALUE - 100 * MILLI;
        agent = agent(config, OPEN, (_, _) -> {});
        long began = nanos;
        agent.doWork();
        nanos = agent.doWork();

        assertThat(nanos - began).isEqualTo(400 * MILLI);
        assertThat(agent.doWork() - began).isEqualTo(800 * MILLI);
    }

    // Faults

    @Test
    void errorOfTheListenerIsCountedSurvivedAndShown() {
        agent = agent(config, OPEN, (_, _) -> {
            throw new IllegalStateException("planted");
        });
        transport.receive(heartbeat("b1", 1, "{}"), PEER);
        agent.doWork();
        assertThat(agent.counters().faults()).isEqualTo(1);

        transport.receive(heartbeat("b1", 2, "{}"), PEER);
        agent.doWork();
        assertThat(agent.view().members()).extracting(Member::sequence).containsExactly(2L);
        assertThat(agent.view().conditions()).containsExactly(Condition.DEGRADED);
    }

    @Test
    void errorOfThePayloadCheckRejectsTheDatagram() {
        GossipConfig throwing = config.withPayloadCheck(_ -> {
            throw new IllegalStateException("planted");
        });
        agent = agent(throwing, OPEN, (_, happened) -> events.addAll(happened));
        transport.receive(heartbeat("b1", 1, "{}"), PEER);

        agent.doWork();

        assertThat(agent.counters().rejected()).containsEntry(RejectReason.INTERNAL_ERROR, 1L);
        assertThat(agent.counters().faults()).isEqualTo(1);
        assertThat(agent.view().members()).isEmpty();
        assertThat(events).containsExactly(new MembershipEvent.ConditionMet(SELF, "self", Condition.DEGRADED));
    }

    @Test
    void errorOfTheDecoderRejectsTheDatagram() {
        agent = agent(config, new FailingCodec(true, false), (_, _) -> {});
        transport.receive(heartbeat("b1", 1, "{}"), PEER);

        agent.doWork();

        assertThat(agent.counters().rejected()).containsEntry(RejectReason.INTERNAL_ERROR, 1L);
        assertThat(agent.counters().faults()).isEqualTo(1);
        assertThat(agent.counters().received()).isEqualTo(1);
    }

    @Test
    void messageThatCannotBeWrittenIsOneFaultAndHoldsNothingElseUp() {
        agent = agent(config, new FailingCodec(false, true), (_, happened) -> events.addAll(happened));
        transport.receive(heartbeat("b1", 1, "{}"), PEER);

        agent.doWork();

        assertThat(agent.counters().faults()).isEqualTo(1);
        assertThat(agent.counters().sent())
                .containsEntry(MessageType.HEARTBEAT, 0L)
                .containsEntry(MessageType.BEAT, 2L);
        assertThat(agent.view().members()).hasSize(1);
        assertThat(agent.view().conditions()).contains(Condition.DEGRADED);
    }

    /** Fails to read anything, or to write heartbeats. */
    private record FailingCodec(boolean reading, boolean writing) implements Codec {
        @Override
        public Decoding decode(Datagram datagram) {
            if (reading) {
                throw new IllegalStateException("planted");
            }
            return OPEN.decode(datagram);
        }

        @Override
        public byte[] encode(Message message) {
            if (writing && message instanceof Heartbeat) {
                throw new IllegalStateException("planted");
            }
            return OPEN.encode(message);
        }

        @Override
        public List<Update> relay(Origin self, Collection<NodeId> about) {
            return List.of();
        }

        @Override
        public void turn(long nowNanos) {}

        @Override
        public Optional<KeyNotice> rotation() {
            return Optional.empty();
        }

        @Override
        public void use(Keyring keyring) {}
    }

    // Views

    @Test
    void viewsAreNumberedAndOneTurnMakesOne() {
        transport.receive(heartbeat("b1", 1, "{}"), PEER);
        transport.receive(heartbeat("b2", 1, "{}"), PEER);
        agent.doWork();
        assertThat(agent.view().revision()).isEqualTo(1);
        assertThat(events).hasSize(2).hasOnlyElementsOfType(MembershipEvent.Joined.class);

        agent.doWork();
        assertThat(agent.view().revision()).isEqualTo(1);
    }

    @Test
    void firstViewIsEmpty() {
        assertThat(agent.view()).isEqualTo(MembershipView.empty(SELF, "self"));
        assertThat(agent.counters()).isEqualTo(GossipCounters.ZERO);
    }

    @Test
    void conditionsComeAndGoWithAnEventEach() {
        transport.interfaces = List.of();
        agent.doWork();
        assertThat(agent.view().conditions()).containsExactly(Condition.NO_INTERFACE);
        assertThat(agent.view().revision()).isEqualTo(1);
        agent.doWork();
        assertThat(agent.view().revision()).as("said once").isEqualTo(1);

        transport.interfaces = List.of("eth0");
        agent.doWork();
        assertThat(agent.view().conditions()).isEmpty();
        assertThat(events)
                .containsExactly(
                        new MembershipEvent.ConditionMet(SELF, "self", Condition.NO_INTERFACE),
                        new MembershipEvent.ConditionOver(SELF, "self", Condition.NO_INTERFACE));
    }

    @Test
    void networkThatComesBackIsToldAtOnceThatThisNodeIsThere() {
        for (int turn = 0; turn < 12; turn++) {
            agent.doWork();
            nanos += 400 * MILLI;
        }
        transport.interfaces = List.of();
        agent.doWork();
        long calls = sent(MessageType.BEAT);
        nanos += 400 * MILLI;

        transport.interfaces = List.of("eth0");
        agent.doWork();

        assertThat(sent(MessageType.BEAT)).isEqualTo(calls + 1);
    }

    @Test
    void statusIsThatOfTheTransport() {
        agent.doWork();

        assertThat(agent.status()).isEqualTo(transport.status());
    }

    // Publications

    @Test
    void urgencyOutlastsALaterPublication() {
        agent.doWork();
        nanos = Duration.ofMillis(1_020).toNanos();
        transport.sent.clear();
        agent.publish(publication("{\"a\":1}"), true);
        agent.publish(publication("{\"a\":2}"), false);
        agent.doWork();

        assertThat(saidLast()).contains("\"a\":2");
    }

    @Test
    void publicationThatIsNotUrgentWaits() {
        agent.doWork();
        nanos = Duration.ofMillis(1_020).toNanos();
        transport.sent.clear();
        agent.publish(publication("{\"a\":1}"), false);
        agent.doWork();
        assertThat(saidLast()).isEmpty();

        nanos = Duration.ofMillis(1_050).toNanos();
        agent.doWork();
        assertThat(saidLast()).contains("\"a\":1");
    }

    private String saidLast() {
        return transport.sentBy(Lane.GROUP).stream()
                .map(sent -> new String(sent.bytes(), UTF_8))
                .filter(text -> text.contains("heartbeat"))
                .reduce("", (_, last) -> last);
    }

    private static Publication publication(String open) {
        return Publication.open(Payload.of(open.getBytes(UTF_8)));
    }

    private static byte[] request(String target) {
        Origin origin = Origin.of(new NodeId("00000000000000b9"), 1, 5);
        return OPEN.encode(new DigestRequest(origin, "b9", target, Map.of()));
    }

    private static byte[] heartbeat(String node, long sequence, String payload) {
        NodeId id = new NodeId("0".repeat(16 - node.length()) + node);
        return OPEN.encode(new Heartbeat(
                Origin.of(id, 1, 5), node, sequence, 0, Payload.of(payload.getBytes(UTF_8)), 0, Optional.empty()));
    }

    private static String text(Payload payload) {
        return new String(payload.toByteArray(), UTF_8);
    }
}
