package org.corelink.gossip.simulation;

import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;

/**
 * One state as its sender really sent it.
 *
 * @param run which start of the node said it, from 1
 */
record Said(NodeId node, int run, long sequence, double epochSeconds, Payload payload) {}
