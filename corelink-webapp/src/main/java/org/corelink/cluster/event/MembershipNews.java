package org.corelink.cluster.event;

import org.corelink.gossip.MembershipEvent;

/** What gossip tells, as news. */
final class MembershipNews {
    private MembershipNews() {}

    static News of(MembershipEvent event) {
        return News.of(kindOf(event), event.node(), event.name(), event.reason());
    }

    private static EventKind kindOf(MembershipEvent event) {
        return switch (event) {
            case MembershipEvent.Joined _ -> EventKind.JOINED;
            case MembershipEvent.Verified _ -> EventKind.VERIFIED;
            case MembershipEvent.Restarted _ -> EventKind.RESTARTED;
            case MembershipEvent.Suspected _ -> EventKind.SUSPECT;
            case MembershipEvent.WentDown _ -> EventKind.DOWN;
            case MembershipEvent.WentStale _ -> EventKind.STALE;
            case MembershipEvent.Returned _ -> EventKind.RETURNED;
            case MembershipEvent.Left _ -> EventKind.LEFT;
            case MembershipEvent.Removed _ -> EventKind.REMOVED;
            case MembershipEvent.Renamed _ -> EventKind.RENAMED;
            case MembershipEvent.NameConflict _ -> EventKind.NAME_CONFLICT;
            case MembershipEvent.Refuted _ -> EventKind.REFUTED;
            case MembershipEvent.ConditionMet _ -> EventKind.LIMITED;
            case MembershipEvent.ConditionOver _ -> EventKind.UNLIMITED;
            case MembershipEvent.KeyRotated _ -> EventKind.KEY_ROTATED;
        };
    }
}
