package org.corelink.gossip.transport;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends from the sockets that answers come back to. */
final class Sender {
    private final AddressSockets sockets;
    private final Troubles troubles;

    /** The link that each address last sent multicasts on: to look the interface up costs more than to send. */
    private final Map<Inet4Address, Link> outgoing = new HashMap<>();

    Sender(AddressSockets sockets, Troubles troubles) {
        this.sockets = sockets;
        this.troubles = troubles;
    }

    /** Forgets what is known of other links: a socket may have been opened anew since. */
    void adapt(List<Link> links) {
        outgoing.values().retainAll(links);
    }

    Sending multicast(byte[] datagram, Link link, SocketAddress group) {
        String action = "multicast on " + link;
        try {
            DatagramChannel channel = sockets.channel(link);
            if (!link.equals(outgoing.put(link.source(), link))) {
                choose(link, channel);
            }
            channel.send(ByteBuffer.wrap(datagram), group);
            troubles.none(action);
            return Sending.SENT;
        } catch (IOException | IllegalArgumentException e) {
            outgoing.remove(link.source());
            troubles.met(action, e);
            return Sending.FAILED;
        }
    }

    private static void choose(Link link, DatagramChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByIndex(link.index()));
    }

    Sending unicast(byte[] datagram, Link link, SocketAddress to) {
        String action = "send from " + link;
        try {
            sockets.channel(link).send(ByteBuffer.wrap(datagram), to);
            troubles.none(action);
            return Sending.SENT;
        } catch (IOException e) {
            troubles.met(action, e);
            return Sending.FAILED;
        }
    }
}
