package org.corelink.gossip.transport;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One socket per own address: everything is sent from it and unicast is heard on it, so that a datagram's source
 * address is always the one that answers. Not shared: a second process that wants the same address and port fails to
 * start. One socket per address, not one for all, leaves other addresses of 127/8 to other nodes of the machine.
 */
final class UnicastSockets {
    private final int port;
    private final Selector selector;
    private final Troubles troubles;
    private final Map<Inet4Address, DatagramChannel> channels = new HashMap<>();

    /** The link that each socket last sent multicasts on: to look the interface up costs more than to send. */
    private final Map<Inet4Address, Link> outgoing = new HashMap<>();

    UnicastSockets(int port, Selector selector, Troubles troubles) {
        this.port = port;
        this.selector = selector;
        this.troubles = troubles;
    }

    /** Opens the socket of every link. */
    void open(List<Link> links) throws IOException {
        for (Link link : links) {
            open(link.source());
        }
    }

    private void open(Inet4Address source) throws IOException {
        if (channels.containsKey(source)) {
            return;
        }
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            channel.bind(new InetSocketAddress(source, port));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            channels.put(source, channel);
        } catch (IOException e) {
            channel.close();
            throw new SocketException(
                    "cannot bind UDP " + source.getHostAddress() + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** Closes the sockets of addresses that are gone, and opens those that are new or were refused before. */
    void adapt(List<Link> links) {
        Set<Inet4Address> gone = new HashSet<>(channels.keySet());
        links.forEach(link -> gone.remove(link.source()));
        gone.forEach(source -> {
            outgoing.remove(source);
            close(channels.remove(source));
        });
        for (Link link : links) {
            String action = "open the socket of " + link;
            try {
                open(link.source());
                troubles.none(action);
            } catch (IOException e) {
                troubles.met(action, e);
            }
        }
    }

    private void close(@Nullable DatagramChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                troubles.met("close a socket", e);
            }
        }
    }

    Collection<DatagramChannel> channels() {
        return channels.values();
    }

    Sending multicast(byte[] datagram, Link link, SocketAddress group) {
        String action = "multicast on " + link;
        try {
            DatagramChannel channel = channel(link);
            if (!link.equals(outgoing.put(link.source(), link))) {
                channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByIndex(link.index()));
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

    Sending unicast(byte[] datagram, Link link, SocketAddress to) {
        String action = "send from " + link;
        try {
            channel(link).send(ByteBuffer.wrap(datagram), to);
            troubles.none(action);
            return Sending.SENT;
        } catch (IOException e) {
            troubles.met(action, e);
            return Sending.FAILED;
        }
    }

    private DatagramChannel channel(Link link) throws IOException {
        DatagramChannel channel = channels.get(link.source());
        if (channel == null) {
            throw new SocketException("its socket is not open");
        }
        return channel;
    }
}
