package org.corelink.gossip.transport;

/** Which socket a datagram came by. */
public enum Lane {
    /** Multicast to the group: read in the rhythm. */
    GROUP,
    /** Unicast to the group's port: the beats, read in the rhythm. */
    BEAT,
    /** Unicast to the port after it: whatever somebody waits for. A datagram there wakes the node at once. */
    DIRECT
}
