package org.corelink.gossip.wire;

import java.util.Optional;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.Payload;

/**
 * "I am here, and this is my state." Both formats.
 *
 * <p>The field {@code timestamp} of the open format is no part of the value: it repeats {@code epoch} for human readers,
 * is written from it, and is only checked when read.
 *
 * @param origin who it is about
 * @param name its host name; empty in the sealed format, where the signed {@link Inventory} carries it
 * @param sequence number of the heartbeat, 0 to {@link WireFormat#MAX_INTEGER}, greater than that of any earlier one of
 *     the run; in the sealed format the number of the datagram
 * @param epochSeconds the sender's wall clock, seconds since 1970, kept to the millisecond
 * @param reading in the open format all other fields of the object, as one compact JSON object; in the sealed format
 *     what changes all the time
 * @param inventoryHash {@link Inventory#hash} of the sender's inventory; 0 in the open format
 * @param hearing whom the sender hears; in some heartbeats only
 */
public record Heartbeat(
        Origin origin,
        String name,
        long sequence,
        double epochSeconds,
        Payload reading,
        int inventoryHash,
        Optional<Hearing> hearing)
        implements Message {
    /** The same without whom the sender hears. */
    public Heartbeat withoutHearing() {
        return new Heartbeat(origin, name, sequence, epochSeconds, reading, inventoryHash, Optional.empty());
    }

    @Override
    public MessageType type() {
        return MessageType.HEARTBEAT;
    }
}
