package org.corelink.gossip.runtime;

import org.corelink.gossip.Format;
import org.corelink.gossip.membership.Membership;

/**
 * One format as a node speaks it. Each has members of its own, so that what anybody can write never mixes with what only
 * the cluster can.
 *
 * @param format which
 * @param codec how it is written
 * @param membership who is there, by what was said in it
 */
public record Channel(Format format, Codec codec, Membership membership) {}
