package org.corelink.gossip;

/** Why a received datagram changed nothing. Each is counted by {@link GossipCounters}. */
public enum RejectReason {
    /** Longer than the largest datagram of the protocol. */
    TOO_LONG,
    /** First byte of no known format. */
    UNKNOWN_FORMAT,
    /** Not one well-formed JSON object within the limits of depth, length and number size. */
    MALFORMED,
    /** A type of message that this version does not know; a newer version may. */
    UNKNOWN_TYPE,
    /** A field is missing, of the wrong type, or out of its range. */
    INVALID_FIELD,
    /** The application's {@link PayloadCheck} refused the payload. */
    INVALID_PAYLOAD,
    /** A datagram of a format that this node does not speak, or of another cluster. */
    NOT_SPOKEN,
    /** Sealed under an epoch of the group key that this node does not hold. */
    UNKNOWN_EPOCH,
    /** Sealed in the short form by a run whose long form has not been heard yet, or not for long. */
    UNKNOWN_SENDER,
    /** Sealed, but not with the group key, or altered on the way. */
    FORGED,
    /** A sealed datagram that came before, or that is older than the replay window. */
    REPLAYED,
    /** An inventory or a goodbye that the node itself has not signed. */
    BAD_SIGNATURE,
    /** From a run of a node that has not proven yet that it is live: it is being challenged. */
    UNVERIFIED,
    /** About a node that is known by the sealed format, in the open format, which anybody can write. */
    SHADOWED,
    /** An accusation of a node that this node has just heard, or that has refuted it already. */
    DISPROVED,
    /** Not newer than what is known of that node: a duplicate, late or replayed datagram. */
    NOT_NEWER,
    /** Claims to come from this node but does not: a copy of it, or an earlier run. */
    OWN_ID,
    /** A request that names another node as its target, or a state sent to a node that keeps none. */
    NOT_FOR_US,
    /** A new name while the table is full. */
    TOO_MANY_MEMBERS,
    /**
     * Its source address has used up its share of datagrams for now; or it is signed, and more signatures have come than
     * can be verified.
     */
    RATE_LIMITED,
    /** Came from an address outside the local subnets. */
    FOREIGN_SUBNET,
    /** This node failed on it: a defect here, counted as a fault too. */
    INTERNAL_ERROR
}
