package org.corelink.gossip.simulation;

import java.util.EnumMap;
import java.util.Map;
import org.corelink.gossip.MessageType;

/** What all nodes together have received from each other, by kind of message. */
final class Meter {
    /** What stands before each datagram on an Ethernet: 14 B of its own, 20 of IP, 8 of UDP. */
    private static final int HEADER_BYTES = 42;

    private final Map<MessageType, Flow> flows = new EnumMap<>(MessageType.class);

    /** Of one kind: how many frames, and their bytes without the checksum. */
    record Flow(long frames, long bytes) {
        Flow and(Flow other) {
            return new Flow(frames + other.frames, bytes + other.bytes);
        }
    }

    /** A node of this version gets a packet of another. */
    void count(Packet packet, Participant receiver) {
        if (packet.message() != null && !packet.from().equals(receiver.address())) {
            flows.merge(packet.message().type(), new Flow(1, packet.bytes().length + HEADER_BYTES), Flow::and);
        }
    }

    /** By kind; those that did not come are not there. */
    Map<MessageType, Flow> flows() {
        return flows;
    }
}
