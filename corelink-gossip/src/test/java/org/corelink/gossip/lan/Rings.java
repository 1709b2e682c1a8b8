package org.corelink.gossip.lan;

import java.util.Optional;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;

/** The keys of the one sealed cluster that these tests are about. */
final class Rings {
    static final long CLUSTER = 0xC0FFEE;

    private Rings() {}

    static GroupKey key(int epoch) {
        byte[] secret = new byte[GroupKey.SECRET_BYTES];
        secret[0] = (byte) epoch;
        return new GroupKey(epoch, Payload.of(secret));
    }

    /** Another key of the same epoch. */
    static GroupKey otherKey(int epoch) {
        byte[] secret = key(epoch).secret().toByteArray();
        secret[1] = 1;
        return new GroupKey(epoch, Payload.of(secret));
    }

    static Keyring of(int current) {
        return Keyring.of(CLUSTER, key(current));
    }

    static Keyring of(int current, int next) {
        return new Keyring(CLUSTER, Optional.empty(), key(current), Optional.of(key(next)));
    }

    /** What a node needs to speak its formats. */
    static Optional<Keyring> of(Mode mode) {
        return mode == Mode.OPEN ? Optional.empty() : Optional.of(of(1));
    }
}
