package org.corelink.gossip.wire;

import org.corelink.gossip.NodeId;

/** What one datagram says. */
public sealed interface Message permits Heartbeat, DigestRequest, DigestResponse {
    /** Who says it. */
    NodeId sender();
}
