package org.corelink.gossip.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.corelink.gossip.Mode;

/** Two minutes in the life of a small cluster to which everything happens that can, decided by one seed. */
final class RandomScenario {
    private static final Duration TROUBLE = Duration.ofMinutes(2);

    /** Longer than a node that cannot be told from its former run takes to be removed and to join again. */
    private static final Duration QUIET = Duration.ofSeconds(90);

    /** Longest time on the way. A 0.01.x node stays down for longer, since it lacks what tells its runs apart. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(3);

    private static final long HOUR_MILLIS = 3_600_000;

    private final SimulatedCluster cluster;
    private final EventScheduler scheduler;
    private final RandomGenerator random;
    private Mix mix = Mix.OPEN;

    /** Which formats the nodes of a scenario speak. */
    private enum Mix {
        OPEN,
        SEALED,
        /** On the way from open to sealed. */
        CHANGING
    }

    RandomScenario(long seed) {
        cluster = new SimulatedCluster(seed);
        scheduler = cluster.scheduler();
        random = new SplittableRandom(~seed);
    }

    void play() {
        mix = Mix.values()[random.nextInt(Mix.values().length)];
        int size = 2 + random.nextInt(7);
        for (int i = 0; i < size; i++) {
            scheduler.after(upTo(Duration.ofSeconds(10)), addSomebody()::start);
        }
        scheduler.after(Duration.ofSeconds(1), this::publishSomewhere);
        scheduler.after(Duration.ofSeconds(10), this::trouble);
        cluster.run(TROUBLE);
        cluster.network().heal();
        cluster.participants().forEach(Participant::resume);
        cluster.run(QUIET);
        cluster.invariants().checkConverged(cluster.participants());
    }

    private Participant addSomebody() {
        boolean legacy = mix != Mix.SEALED && random.nextInt(4) == 0;
        if (legacy) {
            return cluster.addLegacyNode();
        }
        return switch (mix) {
            case OPEN -> cluster.addNode(Mode.OPEN);
            case SEALED -> cluster.addNode(Mode.SEALED);
            case CHANGING -> cluster.addNode(random.nextInt(3) == 0 ? Mode.OPEN : Mode.MIXED);
        };
    }

    private void publishSomewhere() {
        if (any() instanceof SimulatedNode node) {
            node.publish(random.nextInt(4) == 0);
        }
        scheduler.after(upTo(Duration.ofSeconds(2)), this::publishSomewhere);
    }

    private void trouble() {
        if (scheduler.nowNanos() > TROUBLE.toNanos()) {
            return;
        }
        Participant victim = any();
        switch (random.nextInt(12)) {
            case 0 -> cluster.network().partition();
            case 1 -> cluster.network().heal();
            case 2 -> cluster.network().cut(victim.address(), any().address());
            case 3 -> cluster.network().disturb(random.nextDouble() * 0.4, random.nextDouble() * 0.2, delay());
            case 4 -> kill(victim);
            case 5 -> pause(victim);
            case 6 -> stepClock(victim);
            case 7 -> leave(victim);
            case 8 -> unplug(victim);
            case 9 -> cluster.network().dropRefusals();
            case 10 -> shortPause(victim);
            default -> restart(victim, downTime(victim));
        }
        scheduler.after(upTo(Duration.ofSeconds(15)), this::trouble);
    }

    private Duration delay() {
        return random.nextBoolean() ? Duration.ofMillis(5) : Duration.ofNanos(1 + upTo(MAX_DELAY));
    }

    private static void kill(Participant victim) {
        if (victim.isRunning()) {
            victim.kill();
        }
    }

    private static void leave(Participant victim) {
        if (victim.isRunning()) {
            victim.stop();
        }
    }

    private void unplug(Participant victim) {
        cluster.network().unplug(victim.address());
        scheduler.after(upTo(Duration.ofSeconds(40)), () -> cluster.network().replug(victim.address()));
    }

    private void shortPause(Participant victim) {
        victim.pause();
        scheduler.after(Duration.ofSeconds(3).minusMillis(150).toNanos(), victim::resume);
    }

    private void pause(Participant victim) {
        victim.pause();
        scheduler.after(upTo(Duration.ofSeconds(40)), victim::resume);
    }

    private void stepClock(Participant victim) {
        long millis = List.of(HOUR_MILLIS, 24 * HOUR_MILLIS, 3_000L).get(random.nextInt(3));
        boolean forward = random.nextBoolean() || victim instanceof LegacyNode;
        victim.stepClock(forward ? millis : -millis);
    }

    private void restart(Participant victim, long downNanos) {
        kill(victim);
        scheduler.after(downNanos, () -> {
            if (!victim.isRunning()) {
                victim.start();
            }
        });
    }

    private long downTime(Participant victim) {
        return victim instanceof LegacyNode
                ? MAX_DELAY.toNanos() + upTo(Duration.ofSeconds(30))
                : upTo(Duration.ofSeconds(30));
    }

    private Participant any() {
        List<Participant> all = cluster.participants();
        return all.get(random.nextInt(all.size()));
    }

    private long upTo(Duration longest) {
        return random.nextLong(longest.toNanos());
    }
}
