package org.corelink.gossip;

/** A change in who is there. Payload changes are no events: the view shows them. */
public sealed interface MembershipEvent {
    /** Whom it is about. */
    NodeId node();

    /** Why, in words for a person. */
    String reason();

    /** Heard for the first time, or again after it was removed. */
    record Joined(NodeId node, String reason) implements MembershipEvent {}

    /** Started again: its sequence went back while its clock went on, or its sequence base changed. */
    record Restarted(NodeId node, String reason) implements MembershipEvent {}

    /** Silent for the stale time. */
    record WentStale(NodeId node, String reason) implements MembershipEvent {}

    /** Heard again after it was stale. */
    record Returned(NodeId node, String reason) implements MembershipEvent {}

    /** Silent for the removal time, and forgotten. */
    record Removed(NodeId node, String reason) implements MembershipEvent {}
}
