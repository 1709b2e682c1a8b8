package org.corelink.gossip.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.corelink.gossip.Identity;

/**
 * What stands in an {@link IdentityFile}: {@code key=value} lines, the last of them the checksum of those before.
 *
 * @param keys Ed25519 key pair; X.509 and PKCS#8, base64
 * @param reserved highest incarnation that may ever have been used
 */
record IdentityText(KeyPair keys, long reserved) {
    private static final String TITLE =
            "# Identity of one CoreLink node. Keep it secret; two nodes must not share it.\n";
    private static final String HINT_TITLE =
            "# The highest incarnation of the identity file beside this, in case it breaks.\n";
    private static final String PUBLIC = "public";
    private static final String PRIVATE = "private";
    private static final String INCARNATION = "incarnation";
    private static final String CHECKSUM = "checksum";
    private static final int CHECKSUM_BYTES = 8;

    /** Greatest number that leaves room for one more run. */
    private static final long HIGHEST = Identity.MAX_INCARNATION - 1 - IdentityFile.ROOM;

    /** Greatest number that debris is believed: a greater one is damage, and would use up all that are left. */
    private static final long SALVAGEABLE = 3L << 51;

    private static final Pattern ANY_INCARNATION = Pattern.compile(INCARNATION + "=(\\d{1,16})");

    /** The file. */
    byte[] toBytes() {
        Base64.Encoder base64 = Base64.getEncoder();
        return withChecksum(TITLE
                + line(PUBLIC, base64.encodeToString(keys.getPublic().getEncoded()))
                + line(PRIVATE, base64.encodeToString(keys.getPrivate().getEncoded()))
                + line(INCARNATION, Long.toString(reserved)));
    }

    /** The smaller file that holds the incarnation alone. */
    byte[] toHint() {
        return withChecksum(HINT_TITLE + line(INCARNATION, Long.toString(reserved)));
    }

    private static String line(String key, String value) {
        return key + "=" + value + "\n";
    }

    private static byte[] withChecksum(String lines) {
        return (lines + line(CHECKSUM, checksum(lines))).getBytes(US_ASCII);
    }

    private static String checksum(String lines) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, CHECKSUM_BYTES));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** The contents of a file; empty unless it is byte for byte what {@link #toBytes} makes of them. Never throws. */
    static Optional<IdentityText> parse(byte[] file) {
        Map<String, String> values = new HashMap<>();
        for (String line : new String(file, ISO_8859_1).split("\n", 10)) {
            int end = line.indexOf('=');
            if (end > 0) {
                values.put(line.substring(0, end), line.substring(end + 1));
            }
        }
        try {
            long reserved = Long.parseLong(values.getOrDefault(INCARNATION, ""));
            if (reserved < 0 || reserved > HIGHEST) {
                return Optional.empty();
            }
            KeyPair keys = keys(values.getOrDefault(PUBLIC, ""), values.getOrDefault(PRIVATE, ""));
            IdentityText text = new IdentityText(keys, reserved);
            return Arrays.equals(text.toBytes(), file) ? Optional.of(text) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static KeyPair keys(String publicKey, String privateKey) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance(Identity.KEY_ALGORITHM);
        Base64.Decoder base64 = Base64.getDecoder();
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(base64.decode(publicKey))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(privateKey))));
    }

    /** The highest incarnation that can still be read in a file, whole or broken, or in a hint; 0 if none can. */
    static long salvage(byte[] file) {
        return ANY_INCARNATION
                .matcher(new String(file, ISO_8859_1))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .filter(number -> number <= SALVAGEABLE)
                .max()
                .orElse(0);
    }
}
