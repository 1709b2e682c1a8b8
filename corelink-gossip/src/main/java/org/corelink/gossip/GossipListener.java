package org.corelink.gossip;

import java.util.List;

/** Is told of every change of the view. Called on the gossip thread: must return within milliseconds and not block. */
@FunctionalInterface
public interface GossipListener {
    /**
     * The view has changed.
     *
     * @param view the view after the change
     * @param events what happened, in order; empty where only payloads changed
     */
    void onChange(MembershipView view, List<MembershipEvent> events);
}
