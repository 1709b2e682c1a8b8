package org.corelink.gossip;

/** What limits how well a node can tell who is there. */
public enum Condition {
    /** There is no network interface to send on. */
    NO_INTERFACE("no usable network interface"),
    /** No other node has been heard for the stale time. */
    ALONE("no other node is heard"),
    /** Others are heard, but none by multicast. */
    MULTICAST_SILENT(
            "no multicast is heard, only unicast; the usual cause is a switch with IGMP snooping and no querier"),
    /** Another machine uses this node's id: its disk was copied. */
    ID_COPIED("another machine uses this node's id; was its disk copied?"),
    /**
     * Sealed datagrams of this cluster come under a key that this node does not hold: it has missed a rotation, or the
     * sender has, or was evicted. Who sends them is not known.
     */
    UNKNOWN_KEY("somebody uses a group key that this node does not hold; one of the two has missed a rotation of keys,"
            + " or was evicted"),
    /** The gossip thread has met an error; the log says which. */
    DEGRADED("gossip is degraded by an error, see the log");

    private final String words;

    Condition(String words) {
        this.words = words;
    }

    /** For a person. */
    public String inWords() {
        return words;
    }
}
