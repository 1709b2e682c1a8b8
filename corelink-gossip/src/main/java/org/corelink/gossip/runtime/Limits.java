package org.corelink.gossip.runtime;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MembershipEvent;
import org.corelink.gossip.MembershipView;

/** What limits a node as a whole: what its channels say of themselves, taken together, and what only its agent knows. */
final class Limits {
    private Limits() {}

    /**
     * All conditions that hold.
     *
     * @param faulty whether an error was met
     * @param connected whether there is an interface to send on
     */
    static Set<Condition> of(List<Channel> channels, boolean faulty, boolean connected) {
        Set<Condition> conditions = EnumSet.noneOf(Condition.class);
        boolean alone = true;
        for (Channel channel : channels) {
            Set<Condition> met = channel.membership().conditions();
            conditions.addAll(met);
            alone &= met.contains(Condition.ALONE);
        }
        if (!alone) {
            conditions.remove(Condition.ALONE);
        }
        if (faulty) {
            conditions.add(Condition.DEGRADED);
        }
        if (!connected) {
            conditions.add(Condition.NO_INTERFACE);
        }
        return conditions;
    }

    /** What is new about {@code now} for who knows {@code view}. */
    static List<MembershipEvent> news(MembershipView view, Set<Condition> now) {
        Set<Condition> before = view.conditions();
        if (before.equals(now)) {
            return List.of();
        }
        List<MembershipEvent> news = new ArrayList<>();
        for (Condition condition : now) {
            if (!before.contains(condition)) {
                news.add(new MembershipEvent.ConditionMet(view.self(), view.name(), condition));
            }
        }
        for (Condition condition : before) {
            if (!now.contains(condition)) {
                news.add(new MembershipEvent.ConditionOver(view.self(), view.name(), condition));
            }
        }
        return news;
    }
}
