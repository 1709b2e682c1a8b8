package org.corelink.gossip.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipListener;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.membership.Identity;
import org.corelink.gossip.membership.Membership;
import org.corelink.gossip.membership.Moment;
import org.corelink.gossip.membership.SourceLimiter;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Sending;
import org.corelink.gossip.transport.Transport;
import org.corelink.gossip.wire.DigestRequest;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.OpenEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GossipAgentTest {
    /** Kept silent: errors planted here shall not look like errors of the build. */
    private static final Logger LOG = Logger.getLogger(GossipAgent.class.getName());

    private static final NodeId SELF = new NodeId("self");
    private static final InetAddress PEER = InetAddress.ofLiteral("10.0.0.2");
    private static final InetAddress FOREIGN = InetAddress.ofLiteral("192.0.2.1");

    private final GossipConfig config =
            GossipConfig.lan(SELF).withPayloadCheck(payload -> !text(payload).contains("bad"));
    private final RecordingTransport transport = new RecordingTransport();
    private final List<MembershipEvent> events = new ArrayList<>();
    private long nanos;
    private GossipAgent agent = agent((_, happened) -> events.addAll(happened));

    private GossipAgent agent(GossipListener listener) {
        Membership membership =
                new Membership(new Identity(SELF, 7, 100), config, Payload.EMPTY, new SplittableRandom(1), 0);
        return new GossipAgent(config, membership, transport, () -> new Moment(nanos, 0), listener);
    }

    @BeforeAll
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }

    @Test
    void eachDatagramIsCountedOnceAndByReason() {
        transport.receive(heartbeat("peer", 1, "{}"), PEER);
        transport.receive(heartbeat("peer", 1, "{}"), PEER);
        transport.receive(heartbeat("self", 1, "{}"), PEER);
        transport.receive(heartbeat("evil", 1, "{\"bad\":1}"), PEER);
        transport.receive(heartbeat("far", 1, "{}"), FOREIGN);
        transport.receive("{nonsense".getBytes(UTF_8), PEER);
        transport.receive("nonsense".getBytes(UTF_8), PEER);
        transport.receive(new byte[1_401], PEER);
        transport.receive(OpenEncoder.encode(new Heartbeat(SELF, OptionalLong.of(7), 100, 0, Payload.EMPTY)), PEER);

        agent.doWork();

        GossipCounters counters = agent.counters();
        assertThat(counters.received()).isEqualTo(9);
        assertThat(counters.accepted()).isEqualTo(1);
        assertThat(counters.ownEchoes()).isEqualTo(1);
        assertThat(counters.rejected())
                .containsAllEntriesOf(Map.of(
                        RejectReason.NOT_NEWER, 1L,
                        RejectReason.OWN_NAME, 1L,
                        RejectReason.INVALID_PAYLOAD, 1L,
                        RejectReason.FOREIGN_SUBNET, 1L,
                        RejectReason.MALFORMED, 1L,
                        RejectReason.UNKNOWN_FORMAT, 1L,
                        RejectReason.TOO_LONG, 1L,
                        RejectReason.RATE_LIMITED, 0L));
        assertThat(counters.faults()).isZero();
        assertThat(agent.view().members())
                .extracting(member -> member.id().value())
                .containsExactly("peer");
    }

    @Test
    void foreignSubnetsAreNotAnswered() {
        byte[] request = OpenEncoder.encode(new DigestRequest(new NodeId("peer"), SELF, Map.of()));
        agent.doWork();
        transport.receive(request, FOREIGN);
        agent.doWork();
        assertThat(transport.unicasts).isEmpty();

        transport.receive(request, PEER);
        agent.doWork();
        assertThat(transport.unicasts).containsExactly(PEER);
    }

    @Test
    void floodFromOneAddressIsCutOffAndTheOwnHeartbeatGoesOut() {
        for (int i = 0; i < 100_000; i++) {
            transport.receive("{nonsense".getBytes(UTF_8), PEER);
        }

        long next = agent.doWork();

        assertThat(transport.multicasts).isEqualTo(1);
        assertThat(agent.counters().received()).isEqualTo(GossipAgent.BATCH);
        assertThat(next).as("more is waiting").isEqualTo(nanos);
        assertThat(agent.counters().rejected())
                .containsEntry(RejectReason.MALFORMED, (long) SourceLimiter.BURST)
                .containsEntry(RejectReason.RATE_LIMITED, (long) GossipAgent.BATCH - SourceLimiter.BURST);
    }

    @Test
    void errorInTheApplicationsCallbacksIsCountedAndSurvived() {
        agent = agent((_, _) -> {
            throw new IllegalStateException("planted");
        });
        transport.receive(heartbeat("peer", 1, "{}"), PEER);
        agent.doWork();
        assertThat(agent.counters().faults()).isEqualTo(1);

        transport.receive(heartbeat("peer", 2, "{}"), PEER);
        agent.doWork();
        assertThat(agent.view().members())
                .extracting(member -> member.sequence())
                .containsExactly(2L);
    }

    @Test
    void errorInThePayloadCheckRejectsTheDatagram() {
        GossipConfig throwing = config.withPayloadCheck(_ -> {
            throw new IllegalStateException("planted");
        });
        Membership membership =
                new Membership(new Identity(SELF, 7, 100), throwing, Payload.EMPTY, new SplittableRandom(1), 0);
        agent = new GossipAgent(throwing, membership, transport, () -> new Moment(nanos, 0), (_, _) -> {});
        transport.receive(heartbeat("peer", 1, "{}"), PEER);

        agent.doWork();

        assertThat(agent.counters().rejected()).containsEntry(RejectReason.INTERNAL_ERROR, 1L);
        assertThat(agent.counters().faults()).isEqualTo(1);
        assertThat(agent.view()).isEqualTo(MembershipView.EMPTY);
    }

    @Test
    void viewsAreNumberedAndOneTurnMakesOne() {
        transport.receive(heartbeat("a", 1, "{}"), PEER);
        transport.receive(heartbeat("b", 1, "{}"), PEER);
        agent.doWork();
        assertThat(agent.view().revision()).isEqualTo(1);
        assertThat(events).hasSize(2);

        agent.doWork();
        assertThat(agent.view().revision()).isEqualTo(1);
    }

    @Test
    void urgencyOutlastsALaterPublication() {
        agent.doWork();
        nanos = Duration.ofMillis(1_500).toNanos();
        agent.publish(Payload.of("{\"a\":1}".getBytes(UTF_8)), true);
        agent.publish(Payload.of("{\"a\":2}".getBytes(UTF_8)), false);

        agent.publish(Payload.of("{\"a\":3}".getBytes(UTF_8)), true);
        agent.doWork();

        assertThat(transport.multicasts).isEqualTo(2);
        assertThat(new String(transport.lastMulticast, UTF_8)).contains("\"a\":3");
    }

    @Test
    void refusedDatagramsAreCounted() {
        transport.broken = true;

        agent.doWork();

        assertThat(agent.counters().sendFailures()).isEqualTo(1);
        assertThat(agent.counters().sent()).isZero();
    }

    private static byte[] heartbeat(String node, long sequence, String payload) {
        return OpenEncoder.encode(
                new Heartbeat(new NodeId(node), OptionalLong.of(1), sequence, 0, Payload.of(payload.getBytes(UTF_8))));
    }

    private static String text(Payload payload) {
        return new String(payload.toByteArray(), UTF_8);
    }

    private static final class RecordingTransport implements Transport {
        final List<InetAddress> unicasts = new ArrayList<>();
        int multicasts;
        byte[] lastMulticast = {};
        boolean broken;
        private final Queue<Datagram> waiting = new ArrayDeque<>();

        void receive(byte[] datagram, InetAddress from) {
            waiting.add(new Datagram(datagram, from));
        }

        @Override
        public @Nullable Datagram poll() {
            return waiting.poll();
        }

        @Override
        public Sending multicast(byte[] datagram) {
            multicasts++;
            lastMulticast = datagram;
            return broken ? new Sending(0, 1) : new Sending(1, 0);
        }

        @Override
        public Sending unicast(byte[] datagram, InetAddress to) {
            unicasts.add(to);
            return new Sending(1, 0);
        }

        @Override
        public boolean isLocal(InetAddress address) {
            return !address.equals(FOREIGN);
        }

        @Override
        public void refresh(long nowNanos) {}

        @Override
        public void await(long nanos) {
            throw new AssertionError("an agent never waits");
        }

        @Override
        public void wakeup() {}

        @Override
        public void close() {}
    }
}
