package org.corelink.gossip.transport;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.corelink.gossip.GossipConfig;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 UDP with multicast, TTL 1: datagrams never leave the LAN.
 *
 * <p>A listening node has these sockets: two for the group, and on each own address one for beats and one that everything
 * is sent from and answered to; and one for each address whose refusals it watches. One that only announces
 * itself has those for answers alone.
 */
public final class UdpTransport implements Transport {
    /** Time between two looks at the interfaces. */
    public static final Duration RESCAN = Duration.ofSeconds(5);

    /** The same while no interface leads to others: the cable may be back at any moment, and somebody waits for it. */
    public static final Duration RESCAN_WITHOUT = Duration.ofMillis(400);

    /** Time between two looks at what the kernel dropped. */
    public static final Duration RECOUNT = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(UdpTransport.class.getName());

    private final GossipConfig config;
    private final InetSocketAddress group;
    private final InetSocketAddress call;
    private final Selector selector;
    private final Troubles troubles = new Troubles();
    private final AddressSockets direct;
    private final AddressSockets beats;
    private final RefusalSockets refusals;
    private final Consumer<SelectionKey> onReady;
    private final Sender sender;
    private final Receivers receivers = new Receivers(troubles);
    private final KernelDrops drops = new KernelDrops();
    private @Nullable GroupSocket groupSocket;
    private @Nullable GroupSocket callSocket;
    private List<Link> links = List.of();
    private List<String> interfaces = List.of();
    private TransportStatus status = TransportStatus.NONE;
    private long nextScanNanos;
    private long nextCountNanos;

    private UdpTransport(GossipConfig config, Selector selector) {
        this.config = config;
        this.selector = selector;
        group = new InetSocketAddress(Inet4Address.ofLiteral(GossipConfig.GROUP), config.port());
        call = new InetSocketAddress(group.getAddress(), config.port() + 1);
        // Not shared: a second node that wants the same address fails to start.
        direct = new AddressSockets(config.port() + 1, false, this::wakeFor, troubles);
        beats = new AddressSockets(config.port(), true, AddressSockets.Preparation.NONE, troubles);
        refusals = new RefusalSockets(config.port(), selector, troubles);
        onReady = refusals::onReady;
        sender = new Sender(direct, config.listening() ? beats : direct, troubles);
    }

    /**
     * Opens the sockets. That the network is missing is no error: {@link #refresh} goes on looking for it.
     *
     * @param nowNanos monotonic time, as for {@link #refresh}
     * @throws IOException if a port is taken or the address cannot be bound
     */
    public static UdpTransport open(GossipConfig config, long nowNanos) throws IOException {
        UdpTransport transport = new UdpTransport(config, Selector.open());
        try {
            transport.start(nowNanos);
            return transport;
        } catch (IOException e) {
            transport.close();
            throw e;
        }
    }

    private void start(long nowNanos) throws IOException {
        List<Link> found = NetworkInterfaces.choose(NetworkInterfaces.scan(), config);
        direct.open(found);
        if (config.listening()) {
            beats.open(found);
            groupSocket = GroupSocket.open(group, AddressSockets.Preparation.NONE, troubles);
            callSocket = GroupSocket.open(call, this::wakeFor, troubles);
        }
        use(found);
        planScan(nowNanos);
        nextCountNanos = nowNanos + RECOUNT.toNanos();
        // Hundreds of announcers in one process are not worth a line each.
        LOG.log(config.listening() ? INFO : DEBUG, "gossip of {0} uses {1}", config.name(), found);
        warnOfSmallBuffer();
    }

    private void warnOfSmallBuffer() {
        int bytes = status.receiveBufferBytes();
        if (config.listening() && bytes > 0 && bytes < Binding.ENOUGH_BUFFER_BYTES) {
            LOG.log(
                    WARNING,
                    "the kernel grants receive buffers of {0} KiB, and a large cluster wants {1} KiB or datagrams may"
                            + " be lost; before the next start: sysctl -w net.core.rmem_max={2,number,#}",
                    bytes / 1024,
                    Binding.ENOUGH_BUFFER_BYTES / 1024,
                    Binding.WANTED_BUFFER_BYTES);
        }
    }

