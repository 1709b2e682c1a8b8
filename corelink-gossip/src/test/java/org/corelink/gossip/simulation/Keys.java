package org.corelink.gossip.simulation;

import java.util.Optional;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Payload;

/** The group keys of the sealed clusters of the simulation: of so many epochs as one ring can hold. */
final class Keys {
    static final int FIRST_EPOCH = 1;
    static final int LAST_EPOCH = 3;

    private static final long CLUSTER = 0x5EED;

    private Keys() {}

    private static GroupKey key(int epoch) {
        byte[] secret = new byte[GroupKey.SECRET_BYTES];
        secret[0] = (byte) epoch;
        return new GroupKey(epoch, Payload.of(secret));
    }

    /** What an administrator hands out when {@code epoch} becomes current: the keys before and after it too. */
    static Keyring ring(int epoch) {
        return new Keyring(
                CLUSTER,
                epoch > FIRST_EPOCH ? Optional.of(key(epoch - 1)) : Optional.empty(),
                key(epoch),
                epoch < LAST_EPOCH ? Optional.of(key(epoch + 1)) : Optional.empty());
    }

    /** All of them, to read with. */
    static Keyring all() {
        return ring(FIRST_EPOCH + 1);
    }
}
