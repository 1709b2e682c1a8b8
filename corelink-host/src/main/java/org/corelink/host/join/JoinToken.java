package org.corelink.host.join;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of one invitation: 128 random bits, which both ends prove to have and neither sends. Pure but for the given
 * source of randomness.
 */
public final class JoinToken {
    /** Length of a proof, in bytes. */
    static final int PROOF_BYTES = 32;

    private static final int BYTES = 16;
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");
    private static final String HMAC = "HmacSHA256";

    private final byte[] secret;

    private JoinToken(byte[] secret) {
        this.secret = secret;
    }

    /** What is proven: each side has words of its own, so that no proof can be sent back to who made it. */
    enum Purpose {
        REQUEST,
        REPLY
    }

    /** A new one. */
    public static JoinToken random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new JoinToken(secret);
    }

    /** The token that a person pasted; empty if it is none. */
    public static Optional<JoinToken> parse(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        return TEXT.matcher(digits).matches()
                ? Optional.of(new JoinToken(HexFormat.of().parseHex(digits)))
                : Optional.empty();
    }

    /** As it is shown to the one person who is to see it: 32 hexadecimal digits. */
    public String reveal() {
        return HexFormat.of().formatHex(secret);
    }

    /**
     * HMAC-SHA256 over what is said and over which connection.
     *
     * @param binding value that both ends of one TLS connection share, and no two connections
     */
    byte[] proof(Purpose purpose, byte[] binding, byte[] content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            mac.update(("corelink-join/1 " + purpose.name().toLowerCase(Locale.ROOT) + "\n")
                    .getBytes(StandardCharsets.US_ASCII));
            // Of fixed length, and so is a hash: no two texts can be taken for each other.
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            mac.update(hash.digest(binding));
            mac.update(hash.digest(content));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    /** Whether a proof is right; takes the same time whichever byte is wrong. */
    boolean isProven(byte[] proof, Purpose purpose, byte[] binding, byte[] content) {
        return MessageDigest.isEqual(proof, proof(purpose, binding, content));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "JoinToken";
    }
}
