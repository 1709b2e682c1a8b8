package org.corelink.gossip.wire;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.corelink.gossip.MessageType;

/**
 * "This is how much I know; has the target more of itself?" Open format only, as 0.01.x defined it.
 *
 * @param origin who asks
 * @param name label of who asks
 * @param target label of who shall answer
 * @param known the newest sequence that the sender knows, by label of the node
 */
public record DigestRequest(Origin origin, String name, String target, Map<String, Long> known) implements Message {
    /** Takes an immutable copy of the map, in the order of the labels: equal messages are equal bytes, in every JVM. */
    public DigestRequest {
        known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
    }

    @Override
    public MessageType type() {
        return MessageType.DIGEST_REQUEST;
    }
}
