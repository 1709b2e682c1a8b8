package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/**
 * "Are you alive?" The receiver answers at once with an {@link Ack} about itself. Both formats.
 *
 * @param origin who asks
 * @param nonce returns with the answer; 0 to 2^53 - 1
 */
public record Probe(Origin origin, long nonce) implements Message {
    /** The nonce of a probe by whoever does not hear the receiver, or does not know it. */
    public static final long WHO_IS_THERE = 0;

    @Override
    public MessageType type() {
        return MessageType.PROBE;
    }
}
