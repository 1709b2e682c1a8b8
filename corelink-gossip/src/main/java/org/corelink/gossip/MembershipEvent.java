package org.corelink.gossip;

/** A change in who is there. Payload changes are no events: the view shows them. */
public sealed interface MembershipEvent {
    /** Whom it is about. */
    NodeId node();

    /** Why, in words for a person. */
    String reason();

    /** Heard for the first time, or again after it was removed. */
    record Joined(NodeId node, String reason) implements MembershipEvent {}

    /**
     * Started again: a greater incarnation, or, without one, a sequence that went back while its clock went on. A
     * stale member that restarts does this instead of {@link Returned}.
     */
    record Restarted(NodeId node, String reason) implements MembershipEvent {}

    /** Silent for the stale time. */
    record WentStale(NodeId node, String reason) implements MembershipEvent {}

    /** Heard again after it was stale. */
    record Returned(NodeId node, String reason) implements MembershipEvent {}

    /** Silent for the removal time, and forgotten. */
    record Removed(NodeId node, String reason) implements MembershipEvent {}
}
