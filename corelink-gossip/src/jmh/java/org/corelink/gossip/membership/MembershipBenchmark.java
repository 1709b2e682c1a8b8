package org.corelink.gossip.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.corelink.gossip.Format;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Identity;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Origin;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A node that knows 254 others, each of which says something new every five seconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MembershipBenchmark {
    private static final int MEMBERS = 254;
    private static final long PERIOD_NANOS = 5_000_000_000L;
    private static final Payload PAYLOAD = Payload.of("{\"gpus\":[]}".getBytes(UTF_8));

    private final Membership membership = new Membership(
            Format.OPEN,
            Identity.transientAt(Instant.ofEpochSecond(1)),
            GossipConfig.lan("self"),
            Publication.open(PAYLOAD),
            new SplittableRandom(42),
            new Moment(0, 1_000));
    private final NodeId[] nodes = new NodeId[MEMBERS];
    private final InetAddress[] addresses = new InetAddress[MEMBERS];
    private long sequence;
    private long nanos;

    /** Makes the others and hears each of them once. */
    public MembershipBenchmark() {
        for (int i = 0; i < MEMBERS; i++) {
            nodes[i] = new NodeId("%016x".formatted(i * 0x9E37_79B9_7F4A_7C15L));
            addresses[i] = address(i);
        }
        round((_, _) -> {});
    }

    /** One received heartbeat, and the tick that follows it. */
    @Benchmark
    @OperationsPerInvocation(MEMBERS)
    public void hearAndTick(Blackhole blackhole) {
        round((reception, step) -> {
            blackhole.consume(reception);
            blackhole.consume(step);
        });
    }

    /** A tick at which nothing is due. */
    @Benchmark
    public Step tick() {
        return membership.tick(new Moment(nanos, 0));
    }

    private interface Sink {
        void accept(Reception reception, Step step);
    }

    private void round(Sink sink) {
        sequence++;
        for (int i = 0; i < MEMBERS; i++) {
            nanos += PERIOD_NANOS / MEMBERS;
            Moment now = new Moment(nanos, 0);
            Origin origin = Origin.of(nodes[i], 1, 1);
            Heartbeat heartbeat = new Heartbeat(origin, "gpunode-" + i, sequence, 0, PAYLOAD, 0, Optional.empty());
            sink.accept(membership.on(heartbeat, true, addresses[i], now), membership.tick(now));
        }
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
