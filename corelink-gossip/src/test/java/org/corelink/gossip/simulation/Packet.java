package org.corelink.gossip.simulation;

import java.net.InetAddress;
import org.corelink.gossip.Format;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Lane;
import org.corelink.gossip.wire.Message;
import org.jspecify.annotations.Nullable;

/**
 * A datagram under way, with what the simulation knows about it.
 *
 * @param bytes shared by all receivers
 * @param sender who really sent it, or null if a stranger did
 * @param message what its sender says, or null if a stranger or a 0.01.x node sent it
 * @param said the state in it, or null if it carries none
 */
@SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared.
record Packet(
        byte[] bytes,
        InetAddress from,
        Lane lane,
        @Nullable NodeId sender,
        @Nullable Message message,
        @Nullable Said said) {
    static Packet ofLegacy(byte[] bytes, LegacyNode sender, Lane lane, @Nullable Said said) {
        return new Packet(bytes, sender.address(), lane, sender.id(), null, said);
    }

    Format format() {
        return Format.of(bytes).orElseThrow();
    }

    Datagram datagram() {
        return new Datagram(bytes.clone(), from, lane);
    }
}
