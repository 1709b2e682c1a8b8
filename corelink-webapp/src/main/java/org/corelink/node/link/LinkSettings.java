package org.corelink.node.link;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What the kernel answers to {@code ETHTOOL_GLINKSETTINGS}. Source: {@code struct ethtool_link_settings} of
 * {@code linux/ethtool.h}; the buffers are in the machine's byte order.
 *
 * @param mbit negotiated, Mbit/s; 0 = unknown
 * @param maxMbit fastest mode that the interface supports, Mbit/s; 0 = unknown
 * @param duplex negotiated
 */
record LinkSettings(int mbit, int maxMbit, Duplex duplex) {
    /** The command's number. */
    static final int COMMAND = 0x4c;

    /** Where the bit masks begin: supported, advertised, and advertised by the partner. */
    static final int HEADER_BYTES = 48;

    static final int MASKS = 3;

    /** The field that counts a mask's words is a signed byte. */
    static final int MAX_WORDS = Byte.MAX_VALUE;

    static final int MAX_BYTES = HEADER_BYTES + MASKS * MAX_WORDS * Integer.BYTES;

    private static final int SPEED = 4;
    private static final int DUPLEX = 8;
    private static final int WORDS = 15;

    /**
     * Reads the answer to the first of the two calls: how many words each mask has, which the kernel gives as a
     * negative number because the caller had room for none.
     *
     * @return 1 to {@link #MAX_WORDS}; empty if it is no such answer
     */
    static OptionalInt wordsWanted(ByteBuffer answer) {
        int words = -answer.get(WORDS);
        return words > 0 && words <= MAX_WORDS ? OptionalInt.of(words) : OptionalInt.empty();
    }

    /** Writes the request: room for masks of so many words, 0 to ask how many it takes. */
    static void request(ByteBuffer buffer, int words) {
        buffer.putInt(0, COMMAND);
        buffer.put(WORDS, (byte) words);
    }

    /** Reads the answer to the second call. */
    static LinkSettings of(ByteBuffer answer) {
        int room = (answer.limit() - HEADER_BYTES) / (MASKS * Integer.BYTES);
        int words = Math.clamp(answer.get(WORDS), 0, Math.max(0, room));
        int mbit = NetworkLink.believed(Integer.toUnsignedLong(answer.getInt(SPEED)));
        int fastest = fastestMode(answer, words);
        // Some drivers forget to list the mode that they use.
        return new LinkSettings(mbit, fastest == 0 ? 0 : Math.max(fastest, mbit), duplex(answer.get(DUPLEX)));
    }

    private static int fastestMode(ByteBuffer answer, int words) {
        return IntStream.range(0, words * Integer.SIZE)
                .filter(bit -> isSet(answer, bit))
                .map(LinkModes::mbit)
                .max()
                .orElse(0);
    }

    private static boolean isSet(ByteBuffer answer, int bit) {
        int word = answer.getInt(HEADER_BYTES + bit / Integer.SIZE * Integer.BYTES);
        return (word >>> bit % Integer.SIZE & 1) == 1;
    }

    /** {@code DUPLEX_HALF} is 0, {@code DUPLEX_FULL} 1, {@code DUPLEX_UNKNOWN} 0xff. */
    private static Duplex duplex(byte value) {
        return switch (value) {
            case 0 -> Duplex.HALF;
            case 1 -> Duplex.FULL;
            default -> Duplex.UNKNOWN;
        };
    }
}
