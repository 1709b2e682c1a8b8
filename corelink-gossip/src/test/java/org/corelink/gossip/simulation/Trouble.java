package org.corelink.gossip.simulation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.corelink.gossip.Mode;

/** All that can happen to a cluster, at random, one thing after the other until it is over. */
final class Trouble {
    /** Longest time on the way. A 0.01.x node stays down for longer, since it lacks what tells its runs apart. */
    static final Duration MAX_DELAY = Duration.ofSeconds(3);

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
                node.use(cluster.keyring());
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
            case 0 -> partition();
            case 1 -> heal();
            case 2 -> cut(any(), any());
            case 3, 4 -> disturb(random.nextDouble() * 0.4, random.nextDouble() * 0.2, delay());
            case 5 -> dropRefusals();
            case 6 -> loseMulticast();
            case 7 -> unplug(any());
            default -> flood(Duration.ofNanos(upTo(Duration.ofSeconds(2))));
        }
    }

    private void tell(String what) {
        cluster.story().tell(what);
    }

    private void partition() {
        tell("partition");
        network.partition();
    }

    private void heal() {
        tell("the network is whole");
        network.heal();
    }

    private void cut(Participant from, Participant to) {
        tell(from.label() + " does not reach " + to.label());
        network.cut(from.address(), to.address());
    }

    private void disturb(double loss, double duplication, Duration delay) {
        tell("loss " + loss + ", duplication " + duplication + ", delay to " + delay);
        network.disturb(loss, duplication, delay);
    }

    private void dropRefusals() {
        tell("no refusals");
        network.dropRefusals();
    }

    private void loseMulticast() {
        tell("no multicast");
        network.loseMulticast();
    }

    private void flood(Duration duration) {
        tell("flood for " + duration);
        stranger.flood(duration);
    }

    private Duration delay() {
        return random.nextBoolean() ? Duration.ofMillis(5) : Duration.ofNanos(1 + upTo(MAX_DELAY));
    }

    private void unplug(Participant victim) {
        InetAddress address = victim.address();
        tell("unplug " + victim.label());
        network.unplug(address);
        scheduler.after(upTo(LONG), () -> {
            tell("plug in " + address.getHostAddress());
            network.replug(address);
        });
    }

    private void strikeProcess(Participant victim) {
        switch (random.nextInt(8)) {
            case 0 -> kill(victim);
            case 1 -> pause(victim, upTo(LONG));
            case 2 -> pause(victim, Duration.ofMillis(2_850).toNanos());
            case 3 -> stop(victim);
            case 4 -> storm();
            case 5 -> lateJoiner();
            default -> restart(victim, downNanos(victim, Duration.ofSeconds(30)));
        }
    }

    private void kill(Participant victim) {
        tell("kill " + victim.label());
        victim.kill();
    }

    private void stop(Participant victim) {
        tell("stop " + victim.label());
        victim.stop();
    }

    private void pause(Participant victim, long nanos) {
        tell("pause " + victim.label() + " for " + Duration.ofNanos(nanos));
        victim.pause();
        scheduler.after(nanos, victim::resume);
    }

    /** After a power cut, or an update by a tool that is in a hurry: many go and come at once. */
    private void storm() {
        for (Participant victim : cluster.participants()) {
            scheduler.after(upTo(Duration.ofMillis(300)), () -> {
                switch (random.nextInt(3)) {
                    case 0 -> kill(victim);
                    case 1 -> stop(victim);
                    default -> restart(victim, downNanos(victim, Duration.ofSeconds(1)));
                }
            });
        }
    }

    private void lateJoiner() {
        if (cluster.participants().size() < mix.mostMachines()) {
            Participant joiner = mix.addTo(cluster, random);
            tell(joiner.label() + " joins");
            joiner.start();
        }
    }

    private void restart(Participant victim, long nanos) {
        kill(victim);
        scheduler.after(nanos, () -> start(victim));
    }

    private void start(Participant victim) {
        if (!over && !victim.isRunning()) {
            tell("start " + victim.label());
            victim.start();
        }
    }

    private long downNanos(Participant victim, Duration longest) {
        return victim instanceof LegacyNode ? MAX_DELAY.toNanos() + upTo(longest) : upTo(longest);
    }

    private void strikeMachine(Participant victim) {
        switch (random.nextInt(8)) {
            case 0, 1 -> stepClock(victim);
            case 2 -> move(victim);
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
        tell("clock of " + victim.label() + (forward ? " + " : " - ") + millis + " ms");
        victim.stepClock(forward ? millis : -millis);
    }

    private void move(Participant victim) {
        victim.move(cluster.nextAddress());
        tell(victim.label() + " is now at " + victim.address().getHostAddress());
    }

    private void swapAddresses(Participant one, Participant other) {
        tell(one.label() + " and " + other.label() + " swap their addresses");
        InetAddress address = one.address();
        one.move(other.address());
        other.move(address);
    }

    private void loseIdentity(SimulatedNode victim) {
        if (!isCopied(victim)) {
            tell(victim.label() + " loses its identity");
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
        return copies.stream()
                .anyMatch(pair -> pair.original().equals(node) || pair.copy().equals(node));
    }

    /** As if the disk of a machine was cloned. */
    private void copyIdentity(SimulatedNode original) {
        if (any() instanceof SimulatedNode copy && !copy.equals(original) && !isCopied(original) && !isCopied(copy)) {
            Copy pair = new Copy(original, copy);
            tell(copy.label() + " is a copy of " + original.label());
            copies.add(pair);
            copy.kill();
            copy.disk().copy(original.disk());
            copy.configure(original.config().mode());
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
            tell(pair.copy().label() + " is no copy any more");
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
        tell("key of epoch " + next);
        cluster.rotate(Keys.ring(next));
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
            boolean onlyMixed = victim.config().mode() == Mode.OPEN || random.nextInt(4) > 0;
            victim.kill();
            victim.configure(onlyMixed ? Mode.MIXED : Mode.SEALED);
            tell(victim.label() + " is now " + victim.config().mode());
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
