package org.corelink.gossip;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One node as this node knows it.
 *
 * @param id who; of a 0.01.x node its name
 * @param name the label that people know it by, its host name; not unique. Of a node of the sealed format its id until
 *     its inventory has come
 * @param state how current the rest is
 * @param reason why it is in that state, in words
 * @param format what its word is worth
 * @param address where its newest heartbeat came from
 * @param incarnation which run; empty for a 0.01.x node
 * @param sequence number of its newest heartbeat
 * @param epochSeconds the sender's wall clock at that heartbeat, seconds since 1970; a label, never compared with ours
 * @param heardNanos when that heartbeat arrived, in the time base of {@link System#nanoTime()}
 * @param inventory what it said about itself that seldom changes; empty in the open format
 * @param reading what it said about itself last
 * @param hearing whom it hears, see {@link MembershipView#heardBy}; empty if it has not said
 */
public record Member(
        NodeId id,
        String name,
        MemberState state,
        String reason,
        Format format,
        InetAddress address,
        OptionalLong incarnation,
        long sequence,
        double epochSeconds,
        long heardNanos,
        Payload inventory,
        Payload reading,
        Optional<Hearing> hearing) {
    /** The same in another state. */
    public Member inState(MemberState next, String why) {
        return new Member(
                id,
                name,
                next,
                why,
                format,
                address,
                incarnation,
                sequence,
                epochSeconds,
                heardNanos,
                inventory,
                reading,
                hearing);
    }

    /** The same with another inventory. */
    public Member withInventory(String label, Payload changed) {
        return new Member(
                id,
                label,
                state,
                reason,
                format,
                address,
                incarnation,
                sequence,
                epochSeconds,
                heardNanos,
                changed,
                reading,
                hearing);
    }
}