    private void use(List<Link> chosen) {
        links = chosen;
        // Whoever asks for lo alone, as beside simulated machines, lacks none.
        boolean alone = !config.bindAddress().isLoopbackAddress()
                && chosen.stream()
                        .allMatch(link ->
                                link.isLoopback() && !config.interfaces().contains(link.nic()));
        interfaces = alone ? List.of() : chosen.stream().map(Link::toString).toList();
        direct.adapt(chosen);
        sender.adapt(chosen);
        refusals.adapt(chosen);
        receivers.clear();
        receivers.add(direct.channels(), Lane.DIRECT);
        if (groupSocket != null && callSocket != null) {
            beats.adapt(chosen);
            groupSocket.adapt(chosen);
            callSocket.adapt(chosen);
            receivers.add(beats.channels(), Lane.BEAT);
            receivers.add(List.of(groupSocket.channel()), Lane.GROUP);
            receivers.add(List.of(callSocket.channel()), Lane.CALL);
        }
        observe();
    }

    private void wakeFor(DatagramChannel channel) throws IOException {
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** Announcers do not ask for drops: hundreds of them would read a table of hundreds of lines each. */
    private void observe() {
        long dropped = config.listening() ? drops.count(receivers.channels()) : KernelDrops.UNKNOWN;
        status = new TransportStatus(interfaces, receivers.smallestBufferBytes(), dropped);
    }

    @Override
    public void refresh(long nowNanos) {
        boolean fixed = config.bindAddress().isLoopbackAddress() && !links.isEmpty();
        if (!fixed && nowNanos - nextScanNanos >= 0) {
            // lo stays as it is, and 254 simulated machines need not look at it every five seconds.
            rescan();
            planScan(nowNanos);
        }
        if (config.listening() && nowNanos - nextCountNanos >= 0) {
            nextCountNanos = nowNanos + RECOUNT.toNanos();
            observe();
        }
    }

    private void planScan(long nowNanos) {
        nextScanNanos = nowNanos + (interfaces.isEmpty() ? RESCAN_WITHOUT : RESCAN).toNanos();
    }

    private void rescan() {
        String action = "look at the network interfaces";
        try {
            List<Link> chosen = NetworkInterfaces.choose(NetworkInterfaces.scan(), config);
            if (!chosen.equals(links)) {
                LOG.log(INFO, "gossip of {0} moves from {1} to {2}", config.name(), links, chosen);
                use(chosen);
            } else if (troubles.isAny()) {
                use(chosen); // What failed is tried again.
            }
            troubles.none(action);
        } catch (SocketException e) {
            troubles.met(action, e); // An interface may vanish under the look; the links in use stay.
        }
    }

    @Override
    public @Nullable Datagram poll() {
        return receivers.poll();
    }

    @Override
    public @Nullable InetAddress pollRefusal() {
        return refusals.poll();
    }

    @Override
    public Sending multicast(byte[] datagram) {
        return multicast(datagram, group);
    }

    @Override
    public Sending call(byte[] datagram) {
        return multicast(datagram, call);
    }

    private Sending multicast(byte[] datagram, InetSocketAddress to) {
        if (links.isEmpty()) {
            return Sending.FAILED;
        }
        Sending sending = sender.multicast(datagram, links.getFirst(), to);
        for (Link link : links.subList(1, links.size())) {
            sending = sending.and(sender.multicast(datagram, link, to));
        }
        return sending;
    }

    @Override
    public Sending unicast(byte[] datagram, InetAddress to) {
        return send(datagram, to, config.port() + 1);
    }

    @Override
    public Sending beat(byte[] datagram, InetAddress to) {
        Sending sending = refusals.send(datagram, to);
        return sending != null ? sending : send(datagram, to, config.port());
    }

    private Sending send(byte[] datagram, InetAddress to, int port) {
        Link link = Link.leadingTo(to, links);
        return link == null ? Sending.FAILED : sender.unicast(datagram, link, new InetSocketAddress(to, port));
    }

    @Override
    public void watchRefusals(Set<InetAddress> addresses) {
        refusals.watch(addresses);
    }

    @Override
    public boolean isLocal(InetAddress address) {
        return Link.leadingTo(address, links) != null;
    }

    @Override
    public TransportStatus status() {
        return status;
    }

    @Override
    public void await(long nanos) {
        try {
            if (nanos <= 0) {
                selector.selectNow(onReady);
            } else {
                // Rounded up: to wake a little late costs nothing, to wake early costs a second wake-up.
                selector.select(onReady, Math.ceilDiv(nanos, 1_000_000L));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() {
        refusals.close();
        direct.close();
        beats.close();
        if (groupSocket != null) {
            groupSocket.close();
        }
        if (callSocket != null) {
            callSocket.close();
        }
        troubles.close(selector); // Last: it lets go of what was registered with it.
    }
}
