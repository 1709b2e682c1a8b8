package org.corelink.gossip;

/**
 * The application's word on whether received bytes are a payload of its kind. A datagram with a refused payload is
 * rejected as a whole and counted, so that nothing malformed ever becomes part of a view.
 *
 * <p>Called on the gossip thread for every heartbeat: pure, quick, and never throwing, whatever the bytes.
 */
@FunctionalInterface
public interface PayloadCheck {
    /** Accepts everything. */
    PayloadCheck NONE = _ -> true;

    /** Whether {@code payload} is an acceptable reading. */
    boolean accepts(Payload payload);

    /** Whether {@code payload} is an acceptable inventory, of the sealed format. */
    default boolean acceptsInventory(Payload payload) {
        return true;
    }
}
