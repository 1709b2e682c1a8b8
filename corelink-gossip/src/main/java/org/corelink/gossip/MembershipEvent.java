package org.corelink.gossip;

/** A change in who is there, or in how well this node can tell. Payload changes are no events: the view shows them. */
public sealed interface MembershipEvent {
    /** Whom it is about; of a condition, this node. */
    NodeId node();

    /** The label of that node. */
    String name();

    /** Why, in words for a person. */
    String reason();

    /** Heard for the first time, or again after it was removed. */
    record Joined(NodeId node, String name, String reason) implements MembershipEvent {}

    /**
     * Was known by the open format, and is by the sealed one from now on: nothing that anybody can write changes it any
     * more. It is online, whatever it was before.
     */
    record Verified(NodeId node, String name, String reason) implements MembershipEvent {}

    /**
     * Started again: a later run, or, of a 0.01.x node, a sequence that went back while its clock went on. A member that
     * was not online and restarts does this instead of {@link Returned}.
     */
    record Restarted(NodeId node, String name, String reason) implements MembershipEvent {}

    /** Signs of life are missing. */
    record Suspected(NodeId node, String name, String reason) implements MembershipEvent {}

    /** Confirmed as down; the reason tells the evidence. */
    record WentDown(NodeId node, String name, String reason) implements MembershipEvent {}

    /** Silent for the stale time. */
    record WentStale(NodeId node, String name, String reason) implements MembershipEvent {}

    /** Alive after it was suspect, down or stale. */
    record Returned(NodeId node, String name, String reason) implements MembershipEvent {}

    /** Said goodbye. */
    record Left(NodeId node, String name, String reason) implements MembershipEvent {}

    /** Not heard for the removal time, and forgotten. */
    record Removed(NodeId node, String name, String reason) implements MembershipEvent {}

    /** Has another name than before. */
    record Renamed(NodeId node, String name, String reason) implements MembershipEvent {}

    /** Has a name that another member, or this node, has too. */
    record NameConflict(NodeId node, String name, String reason) implements MembershipEvent {}

    /** This node has objected to being held for silent; the reason tells by whom. */
    record Refuted(NodeId node, String name, String reason) implements MembershipEvent {}

    /** Something limits how well this node can tell. */
    record ConditionMet(NodeId node, String name, Condition condition) implements MembershipEvent {
        @Override
        public String reason() {
            return condition.inWords();
        }
    }

    /** It does so no longer. */
    record ConditionOver(NodeId node, String name, Condition condition) implements MembershipEvent {
        @Override
        public String reason() {
            return "no longer so: " + condition.inWords();
        }
    }

    /** Somebody sends under another key than this node: fetch the new ring and hand it over. */
    record KeyRotated(NodeId node, String name, int epoch) implements MembershipEvent {
        @Override
        public String reason() {
            return "sends under the key of epoch " + epoch;
        }
    }
}
