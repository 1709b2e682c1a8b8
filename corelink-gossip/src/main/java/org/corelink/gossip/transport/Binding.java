package org.corelink.gossip.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.corelink.gossip.GossipConfig;

/**
 * Where a socket of this node listens.
 *
 * @param local its address and port
 * @param shared whether other programs may bind the same, so that a tool or a node of CoreLink 0.01.x that wants the
 *     port on all addresses can run beside this node
 */
record Binding(InetSocketAddress local, boolean shared) {
    /** What Linux charges a receive buffer of for a datagram of 700 to 1,400 bytes, by measurement. */
    private static final int CHARGE_BYTES = 2_304;

    /** Holds a heartbeat of each node of a large group at once. Linux grants twice what it says (socket(7)). */
    static final int ENOUGH_BUFFER_BYTES = GossipConfig.DEFAULT_MAX_MEMBERS * CHARGE_BYTES / 2;

    /** Asked of the kernel, which may grant less. */
    static final int WANTED_BUFFER_BYTES = 1 << 20;

    /**
     * A bound socket that does not block.
     *
     * @throws IOException naming address and port, and what to do where they are taken
     */
    DatagramChannel open() throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, shared);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, WANTED_BUFFER_BYTES);
            channel.bind(local);
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw failure(e);
        }
    }

    private IOException failure(IOException cause) {
        String message = "cannot bind UDP " + this + ": " + cause.getMessage();
        if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
            message += "; does another node run on this machine? (ss -lunp shows it)";
        }
        return new IOException(message, cause);
    }

    @Override
    public String toString() {
        return local.getAddress().getHostAddress() + ":" + local.getPort();
    }
}
