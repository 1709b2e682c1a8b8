package org.corelink.gossip.runtime;

import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Member;
import org.corelink.gossip.MembershipEvent;

/** A member of one format that shows itself in a more trusted one: one node, so one row and one story. */
final class Promotion {
    private Promotion() {}

    /**
     * What is to be told of an event of one channel. Whoever joins it, and is a member by a lesser format, is forgotten
     * there.
     */
    static MembershipEvent told(MembershipEvent event, Channel channel, List<Channel> channels) {
        if (!(event instanceof MembershipEvent.Joined joined)) {
            return event;
        }
        return channels.subList(channels.indexOf(channel) + 1, channels.size()).stream()
                .map(lesser -> lesser.membership().forget(joined.node()))
                .flatMap(Optional::stream)
                .<MembershipEvent>map(former -> verified(joined, former))
                .findFirst()
                .orElse(event);
    }

    private static MembershipEvent verified(MembershipEvent.Joined joined, Member former) {
        return new MembershipEvent.Verified(
                joined.node(), joined.name(), joined.reason() + "; was shown unverified as " + former.name());
    }
}
