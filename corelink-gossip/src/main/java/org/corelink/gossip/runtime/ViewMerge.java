package org.corelink.gossip.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.corelink.gossip.Member;

/** The members of all formats in one list: never two rows for one node, and never one row from two formats. */
final class ViewMerge {
    private ViewMerge() {}

    /** The members, sorted by id. Whom a more trusted format knows, the others do not: see {@link Promotion}. */
    static List<Member> members(List<Channel> channels) {
        if (channels.size() == 1) {
            return channels.getFirst().membership().members();
        }
        List<Member> members = new ArrayList<>(channels.getFirst().membership().members());
        for (Channel lesser : channels.subList(1, channels.size())) {
            members.addAll(lesser.membership().members());
        }
        members.sort(Comparator.comparing(Member::id));
        return members;
    }
}
