package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/**
 * "Send me your {@link Inventory}." Sealed format only; by unicast to its owner.
 *
 * @param origin who asks
 */
public record InventoryRequest(Origin origin) implements Message {
    @Override
    public MessageType type() {
        return MessageType.INVENTORY_REQUEST;
    }
}
