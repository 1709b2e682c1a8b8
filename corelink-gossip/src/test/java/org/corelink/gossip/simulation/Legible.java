package org.corelink.gossip.simulation;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.corelink.gossip.Format;

/**
 * Which datagrams one run of a node can open. A sealed one in short form names its key by a hash of the header of the long
 * form; whoever has got none in long form under that key cannot know it, and asks, which may not arrive. What others pass on is not counted.
 */
final class Legible {
    private static final Optional<Format> SEALED = Optional.of(Format.SEALED);
    private static final int FORM_AT = 1;
    private static final int HEADER_BYTES = 32;
    private static final int KEY_ID_AT = 2;
    private static final int KEY_ID_BYTES = 4;

    private final Set<Integer> keyIds = new HashSet<>();

    /** Whether it can open this one, which it has just got. */
    boolean opens(Packet packet) {
        byte[] bytes = packet.bytes();
        if (!Format.of(bytes).equals(SEALED) || bytes.length < HEADER_BYTES) {
            return true;
        }
        if (bytes[FORM_AT] == 'L') {
            keyIds.add(keyId(bytes));
            return true;
        }
        return keyIds.contains(ByteBuffer.wrap(bytes, KEY_ID_AT, KEY_ID_BYTES).getInt());
    }

    private static int keyId(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, HEADER_BYTES);
            return ByteBuffer.wrap(digest.digest()).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
