package org.corelink.node;

/**
 * A value and when it was true.
 *
 * @param value what was read
 * @param nanos when reading began, in the time base of {@link System#nanoTime()}
 */
record Timed<T>(T value, long nanos) {}
