package org.corelink.gossip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The socket that hears the group. Shared: every node of a machine has one on the same port and hears everything. Bound
 * to the group's address, so that unicast datagrams to the port reach none of them.
 */
final class GroupSocket {
    /** Asked of the kernel, which grants less: room for a heartbeat of each of 254 nodes at once. */
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private final DatagramChannel channel;
    private final InetAddress group;
    private final Troubles troubles;
    private final Map<Link, MembershipKey> joined = new HashMap<>();

    private GroupSocket(DatagramChannel channel, InetAddress group, Troubles troubles) {
        this.channel = channel;
        this.group = group;
        this.troubles = troubles;
    }

    static GroupSocket open(InetSocketAddress group, Selector selector, Troubles troubles) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            channel.bind(group);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return new GroupSocket(channel, group.getAddress(), troubles);
        } catch (IOException e) {
            channel.close();
            throw new SocketException("cannot bind UDP " + group + ": " + e.getMessage(), e);
        }
    }

    DatagramChannel channel() {
        return channel;
    }

    /** Leaves the links that are gone, and joins the group on those that are new or refused before. */
    void adapt(List<Link> links) {
        Set<Link> gone = new HashSet<>(joined.keySet());
        links.forEach(gone::remove);
        gone.forEach(link -> joined.remove(link).drop());
        links.stream().filter(link -> !joined.containsKey(link)).forEach(this::join);
    }

    private void join(Link link) {
        String action = "join the group on " + link;
        try {
            NetworkInterface nic = NetworkInterface.getByIndex(link.index());
            if (nic == null) {
                throw new SocketException("the interface is gone");
            }
            joined.put(link, channel.join(group, nic));
            troubles.none(action);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            troubles.met(action, e);
        }
    }
}
