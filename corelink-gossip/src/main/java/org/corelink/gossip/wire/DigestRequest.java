package org.corelink.gossip.wire;

import java.util.Map;
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
    /** Takes an immutable copy of the map. */
    public DigestRequest {
        known = Map.copyOf(known);
    }

    @Override
    public MessageType type() {
        return MessageType.DIGEST_REQUEST;
    }
}
