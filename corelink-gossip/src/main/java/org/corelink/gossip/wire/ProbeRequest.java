package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;
import org.corelink.gossip.NodeId;

/**
 * "Do you hear that node?" The receiver answers at once with an {@link Ack} if it has just heard it; otherwise it probes
 * the node and passes the answer on. Both formats.
 *
 * @param origin who asks
 * @param subject whom it is about
 * @param nonce returns with the answer; 0 to 2^53 - 1
 */
public record ProbeRequest(Origin origin, NodeId subject, long nonce) implements Message {
    @Override
    public MessageType type() {
        return MessageType.PROBE_REQUEST;
    }
}
