package org.corelink.gossip.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Some minutes in the life of a cluster, decided by one seed: first everything happens to it that can; then it is left in
 * peace and must come to rest; then single events come to a calm cluster, each of which everybody must know in time.
 */
final class RandomScenario {
    private static final Duration TROUBLE = Duration.ofMinutes(2);

    /** Longer than a node that cannot be told from its former run takes to be removed and to join again. */
    private static final Duration QUIET = Duration.ofSeconds(90);

    /** One seed in so many plays a bigger cluster. */
    private static final int BIG_EVERY = 250;

    private final SimulatedCluster cluster;
    private final RandomGenerator random;
    private final Mix mix;
    private final int size;

    RandomScenario(long seed) {
        cluster = new SimulatedCluster(seed);
        random = new SplittableRandom(~seed);
        mix = List.of(Mix.values()).get(random.nextInt(Mix.values().length));
        size = seed % BIG_EVERY == BIG_EVERY - 1 ? 20 + random.nextInt(41) : 2 + random.nextInt(7);
    }

    /** Plays it; returns a number that tells its course from any other. */
    long play() {
        EventScheduler scheduler = cluster.scheduler();
        for (int i = 0; i < size; i++) {
            scheduler.after(upTo(Duration.ofSeconds(10)), mix.addTo(cluster, random)::start);
        }
        scheduler.after(Duration.ofSeconds(1), this::publishSomewhere);
        Trouble trouble = new Trouble(cluster, mix, random);
        scheduler.after(Duration.ofSeconds(10), trouble::begin);
        cluster.run(TROUBLE);
        trouble.end();
        cluster.run(QUIET);
        Invariants.checkConverged(cluster.participants());
        Invariants.checkInventories(cluster.participants());
        new CalmEvents(cluster, mix, random).happen();
        return cluster.network().fingerprint();
    }

    /** What has happened so far. */
    Story story() {
        return cluster.story();
    }

    private void publishSomewhere() {
        List<Participant> all = cluster.participants();
        if (all.get(random.nextInt(all.size())) instanceof SimulatedNode node) {
            if (random.nextInt(24) == 0) {
                node.rebuild();
            }
            node.publish(random.nextInt(4) == 0);
        }
        cluster.scheduler().after(upTo(Duration.ofSeconds(2)), this::publishSomewhere);
    }

    private long upTo(Duration longest) {
        return random.nextLong(longest.toNanos());
    }
}
