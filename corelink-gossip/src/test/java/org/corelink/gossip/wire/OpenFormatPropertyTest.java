package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;

class OpenFormatPropertyTest {
    @Property
    void everyMessageSurvivesTheWire(@ForAll("messages") Message message) {
        assertThat(OpenDecoder.decode(OpenEncoder.encode(message))).isEqualTo(new Decoding.Decoded(message));
    }

    @Property(tries = 20_000)
    void randomBytesNeverThrow(@ForAll("datagrams") byte[] datagram) {
        assertThat(OpenDecoder.decode(datagram)).isNotNull();
    }

    @Property(tries = 20_000)
    void mutatedMessagesNeverThrow(@ForAll("messages") Message message, @ForAll("mutations") List<Mutation> mutations) {
        byte[] datagram = OpenEncoder.encode(message);
        for (Mutation mutation : mutations) {
            datagram = mutation.applyTo(datagram);
        }
        if (OpenDecoder.decode(datagram) instanceof Decoding.Decoded(Message decoded)) {
            assertThat(OpenDecoder.decode(OpenEncoder.encode(decoded))).isInstanceOf(Decoding.Decoded.class);
        }
    }

    /** One accident on the way: a byte changed, a piece taken out, or a piece doubled. */
    record Mutation(Kind kind, int at, int length, byte value) {
        enum Kind {
            CHANGE,
            REMOVE,
            REPEAT
        }

        byte[] applyTo(byte[] datagram) {
            if (datagram.length == 0) {
                return datagram;
            }
            int from = at % datagram.length;
            int to = Math.min(datagram.length, from + length);
            return switch (kind) {
                case CHANGE -> {
                    byte[] changed = datagram.clone();
                    changed[from] = value;
                    yield changed;
                }
                case REMOVE -> join(datagram, from, to);
                case REPEAT -> join(datagram, to, from);
            };
        }

        private static byte[] join(byte[] datagram, int endOfHead, int startOfTail) {
            byte[] joined = new byte[endOfHead + datagram.length - startOfTail];
            System.arraycopy(datagram, 0, joined, 0, endOfHead);
            System.arraycopy(datagram, startOfTail, joined, endOfHead, datagram.length - startOfTail);
            return joined;
        }
    }

    @Provide
    Arbitrary<Message> messages() {
        return Arbitraries.oneOf(
                heartbeats().map(heartbeat -> heartbeat),
                heartbeats().map(DigestResponse::new),
                Combinators.combine(
                                nodes(),
                                nodes(),
                                Arbitraries.maps(nodes(), sequences()).ofMaxSize(8))
                        .as(DigestRequest::new));
    }

    private Arbitrary<Heartbeat> heartbeats() {
        Arbitrary<Double> epochs = Arbitraries.longs()
                .between(0, WireFormat.MAX_EPOCH_SECONDS * 1_000)
                .map(millis -> millis / 1_000.0);
        Arbitrary<OptionalLong> incarnations = Arbitraries.longs()
                .between(1, WireFormat.MAX_INTEGER)
                .map(OptionalLong::of)
                .injectNull(0.3)
                .map(given -> given == null ? OptionalLong.empty() : given);
        return Combinators.combine(nodes(), incarnations, sequences(), epochs, payloads())
                .as(Heartbeat::new);
    }

    private Arbitrary<NodeId> nodes() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .alpha()
                                .numeric()
                                .withChars('-', '.')
                                .ofMinLength(1)
                                .ofMaxLength(12),
                        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(16))
                .filter(NodeId::isValid)
                .map(NodeId::new);
    }

    private Arbitrary<Long> sequences() {
        return Arbitraries.longs().between(0, WireFormat.MAX_INTEGER);
    }

    private Arbitrary<Payload> payloads() {
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

    @Provide
    Arbitrary<byte[]> datagrams() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(1_500);
        Arbitrary<byte[]> jsonLike = Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"",
                        "\"type\":",
                        "\"heartbeat\"",
                        "\"node_id\":\"a\"",
                        "\"seq\":",
                        "\"digest\":{",
                        "\"updates\":[{",
                        "1",
                        "-",
                        "1e9",
                        "null",
                        "\\u",
                        "\\ud800",
                        " ")
                .list()
                .ofMaxSize(60)
                .map(parts -> ("{" + String.join("", parts)).getBytes(UTF_8));
        return Arbitraries.oneOf(bytes, jsonLike);
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Combinators.combine(
                        Arbitraries.of(Mutation.Kind.class),
                        Arbitraries.integers().between(0, 1_500),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.bytes())
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
