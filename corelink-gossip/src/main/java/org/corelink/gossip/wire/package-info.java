/**
 * The open wire format: bytes to values and back. Pure: no clock, socket, thread or state.
 *
 * <p>{@link org.corelink.gossip.wire.OpenDecoder} treats hostile input as normal input: it never throws and never
 * returns half a message. {@link org.corelink.gossip.wire.WireFormat} holds every name and limit of the specification.
 */
@NullMarked
package org.corelink.gossip.wire;

import org.jspecify.annotations.NullMarked;
