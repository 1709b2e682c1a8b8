package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/**
 * The answer to a {@link DigestRequest}, and the greeting of a node that was just heard for the first time: the sender's
 * own newest heartbeat. On the wire it is a list; what a responder says there about others is not part of the value. Open
 * format only.
 *
 * @param state the sender's newest heartbeat
 * @param greets whether it is a greeting, which is repeated until one comes back that is none; 0.01.x does not know that
 */
public record DigestResponse(Heartbeat state, boolean greets) implements Message {
    @Override
    public Origin origin() {
        return state.origin();
    }

    @Override
    public MessageType type() {
        return MessageType.DIGEST_RESPONSE;
    }
}
