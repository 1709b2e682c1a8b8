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
    MessageType type();
}
