package org.corelink.cluster.event;

import java.time.Instant;

/**
 * One entry of the {@link EventLog}.
 *
 * @param number its place, from 1 on since this machine's start; never used twice
 * @param time when this machine learned of it, by its own wall clock
 * @param news what has happened
 */
public record ClusterEvent(long number, Instant time, News news) {}
