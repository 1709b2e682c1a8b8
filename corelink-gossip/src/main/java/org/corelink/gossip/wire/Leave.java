package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/**
 * "I am going", said on a clean stop. Both formats; signed in the sealed one.
 *
 * @param origin who goes
 */
public record Leave(Origin origin) implements Message {
    @Override
    public MessageType type() {
        return MessageType.LEAVE;
    }
}
