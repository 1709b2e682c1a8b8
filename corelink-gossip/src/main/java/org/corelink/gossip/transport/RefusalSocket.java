package org.corelink.gossip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * A socket that sends beats to one address only. Connected, because the kernel tells only a connected socket that the
 * other end answered "port unreachable" (ICMP type 3, code 3; RFC 1122, 4.1.3.3).
 *
 * @param link which interface leads to the address
 */
record RefusalSocket(DatagramChannel channel, Link link, InetAddress peer) {
    /** Whatever else comes by this socket is thrown away, at most so much at a time. */
    private static final int MOST_READS = 64;

    private static final int ANY_PORT = 0;

    static RefusalSocket open(Link link, InetAddress peer, int port, Selector selector) throws IOException {
        DatagramChannel channel = new Binding(new InetSocketAddress(link.source(), ANY_PORT), false).open();
        try {
            channel.connect(new InetSocketAddress(peer, port));
            RefusalSocket socket = new RefusalSocket(channel, link, peer);
            channel.register(selector, SelectionKey.OP_READ, socket);
            return socket;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Sends a beat.
     *
     * @return whether an earlier beat turns out to have been refused
     * @throws IOException if this one was not sent
     */
    boolean send(byte[] datagram) throws IOException {
        boolean refused = false;
        try {
            channel.write(ByteBuffer.wrap(datagram));
        } catch (IOException e) { // It may be the answer to an earlier beat, and then this one was not sent.
            refused = e instanceof PortUnreachableException;
            channel.write(ByteBuffer.wrap(datagram));
        }
        return refused;
    }

    /** Whether a beat was refused; takes in whatever the socket has to say. */
    boolean drain() {
        ByteBuffer ignored = ByteBuffer.allocate(1);
        try {
            int reads = 0;
            while (reads < MOST_READS && channel.read(ignored.clear()) > 0) {
                reads++;
            }
            return false;
        } catch (PortUnreachableException e) {
            return true;
        } catch (IOException e) {
            return false; // A router or firewall on the way says no, which says nothing about the peer.
        }
    }
}
