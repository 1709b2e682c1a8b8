package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A LAN that loses, doubles, delays and thereby reorders datagrams, and that can fall apart. */
final class SimulatedNetwork {
    /** From this delay on a datagram is so late that silence can no longer be told from it. */
    private static final Duration LATE = Duration.ofMillis(300);

    /** From this loss on nothing is promised. */
    private static final double HEAVY_LOSS = 0.41;

    /** Longest time on the way while nothing is wrong. */
    static final Duration DELAY = Duration.ofMillis(1);

    private final EventScheduler scheduler;
    private final RandomGenerator random;
    private final Map<InetAddress, Participant> participants = new LinkedHashMap<>();
    private final Set<Route> cut = new HashSet<>();

    /** The newest datagrams, oldest first, for who repeats them. */
    private final Queue<Packet> recent = new ArrayDeque<>();

    private Meter meter = new Meter();
    private long fingerprint;
    private boolean multicasting = true;
    private boolean refusing = true;
    private double loss;
    private double duplication;
    private Duration maxDelay = DELAY;
    private long tornUntilNanos;
    private long lossyUntilNanos = Long.MIN_VALUE / 2;

    /** So many datagrams are kept: some tenths of a second. */
    private static final int RECENT = 24;

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

    void detach(Participant participant) {
        participants.remove(participant.address(), participant);
    }

    void disturb(double loss, double duplication, Duration maxDelay) {
        noteTear();
        this.loss = loss;
        this.duplication = duplication;
        this.maxDelay = maxDelay;
    }

    void heal() {
        disturb(0, 0, DELAY);
        cut.clear();
        multicasting = true;
        refusing = true;
    }

    /** From {@code from} nothing reaches {@code to} any more; the other way is another route. */
    void cut(InetAddress from, InetAddress to) {
        cut.add(new Route(from, to));
    }

    /** A machine without power: nothing comes from it, not even a refusal. */
    void unplug(InetAddress address) {
        for (InetAddress other : participants.keySet()) {
            cut(address, other);
            cut(other, address);
        }
    }

    void replug(InetAddress address) {
        noteTear();
        cut.removeIf(route -> route.from().equals(address) || route.to().equals(address));
    }

    /** Splits the LAN at random into two that do not hear each other. */
    void partition() {
        Set<InetAddress> left = new HashSet<>();
        participants.keySet().stream().filter(_ -> random.nextBoolean()).forEach(left::add);
        partition(left);
    }

    void partition(Set<InetAddress> left) {
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

    boolean isMulticasting() {
        return multicasting;
    }

    /** From now on a closed port is not told, as behind a firewall that drops ICMP. */
    void dropRefusals() {
        refusing = false;
    }

    /**
     * Until when the network was last so bad that a live node could not be told from a dead one, in nanoseconds; in the
     * future while it is so.
     */
    long tornUntilNanos() {
        noteTear();
        return tornUntilNanos;
    }

    /** Until when datagrams were last lost, in nanoseconds; now while they are. */
    long lossyUntilNanos() {
        noteTear();
        return lossyUntilNanos;
    }

    private void noteTear() {
        if (loss > 0) {
            lossyUntilNanos = scheduler.nowNanos();
        }
        if (!cut.isEmpty() || loss > HEAVY_LOSS || maxDelay.compareTo(LATE) > 0) {
            tornUntilNanos = scheduler.nowNanos() + maxDelay.toNanos();
        }
    }

    /** From now on that counts. */
    void use(Meter fresh) {
        meter = fresh;
    }

    /** A number that tells two courses of events apart: over every datagram, when it was sent, and to whom. */
    long fingerprint() {
        return fingerprint;
    }

    /** The newest datagrams, oldest first. */
    List<Packet> recent() {
        return List.copyOf(recent);
    }

    private void note(Packet packet, @Nullable InetAddress to) {
        fingerprint = 31 * fingerprint + scheduler.nowNanos();
        fingerprint = 31 * fingerprint + Arrays.hashCode(packet.bytes());
        fingerprint = 31 * fingerprint + packet.lane().name().hashCode();
        fingerprint = 31 * fingerprint + (to == null ? 0 : to.hashCode());
        recent.add(packet);
        if (recent.size() > RECENT) {
            recent.remove();
        }
    }

    /** To everybody, the sender included, as multicast loops back. */
    void multicast(Packet packet) {
        note(packet, null);
        if (multicasting) {
            participants.values().forEach(receiver -> send(packet, receiver));
        }
    }

    void unicast(Packet packet, InetAddress to) {
        note(packet, to);
        Participant receiver = participants.get(to);
        if (receiver != null) {
            send(packet, receiver);
        }
    }

    /** To a port whose kernel tells the sender if nobody listens. */
    void beat(Packet packet, InetAddress to) {
        note(packet, to);
        Participant receiver = participants.get(to);
        Participant sender = participants.get(packet.from());
        if (receiver == null || sender == null) {
            return;
        }
        if (receiver.isRunning()) {
            send(packet, receiver);
        } else if (refusing && isOpen(packet.from(), to) && isOpen(to, packet.from()) && random.nextDouble() >= loss) {
            scheduler.after(random.nextLong(maxDelay.toNanos()), () -> sender.refused(to));
        }
    }

    private boolean isOpen(InetAddress from, InetAddress to) {
        return !cut.contains(new Route(from, to));
    }

    private void send(Packet packet, Participant receiver) {
        if (!isOpen(packet.from(), receiver.address())) {
            return;
        }
        int copies = (random.nextDouble() < loss ? 0 : 1) + (random.nextDouble() < duplication ? 1 : 0);
        for (int copy = 0; copy < copies; copy++) {
            meter.count(packet, receiver);
            scheduler.after(random.nextLong(maxDelay.toNanos()), () -> receiver.receive(packet));
        }
    }
}
