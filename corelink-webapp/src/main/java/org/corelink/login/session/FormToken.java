package org.corelink.login.session;

import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The secret of a session that its pages send along with each form, and that no other site can know. Any thread. */
public final class FormToken {
    /** Name of the field, and of the session's attribute. */
    public static final String NAME = "token";

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FormToken() {}

    /** The session's token, made at its first use. */
    public static String of(HttpSession session) {
        synchronized (RANDOM) {
            Object present = session.getAttribute(NAME);
            if (present instanceof String token) {
                return token;
            }
            byte[] random = new byte[BYTES];
            RANDOM.nextBytes(random);
            String token = HexFormat.of().formatHex(random);
            session.setAttribute(NAME, token);
            return token;
        }
    }

    /** Whether a form's token is that of the session. */
    public static boolean isOf(HttpSession session, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        of(session).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
