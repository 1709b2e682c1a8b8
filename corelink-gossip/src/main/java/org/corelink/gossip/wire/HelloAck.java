package org.corelink.gossip.wire;

/**
 * The answer to the challenge of a {@link Hello}. Sealed format only; by unicast.
 *
 * @param origin who says it
 * @param state its heartbeat
 * @param nonce that of the challenge
 */
public record HelloAck(Origin origin, Heartbeat state, long nonce) implements Message {}
