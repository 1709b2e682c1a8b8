package org.corelink.gossip.lan;

import java.util.Set;

/** What a view says of a member. */
public enum State {
    ONLINE,
    SUSPECT,
    DOWN,
    STALE,
    LEFT,
    /** Not in the view. */
    GONE;

    /** Whether somebody who looks at the view would take the member for running. */
    public boolean isAlive() {
        return Set.of(ONLINE, SUSPECT).contains(this);
    }
}
