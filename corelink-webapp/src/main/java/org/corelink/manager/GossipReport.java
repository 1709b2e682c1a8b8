package org.corelink.manager;

import java.util.Optional;
import java.util.Set;
import org.corelink.gossip.Condition;
import org.corelink.gossip.GossipCounters;
import org.corelink.gossip.GossipStatus;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;

/**
 * What gossip is like on one machine.
 *
 * @param mode which formats it speaks
 * @param keys the cluster's keys, as this machine last read them; empty in the open format
 * @param status its sockets
 * @param counters what has passed them
 * @param conditions what limits how well it can tell who is there
 */
public record GossipReport(
        Mode mode, Optional<Keyring> keys, GossipStatus status, GossipCounters counters, Set<Condition> conditions) {}
