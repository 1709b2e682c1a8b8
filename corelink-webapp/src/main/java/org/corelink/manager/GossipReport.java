package org.corelink.manager;

import java.util.Set;
import org.corelink.gossip.Condition;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipStatus;
import org.corelink.gossip.Mode;

/**
 * What gossip is like on one machine.
 *
 * @param mode which formats it speaks
 * @param status its sockets
 * @param counters what has passed them
 * @param conditions what limits how well it can tell who is there
 */
public record GossipReport(Mode mode, GossipStatus status, GossipCounters counters, Set<Condition> conditions) {}
