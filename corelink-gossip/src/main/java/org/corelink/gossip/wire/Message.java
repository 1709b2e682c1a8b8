package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/** What one datagram says, in whichever format it came. */
public sealed interface Message
        permits Heartbeat,
                Beat,
                Probe,
                ProbeRequest,
                Ack,
                Accusation,
                Leave,
                Hello,
                HelloAck,
                Inventory,
                InventoryRequest,
                DigestRequest,
                DigestResponse,
                BucketDigest,
                Pull,
                Update,
                KeyNotice {
    /** Who says it. */
    Origin origin();

    /** What kind of message it is. */
    default MessageType type() {
        return switch (this) {
            case Heartbeat _ -> MessageType.HEARTBEAT;
            case Beat _ -> MessageType.BEAT;
            case Probe _ -> MessageType.PROBE;
            case ProbeRequest _ -> MessageType.PROBE_REQUEST;
            case Ack _ -> MessageType.ACK;
            case Accusation _ -> MessageType.ACCUSATION;
            case Leave _ -> MessageType.LEAVE;
            case Hello _ -> MessageType.HELLO;
            case HelloAck _ -> MessageType.HELLO_ACK;
            case Inventory _ -> MessageType.INVENTORY;
            case InventoryRequest _ -> MessageType.INVENTORY_REQUEST;
            case DigestRequest _ -> MessageType.DIGEST_REQUEST;
            case DigestResponse _ -> MessageType.DIGEST_RESPONSE;
            case BucketDigest _ -> MessageType.BUCKET_DIGEST;
            case Pull _ -> MessageType.PULL;
            case Update _ -> MessageType.UPDATE;
            case KeyNotice _ -> MessageType.KEY_NOTICE;
        };
    }
}
