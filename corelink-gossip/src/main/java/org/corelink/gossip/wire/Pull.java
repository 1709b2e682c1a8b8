package org.corelink.gossip.wire;

import org.corelink.gossip.MessageType;

/**
 * "Send me what you know in these buckets": the answer to a {@link BucketDigest} that shows a difference. Sealed format
 * only; by unicast.
 *
 * @param origin who asks
 * @param buckets a bit for each bucket, bucket 0 is the lowest
 */
public record Pull(Origin origin, int buckets) implements Message {
    @Override
    public MessageType type() {
        return MessageType.PULL;
    }
}
