package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;
import org.corelink.gossip.NodeId;

/**
 * "It is alive": the answer to {@link Probe} and {@link ProbeRequest}, and the objection to an {@link Accusation}. Both
 * formats.
 *
 * @param origin who says it
 * @param subject who is alive; the sender itself, or one that it has just heard
 * @param nonce that of the question; 0 for an objection
 */
public record Ack(Origin origin, NodeId subject, long nonce) implements Message {
    @Override
    public MessageType type() {
        return MessageType.ACK;
    }
}
