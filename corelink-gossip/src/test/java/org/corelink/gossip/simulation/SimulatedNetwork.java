package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A LAN that loses, doubles, delays and thereby reorders datagrams, and that can fall apart. */
final class SimulatedNetwork {
    private final EventScheduler scheduler;
    private final RandomGenerator random;
    private final Map<InetAddress, Participant> participants = new LinkedHashMap<>();
    private final Set<Route> cut = new HashSet<>();
    private boolean multicasting = true;
    private double loss;
    private double duplication;
    private Duration maxDelay = Duration.ofMillis(1);

    private record Route(InetAddress from, InetAddress to) {}

    SimulatedNetwork(EventScheduler scheduler, RandomGenerator random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number / 250), (byte) (number % 250 + 1)});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    void attach(Participant participant) {
        participants.put(participant.address(), participant);
    }

    void disturb(double loss, double duplication, Duration maxDelay) {
        this.loss = loss;
        this.duplication = duplication;
        this.maxDelay = maxDelay;
    }

    void heal() {
        disturb(0, 0, Duration.ofMillis(1));
        cut.clear();
    }

    void cut(InetAddress from, InetAddress to) {
        cut.add(new Route(from, to));
    }

    /** Splits the LAN at random into two that do not hear each other. */
    void partition() {
        Set<InetAddress> left = new HashSet<>();
        participants.keySet().stream().filter(_ -> random.nextBoolean()).forEach(left::add);
        for (InetAddress from : participants.keySet()) {
            for (InetAddress to : participants.keySet()) {
                if (left.contains(from) != left.contains(to)) {
                    cut(from, to);
                }
            }
        }
    }

    /** From now on no multicast reaches anybody, as behind a switch that lost its IGMP querier. */
    void loseMulticast() {
        multicasting = false;
    }

    /** To everybody, the sender included, as multicast loops back. */
    void multicast(Packet packet) {
        if (!multicasting) {
            return;
        }
        participants.values().forEach(receiver -> send(packet, receiver));
    }

    void unicast(Packet packet, InetAddress to) {
        Participant receiver = participants.get(to);
        if (receiver != null) {
            send(packet, receiver);
        }
    }

    private void send(Packet packet, Participant receiver) {
        if (cut.contains(new Route(packet.from(), receiver.address()))) {
            return;
        }
        int copies = (random.nextDouble() < loss ? 0 : 1) + (random.nextDouble() < duplication ? 1 : 0);
        for (int copy = 0; copy < copies; copy++) {
            scheduler.after(random.nextLong(maxDelay.toNanos()), () -> receiver.receive(packet));
        }
    }
}
