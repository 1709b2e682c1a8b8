package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/**
 * The answer to the challenge of a {@link Hello}. Sealed format only; by unicast.
 *
 * @param origin who says it
 * @param state its heartbeat
 * @param nonce that of the challenge
 */
public record HelloAck(Origin origin, Heartbeat state, long nonce) implements Message {
    @Override
    public MessageType type() {
        return MessageType.HELLO_ACK;
    }
}
