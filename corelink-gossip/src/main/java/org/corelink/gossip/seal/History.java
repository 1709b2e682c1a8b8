package org.corelink.gossip.seal;

import java.util.Arrays;
import org.corelink.gossip.wire.BinaryFormat;
import org.jspecify.annotations.Nullable;

/**
 * What has come of one run, so that nothing counts twice.
 *
 * <p>Heartbeats and inventories stand apart from all other messages: others relay them long after they were sent, when
 * many datagrams with a greater sequence have come already. Of each of the two, only one with a greater sequence than
 * all before is worth anything. The rest goes through a {@link ReplayWindow}.
 */
final class History {
    private final ReplayWindow others = new ReplayWindow();
    private long heartbeat;
    private long inventory;
    private byte @Nullable [] verified;

    /** Whether a datagram with this sequence, of whatever type, may be new: a cheap question before decryption. */
    boolean mayBeNew(long sequence) {
        return sequence > heartbeat || sequence > inventory || others.isNew(sequence);
    }

    /** Whether a message is a new one. */
    boolean isNew(int type, long sequence) {
        return switch (type) {
            case BinaryFormat.HEARTBEAT -> sequence > heartbeat;
            case BinaryFormat.INVENTORY -> sequence > inventory;
            default -> others.isNew(sequence);
        };
    }

    /** From now on the message is not a new one. */
    void mark(int type, long sequence) {
        switch (type) {
            case BinaryFormat.HEARTBEAT -> heartbeat = sequence;
            case BinaryFormat.INVENTORY -> inventory = sequence;
            default -> others.mark(sequence);
        }
    }

    /** Whether the signature of the run's last inventory was found good, and over these same bytes. */
    boolean isVerified(byte[] signedBytes) {
        return verified != null && Arrays.equals(verified, Digests.sha256(signedBytes));
    }

    void verified(byte[] signedBytes) {
        verified = Digests.sha256(signedBytes);
    }
}
