package org.corelink.gossip.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.corelink.gossip.Mode;

/** All that can happen to a cluster, at random, one thing after the other until it is over. */
final class Trouble {
    /** Longest time on the way. A 0.01.x node stays down for longer, since it lacks what tells its runs apart. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(3);

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final long HOUR_MILLIS = 3_600_000;

    private final SimulatedCluster cluster;
    private final EventScheduler scheduler;
    private final SimulatedNetwork network;
    private final RandomGenerator random;
    private final Mix mix;
    private final Stranger stranger;
    private final List<Copy> copies = new ArrayList<>();
    private int epoch = Keys.FIRST_EPOCH;
    private boolean over;

    /** Two machines with one identity. */
    private record Copy(SimulatedNode original, SimulatedNode copy) {}

    Trouble(SimulatedCluster cluster, Mix mix, RandomGenerator random) {
        this.cluster = cluster;
        this.scheduler = cluster.scheduler();
        this.network = cluster.network();
        this.mix = mix;
        this.random = random;
        this.stranger = new Stranger(cluster, random);
    }

    /** Strikes from now on, every few seconds. */
    void begin() {
        if (!over) {
            strike();
            scheduler.after(upTo(Duration.ofSeconds(12)), this::begin);
        }
    }

    /** Strikes no more, and an administrator mends what does not mend by itself. */
    void end() {
        over = true;
        network.heal();
        cluster.participants().forEach(Participant::resume);
        List.copyOf(copies).forEach(this::tellApart);
        for (Participant participant : cluster.participants()) {
            if (participant instanceof SimulatedNode node) {
                node.use(Keys.ring(epoch));
            }
        }
        cluster.truth().keysTogether();
    }

    private void strike() {
        switch (random.nextInt(3)) {
            case 0 -> strikeNetwork();
            case 1 -> strikeMachine(any());
            default -> strikeProcess(any());
        }
    }

    private void strikeNetwork() {
        switch (random.nextInt(9)) {
            case 0 -> network.partition();
            case 1 -> network.heal();
            case 2 -> network.cut(any().address(), any().address());
            case 3, 4 -> network.disturb(random.nextDouble() * 0.4, random.nextDouble() * 0.2, delay());
            case 5 -> network.dropRefusals();
            case 6 -> network.loseMulticast();
            case 7 -> unplug(any());
            default -> stranger.flood(Duration.ofNanos(upTo(Duration.ofSeconds(2))));
        }
    }

    private Duration delay() {
        return random.nextBoolean() ? Duration.ofMillis(5) : Duration.ofNanos(1 + upTo(MAX_DELAY));
    }

    private void unplug(Participant victim) {
        var address = victim.address();
        network.unplug(address);
        scheduler.after(upTo(LONG), () -> network.replug(address));
    }

    private void strikeProcess(Participant victim) {
        switch (random.nextInt(8)) {
            case 0 -> victim.kill();
            case 1 -> pause(victim, upTo(LONG));
            case 2 -> pause(victim, Duration.ofMillis(2_850).toNanos());
            case 3 -> victim.stop();
            case 4 -> storm();
            case 5 -> lateJoiner();
            default -> restart(victim, downNanos(victim, Duration.ofSeconds(30)));
        }
    }

    private void pause(Participant victim, long nanos) {
        victim.pause();
        scheduler.after(nanos, victim::resume);
    }

    /** After a power cut, or an update by a tool that is in a hurry: many go and come at once. */
    private void storm() {
        for (Participant victim : cluster.participants()) {
            scheduler.after(upTo(Duration.ofMillis(300)), () -> {
                switch (random.nextInt(4)) {
                    case 0 -> victim.kill();
                    case 1 -> victim.stop();
                    case 2 -> restart(victim, downNanos(victim, Duration.ofSeconds(1)));
                    default -> start(victim);
                }
            });
        }
    }

    private void lateJoiner() {
        if (cluster.participants().size() < mix.mostMachines()) {
            mix.addTo(cluster, random).start();
        }
    }

    private void restart(Participant victim, long nanos) {
        victim.kill();
        scheduler.after(nanos, () -> start(victim));
    }

