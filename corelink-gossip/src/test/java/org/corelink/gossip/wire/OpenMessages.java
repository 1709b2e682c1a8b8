package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;

/** Messages of every type of the open format, as nodes of both versions send them. */
final class OpenMessages {
    private OpenMessages() {}

    static Arbitrary<Message> all() {
        return Arbitraries.oneOf(
                heartbeats().map(heartbeat -> heartbeat),
                Combinators.combine(heartbeats(), Arbitraries.of(true, false)).as(DigestResponse::new),
                digestRequests(),
                runs().map(Beat::new),
                runs().map(Leave::new),
                Combinators.combine(runs(), integers()).as(Probe::new),
                Combinators.combine(runs(), ids(), integers()).as(ProbeRequest::new),
                Combinators.combine(runs(), ids(), integers()).as(Ack::new),
                accusations());
    }

    static Arbitrary<Heartbeat> heartbeats() {
        Arbitrary<Double> epochs = Arbitraries.longs()
                .between(0, WireFormat.MAX_EPOCH_SECONDS * 1_000)
                .map(millis -> millis / 1_000.0);
        return Combinators.combine(
                        names(),
                        runs().optional(),
                        integers(),
                        epochs,
                        payloads(),
                        hearings().optional())
                .as((name, run, sequence, epoch, payload, hearing) ->
                        new Heartbeat(originOf(name, run), name, sequence, epoch, payload, 0, hearing));
    }

    private static Arbitrary<Message> digestRequests() {
        return Combinators.combine(
                        names(),
                        runs().optional(),
                        names(),
                        Arbitraries.maps(names(), integers()).ofMaxSize(8))
                .as((name, run, target, known) -> new DigestRequest(originOf(name, run), name, target, known));
    }

    /** A node of 0.01.x is known by its name alone. */
    private static Origin originOf(String name, Optional<Origin> run) {
        return run.orElseGet(() -> Origin.legacy(name));
    }

    private static Arbitrary<Message> accusations() {
        Arbitrary<Evidence> evidence = Combinators.combine(
                        Arbitraries.of(Evidence.Kind.class),
                        Arbitraries.integers().between(0, Evidence.MAX_SILENT_MILLIS),
                        Arbitraries.integers().between(0, Evidence.MAX_PROBES))
                .as(Evidence::new);
        return Combinators.combine(runs(), ids(), incarnations(), Arbitraries.of(Accusation.Charge.class), evidence)
                .as(Accusation::new);
    }

    private static Arbitrary<Origin> runs() {
        return Combinators.combine(ids(), incarnations(), Arbitraries.longs().between(0, WireFormat.MAX_BOOT))
                .as(Origin::of);
    }

    static Arbitrary<NodeId> ids() {
        return Arbitraries.longs().map(bits -> new NodeId(HexFormat.of().toHexDigits(bits)));
    }

    private static Arbitrary<Long> incarnations() {
        return Arbitraries.longs().between(1, WireFormat.MAX_INTEGER);
    }

    private static Arbitrary<Long> integers() {
        return Arbitraries.longs().between(0, WireFormat.MAX_INTEGER);
    }

    /** A set of nodes, with those of them that are heard. */
    record Circle(SortedSet<NodeId> nodes, Set<NodeId> heard) {}

    static Arbitrary<Circle> circles() {
        return Arbitraries.oneOf(ids(), names().map(NodeId::new))
                .set()
                .ofMinSize(1)
                .ofMaxSize(70)
                .flatMap(nodes -> Arbitraries.subsetOf(nodes).map(heard -> new Circle(new TreeSet<>(nodes), heard)));
    }

    private static Arbitrary<Hearing> hearings() {
        return Combinators.combine(
                        Arbitraries.integers(),
                        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(Hearing.MAX_NODES / 8))
                .as((hash, bits) -> new Hearing(hash, Payload.of(bits)));
    }

    static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .alpha()
                                .numeric()
                                .withChars('-', '.')
                                .ofMinLength(1)
                                .ofMaxLength(12),
                        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(16))
                .filter(NodeId::isValid);
    }

    private static Arbitrary<Payload> payloads() {
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(
                        "null", "true", "false", "[]", "{}", "1.50", "-0.0", "1e-7", "[{\"id\":0},[null,\"é\"]]"),
                Arbitraries.longs().map(Object::toString),
                Arbitraries.strings().alpha().ofMaxLength(20).map(text -> "\"" + text + "\""),
                Arbitraries.of("\"\uD83D\uDE00\"", "\"a\\\"b\\\\c\\n\\u0001\""));
        return Arbitraries.maps(
                        Arbitraries.strings()
                                .alpha()
                                .ofMinLength(1)
                                .ofMaxLength(8)
                                .map(name -> "x" + name),
                        values)
                .ofMaxSize(6)
                .map(fields -> fields.entrySet().stream()
                        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                        .collect(Collectors.joining(",", "{", "}")))
                .map(json -> Payload.of(json.getBytes(UTF_8)));
    }

    static Optional<Message> decoded(byte[] datagram) {
        return OpenDecoder.decode(datagram) instanceof Decoding.Decoded(Message message)
                ? Optional.of(message)
                : Optional.empty();
    }
}
