package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.corelink.gossip.Payload;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

class OpenFormatPropertyTest {
    private static final String NAME = "encoder";
    private static final OpenEncoder ENCODER = new OpenEncoder(NAME);

    @Property
    void everyMessageSurvivesTheWire(@ForAll("messages") Message message) {
        assertThat(OpenMessages.decoded(ENCODER.encode(message))).contains(message);
    }

    /** As a 0.01.x node may do with whatever the group sends. */
    @Property
    void everyDatagramNamesItsSenderAndItsType(@ForAll("messages") Message message) {
        byte[] datagram = ENCODER.encode(message);

        assertThat(outermostString("node_id", datagram)).contains(sender(message));
        assertThat(outermostString("type", datagram)).isPresent();
    }

    private static Optional<String> outermostString(String field, byte[] datagram) {
        try (JsonParser parser = Json.parser(Payload.of(datagram))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(field)) {
                    return Optional.of(parser.getString());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        }
    }

    private static String sender(Message message) {
        return switch (message) {
            case Heartbeat heartbeat -> heartbeat.name();
            case DigestResponse(Heartbeat state, boolean _) -> state.name();
            case DigestRequest request -> request.name();
            default -> NAME;
        };
    }

    @Property(tries = 20_000)
    void randomBytesNeverThrow(@ForAll("datagrams") byte[] datagram) {
        assertThat(OpenDecoder.decode(datagram)).isNotNull();
    }

    @Property(tries = 20_000)
    void mutatedMessagesNeverThrow(@ForAll("messages") Message message, @ForAll("mutations") List<Mutation> mutations) {
        byte[] datagram = ENCODER.encode(message);
        for (Mutation mutation : mutations) {
            datagram = mutation.applyTo(datagram);
        }
        OpenMessages.decoded(datagram)
                .ifPresent(decoded -> assertThat(OpenMessages.decoded(ENCODER.encode(decoded)))
                        .isPresent());
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
        return OpenMessages.all();
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
                        "\"accusation\"",
                        "\"hears\":",
                        "\"charge\":\"down\"",
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