    /** A 0.01.x node that has just ended is not started yet. */
    private void start(Participant victim) {
        if (!over && !victim.isRunning() && (victim instanceof SimulatedNode || victim.run() == 0)) {
            victim.start();
        } else if (!victim.isRunning() && victim instanceof LegacyNode) {
            scheduler.after(MAX_DELAY, () -> {
                if (!over && !victim.isRunning()) {
                    victim.start();
                }
            });
        }
    }

    private long downNanos(Participant victim, Duration longest) {
        return victim instanceof LegacyNode ? MAX_DELAY.toNanos() + upTo(longest) : upTo(longest);
    }

    private void strikeMachine(Participant victim) {
        switch (random.nextInt(8)) {
            case 0, 1 -> stepClock(victim);
            case 2 -> victim.move(cluster.nextAddress());
            case 3 -> swapAddresses(victim, any());
            case 4 -> withNode(victim, this::loseIdentity);
            case 5 -> withNode(victim, this::copyIdentity);
            case 6 -> rotateKeys();
            default -> withNode(victim, this::changeMode);
        }
    }

    private interface Blow {
        void on(SimulatedNode node);
    }

    private static void withNode(Participant victim, Blow blow) {
        if (victim instanceof SimulatedNode node) {
            blow.on(node);
        }
    }

    private void stepClock(Participant victim) {
        long millis = List.of(HOUR_MILLIS, 24 * HOUR_MILLIS, 3_000L).get(random.nextInt(3));
        boolean forward = random.nextBoolean() || victim instanceof LegacyNode;
        victim.stepClock(forward ? millis : -millis);
    }

    private static void swapAddresses(Participant one, Participant other) {
        var address = one.address();
        one.move(other.address());
        other.move(address);
    }

    private void loseIdentity(SimulatedNode victim) {
        if (!isCopied(victim)) {
            victim.kill();
            if (random.nextBoolean()) {
                victim.disk().lose();
            } else {
                victim.disk().corrupt();
            }
            scheduler.after(upTo(Duration.ofSeconds(5)), () -> start(victim));
        }
    }

    private boolean isCopied(SimulatedNode node) {
        return copies.stream().anyMatch(pair -> pair.original().equals(node) || pair.copy().equals(node));
    }

    /** As if the disk of a machine was cloned. */
    private void copyIdentity(SimulatedNode original) {
        if (any() instanceof SimulatedNode copy && !copy.equals(original) && !isCopied(original) && !isCopied(copy)) {
            Copy pair = new Copy(original, copy);
            copies.add(pair);
            copy.kill();
            copy.disk().copy(original.disk());
            copy.start();
            scheduler.after(upTo(LONG), () -> tellApart(pair));
        }
    }

    /**
     * The copy gets an identity of its own. The original is started again, since others take it for the earlier run of
     * the two; where its clock is behind that of the copy it needs a new identity too.
     */
    private void tellApart(Copy pair) {
        if (copies.remove(pair)) {
            pair.copy().kill();
            boolean outranks = pair.original().willOutrank(pair.copy());
            pair.copy().disk().lose();
            pair.copy().start();
            pair.original().kill();
            if (!outranks) {
                pair.original().disk().lose();
            }
            pair.original().start();
        }
    }

    /** Most get the new keys from the administrator; the others follow what they hear, as far as their keys go. */
    private void rotateKeys() {
        if (epoch == Keys.LAST_EPOCH) {
            return;
        }
        int next = ++epoch;
        if (next > Keys.FIRST_EPOCH + 1) {
            cluster.truth().keysApart();
        }
        for (Participant participant : cluster.participants()) {
            if (participant instanceof SimulatedNode node && random.nextInt(4) > 0) {
                scheduler.after(upTo(Duration.ofSeconds(3)), () -> {
                    if (node.keyring().current().epoch() < next) {
                        node.use(Keys.ring(next));
                    }
                });
            }
        }
    }

    /** One step on the way from open to sealed. */
    private void changeMode(SimulatedNode victim) {
        if (mix == Mix.CHANGING && !isCopied(victim)) {
            victim.kill();
            victim.configure(
                    victim.config().mode() == Mode.OPEN || random.nextInt(4) > 0 ? Mode.MIXED : Mode.SEALED);
            victim.start();
        }
    }

    private Participant any() {
        List<Participant> all = cluster.participants();
        return all.get(random.nextInt(all.size()));
    }

    private long upTo(Duration longest) {
        return random.nextLong(longest.toNanos());
    }
}
