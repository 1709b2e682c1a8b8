package org.corelink.gossip.wire;

import java.util.Map;
import org.corelink.gossip.NodeId;

/**
 * "This is how much I know; has the target more of itself?"
 *
 * @param sender who asks
 * @param target who shall answer
 * @param known the newest sequence that the sender knows, by node
 */
public record DigestRequest(NodeId sender, NodeId target, Map<NodeId, Long> known) implements Message {
    /** Takes an immutable copy of the map. */
    public DigestRequest {
        known = Map.copyOf(known);
    }
}
