package org.corelink.gossip;

/** How much of a member's last word still holds. A removed member has no state: it is no longer a member. */
public enum MemberState {
    /** Heard within the stale time: what it said is current. */
    ONLINE,
    /** Silent for the stale time (20 s by default) without anything that explains it: what it said is last known. */
    STALE
}
