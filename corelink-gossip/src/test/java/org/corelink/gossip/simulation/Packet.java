package org.corelink.gossip.simulation;

import java.net.InetAddress;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Lane;
import org.jspecify.annotations.Nullable;

/**
 * A datagram under way, with what the simulation knows about it.
 *
 * @param bytes shared by all receivers
 * @param said the state in it, or null if it carries none
 */
@SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared.
record Packet(
        byte[] bytes, InetAddress from, Lane lane, @Nullable Said said) {
    Datagram datagram() {
        return new Datagram(bytes.clone(), from, lane);
    }
}
