package org.corelink.gossip.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;

/** Every message of the sealed format, from one origin, with every value that a field can have. */
public final class BinaryMessages {
    private final Origin origin;
    private final long sequence;

    private BinaryMessages(Origin origin, long sequence) {
        this.origin = origin;
        this.sequence = sequence;
    }

    /** All of them; the heartbeats have this number. */
    public static Arbitrary<Message> of(Origin origin, long sequence) {
        BinaryMessages messages = new BinaryMessages(origin, sequence);
        return Arbitraries.oneOf(messages.small(), messages.questions(), messages.states(), messages.gossip());
    }

    private Arbitrary<Message> small() {
        return Arbitraries.of(new Beat(origin), new Leave(origin), new InventoryRequest(origin));
    }

    private Arbitrary<Message> questions() {
        return Arbitraries.oneOf(
                numbers(0).map(nonce -> new Probe(origin, nonce)),
                Combinators.combine(nodes(), numbers(0)).as((node, nonce) -> new ProbeRequest(origin, node, nonce)),
                Combinators.combine(nodes(), numbers(0)).as((node, nonce) -> new Ack(origin, node, nonce)),
                Combinators.combine(nodes(), numbers(1), Arbitraries.of(Accusation.Charge.class), evidence())
                        .as((node, incarnation, charge, evidence) ->
                                new Accusation(origin, node, incarnation, charge, evidence)));
    }

    private Arbitrary<Message> states() {
        return Arbitraries.oneOf(
                heartbeats().map(state -> state),
                Combinators.combine(heartbeats(), Arbitraries.longs().between(0, WireFormat.MAX_BOOT), bits64())
                        .as((state, echo, nonce) -> new Hello(origin, state, echo, nonce)),
                Combinators.combine(heartbeats(), bits64()).as((state, nonce) -> new HelloAck(origin, state, nonce)),
                Combinators.combine(names(), numbers(1), payloads(0, 1_000))
                        .as((name, version, payload) -> new Inventory(origin, name, version, payload)));
    }

    private Arbitrary<Message> gossip() {
        return Arbitraries.oneOf(
                bits32().list().ofSize(BucketDigest.BUCKETS).map(hashes -> new BucketDigest(origin, hashes)),
                bits32().map(buckets -> new Pull(origin, buckets)),
                Combinators.combine(addresses(), payloads(1, 200))
                        .as(Update.Relayed::new)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(6)
                        .map(relayed -> new Update(origin, relayed)),
                Arbitraries.integers().between(0, GroupKey.EPOCHS - 1).map(epoch -> new KeyNotice(origin, epoch)));
    }

    private Arbitrary<Heartbeat> heartbeats() {
        Arbitrary<Double> clocks =
                Arbitraries.longs().between(0, BinaryFormat.MAX_CLOCK_MILLIS).map(millis -> millis / 1_000.0);
        Arbitrary<Optional<Hearing>> hearings = Combinators.combine(
                        bits32(), payloads(0, BinaryFormat.MAX_HEARING_BYTES))
                .as(Hearing::new)
                .optional();
        return Combinators.combine(clocks, payloads(0, 1_000), bits32(), hearings)
                .as((clock, reading, hash, hearing) ->
                        new Heartbeat(origin, "", sequence, clock, reading, hash, hearing));
    }

    private static Arbitrary<Evidence> evidence() {
        return Combinators.combine(
                        Arbitraries.of(Evidence.Kind.class),
                        Arbitraries.integers().between(0, Evidence.MAX_SILENT_MILLIS),
                        Arbitraries.integers().between(0, Evidence.MAX_PROBES))
                .as(Evidence::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().alpha().numeric().withChars('-', '.'),
                        Arbitraries.strings().withCharRange('\u00c0', '\ud7ff'))
                .filter(NodeId::isValid);
    }

    private static Arbitrary<NodeId> nodes() {
        return bits64().map(BinaryFormat::nodeOf);
    }

    private static Arbitrary<Payload> payloads(int least, int most) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(Payload::of);
    }

    private static Arbitrary<Inet4Address> addresses() {
        return Arbitraries.bytes().array(byte[].class).ofSize(4).map(bytes -> {
            try {
                return (Inet4Address) InetAddress.getByAddress(bytes);
            } catch (UnknownHostException e) {
                throw new AssertionError("four bytes are an address", e);
            }
        });
    }

    private static Arbitrary<Long> numbers(long least) {
        return Arbitraries.longs().between(least, WireFormat.MAX_INTEGER);
    }

    private static Arbitrary<Long> bits64() {
        return Arbitraries.longs();
    }

    private static Arbitrary<Integer> bits32() {
        return Arbitraries.integers();
    }
}
