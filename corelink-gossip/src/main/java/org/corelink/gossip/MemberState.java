package org.corelink.gossip;

/** How much of a member's last word still holds. A removed member has no state: it is no longer a member. */
public enum MemberState {
    /** What it said is current. */
    ONLINE,
    /** Signs of life are missing, and it is being probed: what it said is probably current. */
    SUSPECT,
    /** It does not run or cannot be reached, confirmed by {@link Member#reason}: what it said is last known. */
    DOWN,
    /** Silent for the stale time (20 s by default) without anything that explains it: what it said is last known. */
    STALE,
    /** It has said goodbye: what it said is last known. */
    LEFT
}
