package org.corelink.login.session;

import jakarta.servlet.http.HttpSession;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secret of a session that its pages send along with each form, and that no other site can know. In a page it stands behind a
 * mask: random bytes, others in each page, and the secret changed by them. So nobody who can only see how well answers are
 * compressed comes any nearer to it. Any thread.
 */
public final class FormToken {
    /** Name of the field, and of the session's attribute. */
    public static final String NAME = "token";

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Mask and masked secret. */
    private static final Pattern MASKED = Pattern.compile("[0-9a-f]{" + 4 * BYTES + "}");

    private FormToken() {}

    /** What one page sends along: {@value #BYTES} bytes of mask and as many of the masked secret, hexadecimal. */
    public static String forPage(HttpSession session) {
        byte[] mask = random();
        return HexFormat.of().formatHex(mask) + HexFormat.of().formatHex(masked(secretOf(session), mask));
    }

    /** Whether what a form has sent is of that session, from whichever of its pages. */
    public static boolean isOf(HttpSession session, @Nullable String given) {
        if (given == null || !MASKED.matcher(given).matches()) {
            return false;
        }
        byte[] both = HexFormat.of().parseHex(given);
        byte[] mask = Arrays.copyOf(both, BYTES);
        return MessageDigest.isEqual(secretOf(session), masked(Arrays.copyOfRange(both, BYTES, 2 * BYTES), mask));
    }

    /** Made at its first use. */
    private static byte[] secretOf(HttpSession session) {
        synchronized (RANDOM) {
            if (session.getAttribute(NAME) instanceof byte[] present) {
                return present;
            }
            byte[] made = random();
            session.setAttribute(NAME, made);
            return made;
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** The other way round it is the same. */
    private static byte[] masked(byte[] secret, byte[] mask) {
        byte[] changed = new byte[BYTES];
        for (int at = 0; at < BYTES; at++) {
            changed[at] = (byte) (secret[at] ^ mask[at]);
        }
        return changed;
    }
}
