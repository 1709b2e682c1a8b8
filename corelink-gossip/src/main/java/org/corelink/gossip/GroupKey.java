package org.corelink.gossip;

/**
 * The secret that all nodes of a sealed cluster share for a while.
 *
 * @param epoch its number, 0 to 255; a rotation goes on to the next, and from 255 to 0
 * @param secret 32 random bytes, never derived from anything else
 */
public record GroupKey(int epoch, Payload secret) {
    /** Length of the secret, in bytes. */
    public static final int SECRET_BYTES = 32;

    /** Number of epochs. */
    public static final int EPOCHS = 256;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a value is out of them
     */
    public GroupKey {
        if (epoch < 0 || epoch >= EPOCHS || secret.length() != SECRET_BYTES) {
            throw new IllegalArgumentException("a group key has an epoch of 0 to 255 and 32 secret bytes");
        }
    }

    /** Without the secret, so that it never gets into a log. */
    @Override
    public String toString() {
        return "GroupKey[epoch " + epoch + "]";
    }
}
