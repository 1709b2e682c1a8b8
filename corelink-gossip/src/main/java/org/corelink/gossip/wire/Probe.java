package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/**
 * "Are you alive?" The receiver answers at once with an {@link Ack} about itself. Both formats.
 *
 * @param origin who asks
 * @param nonce returns with the answer; 0 to 2^53 - 1
 */
public record Probe(Origin origin, long nonce) implements Message {
    @Override
    public MessageType type() {
        return MessageType.PROBE;
    }
}
