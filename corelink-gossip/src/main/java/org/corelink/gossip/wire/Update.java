package org.corelink.gossip.wire;

import java.net.Inet4Address;
import java.util.List;
import org.corelink.gossip.MessageType;
import org.corelink.gossip.Payload;

/**
 * What the sender has heard from others, as it came: sealed datagrams that only their own senders can have made. Sealed
 * format only; by unicast.
 *
 * @param origin who passes it on
 * @param relayed the datagrams
 */
public record Update(Origin origin, List<Relayed> relayed) implements Message {
    /** Takes an immutable copy of the list. */
    public Update {
        relayed = List.copyOf(relayed);
    }

    /**
     * One datagram of a third party.
     *
     * @param address where it came from
     * @param datagram all its bytes
     */
    public record Relayed(Inet4Address address, Payload datagram) {}

    @Override
    public MessageType type() {
        return MessageType.UPDATE;
    }
}
