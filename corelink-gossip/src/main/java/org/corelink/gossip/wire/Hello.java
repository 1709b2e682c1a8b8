package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/**
 * The answer to a first contact, and the challenge: "this is my state; prove that you are live". Sealed format only; by
 * unicast.
 *
 * @param origin who says it
 * @param state its heartbeat
 * @param echo the boot number of the node that it is sent to, which nobody could know before that node's start: proves to
 *     that node that this is no replay
 * @param nonce to be returned; 0 to 2^64 - 1, as unsigned
 */
public record Hello(Origin origin, Heartbeat state, long echo, long nonce) implements Message {
    @Override
    public MessageType type() {
        return MessageType.HELLO;
    }
}
