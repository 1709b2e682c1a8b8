package org.corelink.gossip.wire;

/**
 * "Send me your {@link Inventory}." Sealed format only; by unicast to its owner.
 *
 * @param origin who asks
 */
public record InventoryRequest(Origin origin) implements Message {}
