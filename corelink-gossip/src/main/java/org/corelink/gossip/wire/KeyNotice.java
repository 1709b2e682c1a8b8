package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/**
 * "I send under the key of this epoch from now on." Multicast after a rotation, so that nodes which have that key as
 * their next one use it too, and the others fetch it. Sealed format only.
 *
 * @param origin who says it
 * @param epoch number of the key, 0 to 255, around the corner from 255 to 0
 */
public record KeyNotice(Origin origin, int epoch) implements Message {
    @Override
    public MessageType type() {
        return MessageType.KEY_NOTICE;
    }
}
