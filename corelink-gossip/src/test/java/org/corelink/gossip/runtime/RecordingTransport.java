package org.corelink.gossip.runtime;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.corelink.gossip.transport.Datagram;
import org.corelink.gossip.transport.Lane;
import org.corelink.gossip.transport.Sending;
import org.corelink.gossip.transport.Transport;
import org.corelink.gossip.transport.TransportStatus;
import org.jspecify.annotations.Nullable;

/** A transport without a network: gives what a test puts in, and keeps what is sent. */
final class RecordingTransport implements Transport {
    static final InetAddress FOREIGN = InetAddress.ofLiteral("192.0.2.1");

    /** One datagram that was sent; {@code to} is null for the group. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Sent(Lane lane, byte[] bytes, @Nullable InetAddress to) {}

    final List<Sent> sent = new ArrayList<>();
    final Queue<Datagram> waiting = new ArrayDeque<>();
    final Queue<InetAddress> refusals = new ArrayDeque<>();
    List<String> interfaces = List.of("eth0 (10.0.0.1)");
    Set<InetAddress> watched = Set.of();
    boolean broken;
    long given;

    void receive(byte[] datagram, InetAddress from) {
        receive(datagram, from, Lane.GROUP);
    }

    void receive(byte[] datagram, InetAddress from, Lane lane) {
        given++;
        waiting.add(new Datagram(datagram, from, lane));
    }

    List<Sent> sentBy(Lane lane) {
        return sent.stream().filter(datagram -> datagram.lane() == lane).toList();
    }

    private Sending send(Lane lane, byte[] datagram, @Nullable InetAddress to) {
        sent.add(new Sent(lane, datagram, to));
        return broken ? new Sending(0, 1) : new Sending(1, 0);
    }

    @Override
    public @Nullable Datagram poll() {
        return waiting.poll();
    }

    @Override
    public @Nullable InetAddress pollRefusal() {
        return refusals.poll();
    }

    @Override
    public Sending multicast(byte[] datagram) {
        return send(Lane.GROUP, datagram, null);
    }

    @Override
    public Sending call(byte[] datagram) {
        return send(Lane.CALL, datagram, null);
    }

    @Override
    public Sending unicast(byte[] datagram, InetAddress to) {
        return send(Lane.DIRECT, datagram, to);
    }

    @Override
    public Sending beat(byte[] datagram, InetAddress to) {
        return send(Lane.BEAT, datagram, to);
    }

    @Override
    public void watchRefusals(Set<InetAddress> addresses) {
        watched = Set.copyOf(addresses);
    }

    @Override
    public boolean isLocal(InetAddress address) {
        return !address.equals(FOREIGN);
    }

    @Override
    public TransportStatus status() {
        return new TransportStatus(interfaces, 4_096, 7);
    }

    @Override
    public void refresh(long nowNanos) {}

    @Override
    public void await(long nanos) {
        throw new AssertionError("an agent never waits");
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
}
