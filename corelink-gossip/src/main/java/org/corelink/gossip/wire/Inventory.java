package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.Payload;

/**
 * The part of a node's state that seldom changes. Sealed format only, signed by the node; multicast on a change and once
 * a minute, unicast on request.
 *
 * @param origin whose it is
 * @param name the node's host name
 * @param version greater for a later inventory of the same run, from 1
 * @param payload opaque
 */
public record Inventory(Origin origin, String name, long version, Payload payload) implements Message {
    /** CRC-32C of name, line feed and payload: tells in a heartbeat which inventory is the current one. */
    public static int hash(String name, Payload payload) {
        CRC32C crc = new CRC32C();
        crc.update((name + "\n").getBytes(UTF_8));
        crc.update(payload.toByteArray());
        return (int) crc.getValue();
    }

    /** Its {@link #hash(String, Payload)}. */
    public int hash() {
        return hash(name, payload);
    }

    @Override
    public MessageType type() {
        return MessageType.INVENTORY;
    }
}
