package org.corelink.gossip;

/** How datagrams are written, and what they are worth. */
public enum Format {
    /** Readable JSON, as CoreLink 0.01.x speaks it: anybody on the LAN can have written it. */
    OPEN,
    /** Encrypted and authenticated under the cluster's group key: only its nodes can have written it. */
    SEALED
}
