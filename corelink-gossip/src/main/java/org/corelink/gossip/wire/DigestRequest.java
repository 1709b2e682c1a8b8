package org.corelink.gossip.wire;

import java.util.Map;

/**
 * "This is how much I know; has the target more of itself?"
 *
 * @param origin who asks
 * @param target name of who shall answer
 * @param known the newest sequence that the sender knows, by name of the node
 */
public record DigestRequest(Origin origin, String target, Map<String, Long> known) implements Message {
    /** Takes an immutable copy of the map. */
    public DigestRequest {
        known = Map.copyOf(known);
    }
}
