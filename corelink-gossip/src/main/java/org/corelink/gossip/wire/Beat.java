package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/**
 * "I am alive", and nothing else. Sent every 400 ms by unicast to a few, who watch; multicast by a node that has just
 * started or that refutes, then with a raised incarnation. Both formats.
 *
 * @param origin who is alive
 */
public record Beat(Origin origin) implements Message {
    @Override
    public MessageType type() {
        return MessageType.BEAT;
    }
}
