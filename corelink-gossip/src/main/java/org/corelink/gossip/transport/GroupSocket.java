package org.corelink.gossip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The socket that hears the group. Shared: every node of a machine has one on the same port and hears everything. Bound
 * to the group's address, so that unicast datagrams to the port reach none of them.
 */
final class GroupSocket implements AutoCloseable {
    private final Binding binding;
    private final AddressSockets.Preparation preparation;
    private final Troubles troubles;
    private final Set<Link> joined = new HashSet<>();
    private DatagramChannel channel;

    private GroupSocket(
            Binding binding, AddressSockets.Preparation preparation, DatagramChannel channel, Troubles troubles) {
        this.binding = binding;
        this.preparation = preparation;
        this.channel = channel;
        this.troubles = troubles;
    }

    static GroupSocket open(InetSocketAddress group, AddressSockets.Preparation preparation, Troubles troubles)
            throws IOException {
        Binding binding = new Binding(group, true);
        return new GroupSocket(binding, preparation, open(binding, preparation), troubles);
    }

    private static DatagramChannel open(Binding binding, AddressSockets.Preparation preparation) throws IOException {
        DatagramChannel channel = binding.open();
        try {
            preparation.prepare(channel);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The present socket; another one after {@link #adapt}. */
    DatagramChannel channel() {
        return channel;
    }

    /** Leaves the links that are gone, and joins the group on those that are new or refused before. */
    void adapt(List<Link> links) {
        if (!links.containsAll(joined)) {
            reopen();
        }
        links.stream().filter(link -> !joined.contains(link)).forEach(this::join);
    }

    /**
     * Leaves all links at once. To leave one by one fails with an AssertionError of the JDK where an interface was put
     * back with the same address: the JDK leaves by address, and the kernel then looks at the new interface.
     */
    private void reopen() {
        String action = "open the socket of " + binding + " again";
        try {
            DatagramChannel fresh = open(binding, preparation);
            troubles.close(channel);
            channel = fresh;
            joined.clear();
            troubles.none(action);
        } catch (IOException e) {
            troubles.met(action, e);
        }
    }

    private void join(Link link) {
        String action = "join " + binding + " on " + link;
        try {
            NetworkInterface nic = NetworkInterface.getByIndex(link.index());
            if (nic == null) {
                throw new SocketException("the interface is gone");
            }
            channel.join(binding.local().getAddress(), nic);
            joined.add(link);
            troubles.none(action);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            troubles.met(action, e);
        }
    }

    @Override
    public void close() {
        troubles.close(channel);
    }
}
