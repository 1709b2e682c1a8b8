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
    /** Not newer than what is known of that node: a duplicate, late or replayed datagram. */
    NOT_NEWER,
    /** Claims to come from this node but does not: another machine of the same name, or an earlier run of this one. */
    OWN_NAME,
    /** A request that names another node as its target, or a state sent to a node that keeps none. */
    NOT_FOR_US,
    /** A new name while the table is full. */
    TOO_MANY_MEMBERS,
    /** Its source address has used up its share of datagrams for now. */
    RATE_LIMITED,
    /** Came from an address outside the local subnets. */
    FOREIGN_SUBNET,
    /** This node failed on it: a defect here, counted as a fault too. */
    INTERNAL_ERROR
}
