package org.corelink.gossip.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.corelink.gossip.GroupKey;
import org.corelink.gossip.Keyring;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a cluster, ready for use. HKDF-SHA256 in its two steps: each group key is extracted once, with the
 * cluster as the salt, and expanded for each run, with the run's header as the info, so that a run that nobody has
 * heard of costs its receiver one HMAC.
 */
final class Ring {
    private static final String AES = "AES";
    private static final int KEY_BYTES = 32;

    private final Keyring keyring;
    private final KDF kdf;
    private final Map<Integer, SecretKey> extracted = new HashMap<>();

    Ring(Keyring keyring) {
        this.keyring = keyring;
        try {
            this.kdf = KDF.getInstance("HKDF-SHA256");
            for (GroupKey key : keyring.keys()) {
                extracted.put(key.epoch(), extract(key));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF", e);
        }
    }

    private SecretKey extract(GroupKey key) throws GeneralSecurityException {
        byte[] salt = ByteBuffer.allocate(Long.BYTES).putLong(keyring.cluster()).array();
        return kdf.deriveKey(
                "Generic",
                HKDFParameterSpec.ofExtract()
                        .addIKM(key.secret().toByteArray())
                        .addSalt(salt)
                        .extractOnly());
    }

    long cluster() {
        return keyring.cluster();
    }

    int currentEpoch() {
        return keyring.current().epoch();
    }

    /** Under which key a change of keys is told: the one before, which everybody holds, or the only one. */
    int noticeEpoch() {
        return keyring.previous().map(GroupKey::epoch).orElse(currentEpoch());
    }

    /** The epoch of the key that comes after the current one; empty if this ring does not hold it. */
    Optional<Integer> nextEpoch() {
        return keyring.next().map(GroupKey::epoch);
    }

    /** The key of an epoch, from which those of its runs are made, or null if this ring does not hold it. */
    @Nullable
    SecretKey keyOf(int epoch) {
        return extracted.get(epoch);
    }

    /** Whether this ring and that one hold the same key of an epoch. */
    boolean sharesKey(int epoch, Ring other) {
        return groupKey(epoch).isPresent() && groupKey(epoch).equals(other.groupKey(epoch));
    }

    private Optional<GroupKey> groupKey(int epoch) {
        return keyring.keys().stream().filter(key -> key.epoch() == epoch).findFirst();
    }

    /** The key of one run, that is, of one header, by the key of its epoch. */
    SecretKey keyOf(SecretKey epochKey, byte[] header) {
        try {
            return kdf.deriveKey(AES, HKDFParameterSpec.expandOnly(epochKey, header, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF and AES", e);
        }
    }
}
