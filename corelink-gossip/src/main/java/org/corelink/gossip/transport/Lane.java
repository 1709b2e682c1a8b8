package org.corelink.gossip.transport;

/** Which socket a datagram came by. */
public enum Lane {
    /** Multicast to the group's port: read in the rhythm. */
    GROUP,
    /** Multicast to the port after it: news for everybody, which wakes the nodes at once. */
    CALL,
    /** Unicast to the group's port: the beats, read in the rhythm. */
    BEAT,
    /** Unicast to the port after it: whatever somebody waits for. A datagram there wakes the node at once. */
    DIRECT;

    /** Whether it goes to the group. */
    public boolean isMulticast() {
        return this == GROUP || this == CALL;
    }

    /** Whether a datagram that comes by it wakes the node. */
    public boolean isUrgent() {
        return this == CALL || this == DIRECT;
    }
}
