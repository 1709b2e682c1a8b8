package org.corelink.gossip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RefusalSocket} for each address that is watched. They are read when the selector finds them ready: to ask
 * all of them in every turn would cost more than everything else in a quiet one.
 */
final class RefusalSockets implements AutoCloseable {
    private final int port;
    private final Selector selector;
    private final Troubles troubles;
    private final Map<InetAddress, RefusalSocket> sockets = new HashMap<>();
    private final SequencedSet<InetAddress> refused = new LinkedHashSet<>();
    private Set<InetAddress> watched = Set.of();
    private List<Link> links = List.of();

    RefusalSockets(int port, Selector selector, Troubles troubles) {
        this.port = port;
        this.selector = selector;
        this.troubles = troubles;
    }

    /** Watches these addresses and no others. */
    void watch(Set<InetAddress> addresses) {
        if (!addresses.equals(watched)) {
            watched = Set.copyOf(addresses);
            refused.retainAll(watched);
            openAndClose();
        }
    }

    /** Closes what leads over links that are gone, and opens what is missing. */
    void adapt(List<Link> links) {
        this.links = links;
        openAndClose();
    }

    private void openAndClose() {
        for (RefusalSocket socket : List.copyOf(sockets.values())) {
            if (!watched.contains(socket.peer()) || !links.contains(socket.link())) {
                drop(socket);
            }
        }
        Set<InetAddress> missing = new HashSet<>(watched);
        missing.removeAll(sockets.keySet());
        missing.forEach(this::open);
    }

    private void open(InetAddress peer) {
        Link link = Link.leadingTo(peer, links);
        if (link == null) {
            return;
        }
        String action = action(peer);
        try {
            sockets.put(peer, RefusalSocket.open(link, peer, port, selector));
            troubles.none(action);
        } catch (IOException e) {
            troubles.met(action, e);
        }
    }

    private void drop(RefusalSocket socket) {
        sockets.remove(socket.peer());
        troubles.forget(action(socket.peer()));
        troubles.close(socket.channel());
    }

    private static String action(InetAddress peer) {
        return "send beats to " + peer.getHostAddress();
    }

    /** Sends a beat by the socket of a watched address; null if it has none. */
    @Nullable
    Sending send(byte[] datagram, InetAddress to) {
        RefusalSocket socket = sockets.get(to);
        if (socket == null) {
            return null;
        }
        try {
            if (socket.send(datagram)) {
                refused.add(to);
            }
            if (troubles.isAny()) {
                troubles.none(action(to));
            }
            return Sending.SENT;
        } catch (IOException e) {
            troubles.met(action(to), e);
            return Sending.FAILED;
        }
    }

    /** Takes in what the selector has found. */
    void onReady(SelectionKey key) {
        if (key.attachment() instanceof RefusalSocket socket && socket.drain()) {
            refused.add(socket.peer());
        }
    }

    /** The next address that refused a beat, or null. */
    @Nullable
    InetAddress poll() {
        return refused.isEmpty() ? null : refused.removeFirst();
    }

    @Override
    public void close() {
        List.copyOf(sockets.values()).forEach(this::drop);
    }
}
