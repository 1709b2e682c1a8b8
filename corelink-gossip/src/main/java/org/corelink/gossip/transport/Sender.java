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
    private final AddressSockets unicast;
    private final AddressSockets multicast;
    private final Troubles troubles;

    /** The link that each address last sent multicasts on: to look the interface up costs more than to send. */
    private final Map<Inet4Address, Link> outgoing = new HashMap<>();

    /**
     * Sends from these sockets.
     *
     * @param multicast others if possible: what is sent to addresses where nobody is fills the buffer of its socket for
     *     seconds, while the kernel looks for them
     */
    Sender(AddressSockets unicast, AddressSockets multicast, Troubles troubles) {
        this.unicast = unicast;
        this.multicast = multicast;
        this.troubles = troubles;
    }

    /** Forgets what is known of other links: a socket may have been opened anew since. */
    void adapt(List<Link> links) {
        outgoing.values().retainAll(links);
    }

    Sending multicast(byte[] datagram, Link link, SocketAddress group) {
        try {
            DatagramChannel channel = multicast.channel(link);
            if (!link.equals(outgoing.put(link.source(), link))) {
                choose(link, channel);
            }
            send(datagram, group, channel);
            worked("multicast on ", link);
            return Sending.SENT;
        } catch (IOException | IllegalArgumentException e) {
            outgoing.remove(link.source());
            troubles.met("multicast on " + link, e);
            return Sending.FAILED;
        }
    }

    private static void choose(Link link, DatagramChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByIndex(link.index()));
    }

    Sending unicast(byte[] datagram, Link link, SocketAddress to) {
        try {
            send(datagram, to, unicast.channel(link));
            worked("send from ", link);
            return Sending.SENT;
        } catch (IOException e) {
            troubles.met("send from " + link, e);
            return Sending.FAILED;
        }
    }

    /** The text is only put together where there is something to take back. */
    private void worked(String action, Link link) {
        if (troubles.isAny()) {
            troubles.none(action + link);
        }
    }

    private static void send(byte[] datagram, SocketAddress to, DatagramChannel channel) throws IOException {
        // The channel does not block, and does not throw where the kernel has no room.
        if (channel.send(ByteBuffer.wrap(datagram), to) != datagram.length) {
            throw new IOException("the buffer of the socket is full");
        }
    }
}
