package org.corelink.gossip;

/** The kinds of messages, as {@link GossipCounters} counts them. */
public enum MessageType {
    HEARTBEAT,
    BEAT,
    PROBE,
    PROBE_REQUEST,
    ACK,
    ACCUSATION,
    LEAVE,
    HELLO,
    HELLO_ACK,
    INVENTORY,
    INVENTORY_REQUEST,
    DIGEST_REQUEST,
    DIGEST_RESPONSE,
    BUCKET_DIGEST,
    PULL,
    UPDATE,
    KEY_NOTICE
}
