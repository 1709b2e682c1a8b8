package org.corelink.host.join;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.corelink.host.ca.CaCertificate;

/**
 * SHA-256 of a CA's public key (SubjectPublicKeyInfo, as in RFC 7469), by which a joining machine knows the right CA.
 * Pure.
 */
public final class CaHash {
    private static final String PREFIX = "sha256:";
    private static final Pattern TEXT = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    private final byte[] digest;

    private CaHash(byte[] digest) {
        this.digest = digest;
    }

    /** The hash of this CA. */
    public static CaHash of(X509Certificate ca) {
        return new CaHash(CaCertificate.keyHash(ca));
    }

    /** Reads {@code sha256:} and 64 hexadecimal digits; empty if it is something else. */
    public static Optional<CaHash> parse(String text) {
        String small = text.strip().toLowerCase(Locale.ROOT);
        return TEXT.matcher(small).matches()
                ? Optional.of(new CaHash(HexFormat.of().parseHex(small.substring(PREFIX.length()))))
                : Optional.empty();
    }

    /** Whether it is this CA's. */
    boolean fits(X509Certificate ca) {
        return MessageDigest.isEqual(digest, CaCertificate.keyHash(ca));
    }

    /** {@code sha256:} and 64 hexadecimal digits. */
    @Override
    public String toString() {
        return PREFIX + HexFormat.of().formatHex(digest);
    }
}
