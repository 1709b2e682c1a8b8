package org.corelink.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.corelink.gossip.NodeId;

class BinaryFormatPropertyTest {
    private static final Origin ORIGIN = Origin.of(new NodeId("0123456789abcdef"), 7, 8);
    private static final long SEQUENCE = 42;

    @Property
    void everyMessageSurvivesTheWire(@ForAll("messages") Message message) {
        assertThat(decode(BinaryEncoder.encode(message))).isEqualTo(new Decoding.Decoded(message));
    }

    @Property(tries = 20_000)
    void noMessageHasTwoSpellings(@ForAll("nearMessages") byte[] bytes) {
        if (decode(bytes) instanceof Decoding.Decoded(Message message)) {
            assertThat(BinaryEncoder.encode(message)).isEqualTo(bytes);
        }
    }

    @Property
    void messageThatIsCutOffOrGoesOnIsRejectedOrAnother(
            @ForAll("messages") Message message, @ForAll("cuts") int cut, @ForAll byte further) {
        byte[] whole = BinaryEncoder.encode(message);
        byte[] shorter = Arrays.copyOf(whole, cut % whole.length);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        longer[whole.length] = further;

        assertThat(decode(shorter)).isNotEqualTo(new Decoding.Decoded(message));
        assertThat(decode(longer)).isNotEqualTo(new Decoding.Decoded(message));
    }

    private static Decoding decode(byte[] bytes) {
        return BinaryDecoder.decode(bytes, ORIGIN, SEQUENCE);
    }

    @Provide
    Arbitrary<Message> messages() {
        return BinaryMessages.of(ORIGIN, SEQUENCE);
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(0, 1_400);
    }

    /** A type that exists and anything after it, and messages with one byte changed. */
    @Provide
    Arbitrary<byte[]> nearMessages() {
        Arbitrary<byte[]> typed = Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(160)
                .map(bytes -> {
                    bytes[0] = (byte) (Math.floorMod(bytes[0], 16) | (bytes[0] & BinaryFormat.WITH_HEARING));
                    return bytes;
                });
        Arbitrary<byte[]> changed = messages().flatMap(message -> {
            byte[] bytes = BinaryEncoder.encode(message);
            return Arbitraries.integers()
                    .between(0, bytes.length - 1)
                    .flatMap(at -> Arbitraries.bytes().map(value -> {
                        byte[] copy = bytes.clone();
                        copy[at] = value;
                        return copy;
                    }));
        });
        return Arbitraries.oneOf(typed, changed);
    }
}
