package org.corelink.node;

import org.corelink.gossip.Payload;

/**
 * A {@link NodeState} as the payload of an open heartbeat, and back: the fields of CoreLink 0.01.x, and ours beside
 * them. The fields, their bounds and the rule by which a large state is cut to size stand in the site's page on
 * readings.
 */
public final class NodeStateCodec {
    private NodeStateCodec() {}

    /**
     * The payload for {@code state}. It never exceeds {@link Payload#MAX_BYTES}, is always accepted by
     * {@link #decode}, and leaves out by a fixed rule what does not fit.
     */
    public static Payload encode(NodeState state) {
        return NodeStateWriter.write(StateBounds.fit(state));
    }

    /**
     * Reads a payload. Never throws. Strict: every field of 0.01.x must be there, each known field must have its type
     * and range; fields that this version does not know are skipped. A payload of 0.01.x gives an empty version and
     * unknown readings.
     */
    public static DecodedState decode(Payload payload) {
        return NodeStateReader.read(payload.toByteArray());
    }

    /** Whether {@link #decode} accepts it; made to be the {@link org.corelink.gossip.PayloadCheck} of a node. */
    public static boolean accepts(Payload payload) {
        return decode(payload) instanceof DecodedState.Accepted;
    }
}
