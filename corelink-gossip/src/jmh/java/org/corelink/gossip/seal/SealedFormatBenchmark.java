package org.corelink.gossip.seal;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Identity;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Payload;
import org.corelink.gossip.wire.Beat;
import org.corelink.gossip.wire.Decoding;
import org.corelink.gossip.wire.Heartbeat;
import org.corelink.gossip.wire.Message;
import org.corelink.gossip.wire.Origin;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A heartbeat of eight GPUs and a beat, sealed and opened. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SealedFormatBenchmark {
    private static final int READING_BYTES = 48;

    private final Identity identity = Identity.transientAt(Instant.ofEpochSecond(1_795_442_000L));
    private final Keyring keyring = Keyring.of(42, new GroupKey(0, Payload.of(new byte[GroupKey.SECRET_BYTES])));
    private final SealedFormat sender = new SealedFormat(identity.id(), identity.keys(), keyring);
    private final SealedFormat receiver = receiver(keyring);
    private final Origin origin = Origin.of(identity.id(), identity.incarnation(), identity.boot());
    private final Message beat = new Beat(origin);
    private final Message heartbeat =
            new Heartbeat(origin, "", 0, 1_795_442_000, Payload.of(new byte[READING_BYTES]), 7, Optional.empty());
    private final byte[] forged = forged();

    private static SealedFormat receiver(Keyring keyring) {
        Identity other = Identity.transientAt(Instant.ofEpochSecond(1_795_442_000L));
        return new SealedFormat(other.id(), other.keys(), keyring);
    }

    /** A datagram of a run that the receiver knows, with its last bit turned. */
    private byte[] forged() {
        for (int i = 0; i < SealedFormat.FIRST_LONG_HEARTBEATS; i++) {
            receiver.decode(sender.encode(heartbeat));
        }
        byte[] datagram = sender.encode(heartbeat);
        datagram[datagram.length - 1] ^= 1;
        return datagram;
    }

    /** What each sent heartbeat costs. */
    @Benchmark
    public byte[] seal() {
        return sender.encode(heartbeat);
    }

    /** What each heartbeat costs its sender and one receiver. */
    @Benchmark
    public Decoding sealAndOpen() {
        return receiver.decode(sender.encode(heartbeat));
    }

    /** What each beat costs its sender and one receiver. */
    @Benchmark
    public Decoding sealAndOpenBeat() {
        return receiver.decode(sender.encode(beat));
    }

    /** What each forged datagram costs. */
    @Benchmark
    public Decoding rejectForged() {
        return receiver.decode(forged);
    }
}
