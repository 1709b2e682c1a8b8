package org.corelink.gossip.transport;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One socket per own address, all on one port. Each is bound to its address, so that a datagram's source is always the
 * address that answers, and other addresses of 127/8 are left to other nodes of the machine.
 */
final class AddressSockets implements AutoCloseable {
    /** What is done with each new socket, such as to wait on it. */
    @FunctionalInterface
    interface Preparation {
        /** For sockets that are only polled. */
        Preparation NONE = _ -> {};

        void prepare(DatagramChannel channel) throws IOException;
    }

    private final int port;
    private final boolean shared;
    private final Preparation preparation;
    private final Troubles troubles;
    private final Map<Inet4Address, DatagramChannel> channels = new HashMap<>();

    AddressSockets(int port, boolean shared, Preparation preparation, Troubles troubles) {
        this.port = port;
        this.shared = shared;
        this.preparation = preparation;
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
        DatagramChannel channel = new Binding(new InetSocketAddress(source, port), shared).open();
        channels.put(source, channel);
        preparation.prepare(channel);
    }

    /** Closes the sockets of addresses that are gone, and opens those that are new or were refused before. */
    void adapt(List<Link> links) {
        Set<Inet4Address> gone = new HashSet<>(channels.keySet());
        links.forEach(link -> gone.remove(link.source()));
        gone.forEach(source -> close(channels.remove(source)));
        for (Link link : links) {
            String action = "open port " + port + " of " + link;
            try {
                open(link.source());
                troubles.none(action);
            } catch (IOException e) {
                troubles.met(action, e);
            }
        }
    }

    /**
     * The socket of a link.
     *
     * @throws SocketException if it could not be opened
     */
    DatagramChannel channel(Link link) throws SocketException {
        DatagramChannel channel = channels.get(link.source());
        if (channel == null) {
            throw new SocketException("its socket is not open");
        }
        return channel;
    }

    Collection<DatagramChannel> channels() {
        return channels.values();
    }

    @Override
    public void close() {
        channels.values().forEach(this::close);
        channels.clear();
    }

    private void close(DatagramChannel channel) {
        troubles.close(channel);
    }
}
