package org.corelink.host.ca;

import java.security.SecureRandom;
import java.util.Optional;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Payload;

/** The keys of a sealed cluster, as they are made. Pure but for the given source of randomness. */
final class GroupKeys {
    private static final int FIRST_EPOCH = 1;

    private GroupKeys() {}

    /** The ring of a new cluster. */
    static Keyring first(SecureRandom random) {
        return Keyring.of(random.nextLong(), newKey(FIRST_EPOCH, random));
    }

    /**
     * The ring of the same cluster that nothing made before opens: one new key, and none of those that somebody has who
     * shall be out.
     */
    static Keyring afterEviction(Keyring before, SecureRandom random) {
        int last = before.next().orElse(before.current()).epoch();
        return Keyring.of(before.cluster(), newKey((last + 1) % GroupKey.EPOCHS, random));
    }

    /**
     * The ring after one step of a rotation, of which there are three: a new key is handed out as the next one; it becomes
     * the current one; the one before is dropped.
     */
    static Keyring afterStep(Keyring ring, SecureRandom random) {
        if (ring.next().isPresent()) {
            return ring.rotated();
        }
        if (ring.previous().isPresent()) {
            return Keyring.of(ring.cluster(), ring.current());
        }
        GroupKey next = newKey((ring.current().epoch() + 1) % GroupKey.EPOCHS, random);
        return new Keyring(ring.cluster(), Optional.empty(), ring.current(), Optional.of(next));
    }

    private static GroupKey newKey(int epoch, SecureRandom random) {
        byte[] secret = new byte[GroupKey.SECRET_BYTES];
        random.nextBytes(secret);
        return new GroupKey(epoch, Payload.of(secret));
    }
}
