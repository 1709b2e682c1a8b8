package org.corelink.manager;

import java.util.List;

/** The part of the server that belongs to the cluster. Any thread; never blocks for long. */
public interface ClusterControl {
    /** All members, this one first. */
    List<ListedMember> members();

    /** What gossip is like on this machine. */
    GossipReport gossip();

    /** Reads this machine anew, now, without waiting for the readings. */
    void resample();
}
