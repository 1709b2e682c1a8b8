package org.corelink.gossip.wire;

/**
 * "I am going", said on a clean stop. Both formats; signed in the sealed one.
 *
 * @param origin who goes
 */
public record Leave(Origin origin) implements Message {}
