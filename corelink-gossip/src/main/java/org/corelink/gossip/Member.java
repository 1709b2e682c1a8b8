package org.corelink.gossip;

import java.net.InetAddress;

/**
 * One node as this node knows it.
 *
 * @param id who
 * @param state how current the rest is
 * @param address where its newest heartbeat came from
 * @param sequence number of its newest heartbeat
 * @param epochSeconds the sender's wall clock at that heartbeat, seconds since 1970; a label, never compared with ours
 * @param heardNanos when that heartbeat arrived, in the time base of {@link System#nanoTime()}
 * @param payload what it said about itself
 */
public record Member(
        NodeId id,
        MemberState state,
        InetAddress address,
        long sequence,
        double epochSeconds,
        long heardNanos,
        Payload payload) {}
