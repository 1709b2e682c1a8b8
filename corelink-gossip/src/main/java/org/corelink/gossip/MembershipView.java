package org.corelink.gossip;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All members, without this node itself, at one moment.
 *
 * @param revision grows by one with every change, from 0 at start
 * @param self id of this node
 * @param name label of this node
 * @param members sorted by id; immutable
 * @param conditions what limits how well this node can tell
 */
public record MembershipView(long revision, NodeId self, String name, List<Member> members, Set<Condition> conditions) {
    /** Takes immutable copies. */
    public MembershipView {
        members = List.copyOf(members);
        conditions = Set.copyOf(conditions);
    }

    /** The view before anybody was heard. */
    public static MembershipView empty(NodeId self, String name) {
        return new MembershipView(0, self, name, List.of(), Set.of());
    }

    /** The names that more than one node has, this node included. A node that has left is not counted. */
    public Set<String> conflictingNames() {
        Set<String> seen = new HashSet<>(Set.of(name));
        Set<String> conflicting = new HashSet<>();
        for (Member member : members) {
            if (member.state() != MemberState.LEFT && !seen.add(member.name())) {
                conflicting.add(member.name());
            }
        }
        return conflicting;
    }

    /** Whom {@code member} hears, sorted by id; empty if it has not said, or if it knows other nodes than this one. */
    public Optional<SequencedSet<NodeId>> heardBy(Member member) {
        return member.hearing().flatMap(hearing -> hearing.among(nodes()));
    }

    /** The ids of all members and of this node. */
    public SortedSet<NodeId> nodes() {
        SortedSet<NodeId> nodes = new TreeSet<>(Set.of(self));
        members.forEach(member -> nodes.add(member.id()));
        return nodes;
    }
}
