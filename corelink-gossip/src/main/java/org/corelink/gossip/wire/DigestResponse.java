package org.corelink.gossip.wire;


/**
 * The answer to a {@link DigestRequest}: the responder's own newest heartbeat. On the wire it is a list; what a
 * responder says there about others is not part of the value.
 *
 * @param state the responder's newest heartbeat
 */
public record DigestResponse(Heartbeat state) implements Message {
    @Override
    public Origin origin() {
        return state.origin();
    }
}
