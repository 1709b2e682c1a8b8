package org.corelink.gossip;

import java.util.List;

/**
 * All members, without this node itself, at one moment.
 *
 * @param revision grows by one with every change, from 0 at start
 * @param members sorted by id; immutable
 */
public record MembershipView(long revision, List<Member> members) {
    /** The view before anybody was heard. */
    public static final MembershipView EMPTY = new MembershipView(0, List.of());

    /** Takes an immutable copy of the list. */
    public MembershipView {
        members = List.copyOf(members);
    }
}
