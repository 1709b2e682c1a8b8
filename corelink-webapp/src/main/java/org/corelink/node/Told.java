package org.corelink.node;

/**
 * A state at the moment at which it is told.
 *
 * @param state what is told
 * @param epochMillis the teller's wall clock when the state was put together; a heartbeat that repeats the state later
 *     has a later one, and the difference is by how much the values have aged
 */
record Told(NodeState state, long epochMillis) {}
