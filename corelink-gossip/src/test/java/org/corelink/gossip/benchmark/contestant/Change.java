package org.corelink.gossip.benchmark.contestant;

import org.corelink.gossip.lan.State;

/**
 * What one node came to show of another.
 *
 * @param observer index of the node that shows it
 * @param id of whom
 * @param name what that one is called by then
 * @param state what is shown
 * @param epochSeconds the wall clock, of the one whom it is about, at the data that is held
 * @param nanos when, in the time of {@link System#nanoTime()}, which all processes share
 * @param reason why, in words
 */
public record Change(
        int observer, String id, String name, State state, double epochSeconds, long nanos, String reason) {}
