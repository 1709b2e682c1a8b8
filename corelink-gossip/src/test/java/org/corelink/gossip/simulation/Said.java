package org.corelink.gossip.simulation;

import org.corelink.gossip.Format;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;

/**
 * One state as its sender really sent it.
 *
 * @param run which start of the node said it, from 1
 */
record Said(
        NodeId node, int run, Format format, long incarnation, long sequence, double epochSeconds, Payload payload) {
    /** Whether it was said later than {@code other} of the same run and format. */
    boolean isLaterThan(Said other) {
        return incarnation != other.incarnation ? incarnation > other.incarnation : sequence > other.sequence;
    }
}
