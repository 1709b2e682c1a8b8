package org.corelink.gossip.wire;

import java.util.OptionalLong;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;

/**
 * "I am here, and this is my state."
 *
 * <p>The field {@code timestamp} is no part of the value: it repeats {@code epoch} for human readers, is written from
 * it, and is only checked when read.
 *
 * @param sender who it is about
 * @param incarnation which run of the sender, greater for a later one; empty for a 0.01.x node
 * @param sequence number of the heartbeat, 0 to {@link WireFormat#MAX_INTEGER}; grows by one each
 * @param epochSeconds the sender's wall clock, seconds since 1970, kept to the millisecond
 * @param payload all other fields of the object, as one compact JSON object
 */
public record Heartbeat(NodeId sender, OptionalLong incarnation, long sequence, double epochSeconds, Payload payload)
        implements Message {}
