package org.corelink.gossip.transport;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** IPv4 UDP with multicast, TTL 1: datagrams never leave the LAN. */
public final class UdpTransport implements Transport {
    /** Time between two looks at the interfaces. */
    public static final Duration RESCAN = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(UdpTransport.class.getName());

    private final GossipConfig config;
    private final InetSocketAddress group;
    private final Selector selector;
    private final Troubles troubles;
    private final UnicastSockets unicast;
    private final @Nullable GroupSocket groupSocket;

    /** One byte more than allowed: a datagram that fills it was too long. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(WireFormat.MAX_DATAGRAM_BYTES + 1);

    private final List<DatagramChannel> receivers = new ArrayList<>();
    private List<Link> links = List.of();
    private long nextScanNanos;
    private int nextReceiver;

    private UdpTransport(
            GossipConfig config,
            InetSocketAddress group,
            Selector selector,
            Troubles troubles,
            UnicastSockets unicast,
            @Nullable GroupSocket groupSocket) {
        this.config = config;
        this.group = group;
        this.selector = selector;
        this.troubles = troubles;
        this.unicast = unicast;
        this.groupSocket = groupSocket;
    }

    /**
     * Opens the sockets. That the network is missing is no error: {@link #refresh} goes on looking for it.
     *
     * @param nowNanos monotonic time, as for {@link #refresh}
     * @throws IOException if a port is taken or the address cannot be bound
     */
    public static UdpTransport open(GossipConfig config, long nowNanos) throws IOException {
        Selector selector = Selector.open();
        try {
            List<Link> links = NetworkInterfaces.choose(NetworkInterfaces.scan(), config);
            Troubles troubles = new Troubles();
            UnicastSockets unicast = new UnicastSockets(config.port() + 1, selector, troubles);
            unicast.open(links);
            InetSocketAddress group = new InetSocketAddress(InetAddress.getByName(GossipConfig.GROUP), config.port());
            GroupSocket groupSocket = config.listening() ? GroupSocket.open(group, selector, troubles) : null;
            UdpTransport transport = new UdpTransport(config, group, selector, troubles, unicast, groupSocket);
            transport.nextScanNanos = nowNanos + RESCAN.toNanos();
            transport.use(links);
            // Hundreds of announcers in one process are not worth a line each.
            LOG.log(config.listening() ? INFO : DEBUG, "gossip of {0} uses {1}", config.self(), links);
            return transport;
        } catch (IOException e) {
            closeAll(selector);
            throw e;
        }
    }

    private void use(List<Link> chosen) {
        links = chosen;
        unicast.adapt(chosen);
        receivers.clear();
        receivers.addAll(unicast.channels());
        if (groupSocket != null) {
            groupSocket.adapt(chosen);
            receivers.add(groupSocket.channel());
        }
    }

    @Override
    public void refresh(long nowNanos) {
        if (config.bindAddress().isLoopbackAddress() && !links.isEmpty()) {
            return; // lo stays as it is, and 254 simulated machines need not look at it every five seconds.
        }
        if (nowNanos - nextScanNanos >= 0) {
            nextScanNanos = nowNanos + RESCAN.toNanos();
            rescan();
        }
    }

    private void rescan() {
        String action = "look at the network interfaces";
        try {
            List<Link> chosen = NetworkInterfaces.choose(NetworkInterfaces.scan(), config);
            if (!chosen.equals(links)) {
                LOG.log(INFO, "gossip of {0} moves from {1} to {2}", config.self(), links, chosen);
            }
            use(chosen);
            troubles.none(action);
        } catch (SocketException e) {
            troubles.met(action, e); // An interface may vanish under the look; the links in use stay.
        }
    }

    /** Takes turns among the sockets, so that a flood on one does not silence the others. */
    @Override
    public @Nullable Datagram poll() {
        for (int tried = 0; tried < receivers.size(); tried++) {
            nextReceiver = (nextReceiver + 1) % receivers.size();
            Datagram datagram = receive(receivers.get(nextReceiver));
            if (datagram != null) {
                return datagram;
            }
        }
        return null;
    }

    private @Nullable Datagram receive(DatagramChannel channel) {
        try {
            buffer.clear();
            if (!(channel.receive(buffer) instanceof InetSocketAddress from)) {
                return null;
            }
            byte[] bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            return new Datagram(bytes, from.getAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Sending multicast(byte[] datagram) {
        return links.stream()
                .map(link -> unicast.multicast(datagram, link, group))
                .reduce(Sending::and)
                .orElse(Sending.FAILED);
    }

    @Override
    public Sending unicast(byte[] datagram, InetAddress to) {
        InetSocketAddress target = new InetSocketAddress(to, config.port() + 1);
        return links.stream()
                .filter(link -> reaches(link, to))
                .findFirst()
                .map(link -> unicast.unicast(datagram, link, target))
                .orElse(Sending.FAILED);
    }

    @Override
    public boolean isLocal(InetAddress address) {
        return links.stream().anyMatch(link -> reaches(link, address));
    }

    private static boolean reaches(Link link, InetAddress address) {
        return link.source().equals(address) || link.subnets().stream().anyMatch(subnet -> subnet.contains(address));
    }

    @Override
    public void await(long nanos) {
        if (nanos <= 0) {
            return;
        }
        try {
            // Rounded up: to wake a little late costs nothing, to wake early costs a second wake-up.
            selector.select(UdpTransport::onReady, Math.ceilDiv(nanos, 1_000_000L));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing to note: {@link #poll} asks every socket. */
    private static void onReady(SelectionKey key) {}

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() {
        closeAll(selector);
    }

    private static void closeAll(Selector selector) {
        try {
            for (SelectionKey key : List.copyOf(selector.keys())) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
