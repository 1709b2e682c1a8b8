package org.corelink.gossip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.corelink.gossip.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** The sockets that datagrams are read from. They take turns, so that a flood on one does not silence the others. */
final class Receivers {
    /** One byte more than allowed: a datagram that fills it was too long. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(WireFormat.MAX_DATAGRAM_BYTES + 1);

    private final List<Receiver> receivers = new ArrayList<>();
    private final Troubles troubles;
    private int next;

    private record Receiver(DatagramChannel channel, Lane lane, String action) {}

    Receivers(Troubles troubles) {
        this.troubles = troubles;
    }

    void clear() {
        receivers.clear();
        next = 0;
    }

    void add(Collection<DatagramChannel> channels, Lane lane) {
        String action = "receive by the socket of lane " + lane;
        channels.forEach(channel -> receivers.add(new Receiver(channel, lane, action)));
    }

    List<DatagramChannel> channels() {
        List<DatagramChannel> channels = new ArrayList<>(receivers.size());
        for (Receiver receiver : receivers) {
            channels.add(receiver.channel());
        }
        return channels;
    }

    /** The next received datagram, or null if none is waiting. */
    @Nullable
    Datagram poll() {
        for (int tried = 0; tried < receivers.size(); tried++) {
            Receiver receiver = receivers.get(next);
            next = (next + 1) % receivers.size();
            Datagram datagram = receive(receiver);
            if (datagram != null) {
                return datagram;
            }
        }
        return null;
    }

    private @Nullable Datagram receive(Receiver receiver) {
        try {
            buffer.clear();
            if (!(receiver.channel().receive(buffer) instanceof InetSocketAddress from)) {
                return null;
            }
            byte[] bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            troubles.none(receiver.action());
            return new Datagram(bytes, from.getAddress(), receiver.lane());
        } catch (IOException e) {
            troubles.met(receiver.action(), e);
            return null;
        }
    }

    /** The smallest receive buffer that the kernel has granted, in bytes; 0 if no socket is open. */
    int smallestBufferBytes() {
        int smallest = Integer.MAX_VALUE;
        for (Receiver receiver : receivers) {
            try {
                smallest = Math.min(smallest, receiver.channel().getOption(StandardSocketOptions.SO_RCVBUF));
            } catch (IOException e) {
                troubles.met("read the size of a receive buffer", e);
            }
        }
        return smallest == Integer.MAX_VALUE ? 0 : smallest;
    }
}
