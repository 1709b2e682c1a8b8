package org.corelink.host.join;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.corelink.host.ca.RefusedException;

/** An answer that is a no, in words. It needs no proof, and proves nothing. Pure. */
final class Refusal {
    private static final int KIND = 18;
    private static final int MAX_CHARS = 400;

    private Refusal() {}

    static byte[] encode(Instant clock, String why) {
        return new Fields(KIND, clock, List.of(Bytes.of(why.getBytes(StandardCharsets.UTF_8)))).encode();
    }

    /**
     * Reads what may be anything.
     *
     * @throws RefusedException in the words of the refusal, if it is one
     */
    static void throwIfIn(byte[] bytes) throws RefusedException {
        if (Fields.kindOf(bytes) == KIND) {
            throw new RefusedException("It says: "
                    + printable(Fields.decode(bytes, KIND, 1).values().getFirst()));
        }
    }

    /** A stranger's words, fit for a terminal. */
    private static String printable(Bytes value) {
        String words = new String(value.toArray(), StandardCharsets.UTF_8).replaceAll("[^\\x20-\\x7E]", "?");
        return words.substring(0, Math.min(words.length(), MAX_CHARS));
    }
}
