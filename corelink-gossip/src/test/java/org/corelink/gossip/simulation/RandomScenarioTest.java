package org.corelink.gossip.simulation;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many seeds of {@link RandomScenario}. {@code -Dcorelink.seeds=5000} plays that many, {@code -Dcorelink.seed=17} one.
 */
class RandomScenarioTest {
    private static final int DEFAULT_SEEDS = 200;

    @Test
    void invariantsHoldWhateverTheNetworkDoes() {
        seeds().forEach(RandomScenarioTest::play);
    }

    private static LongStream seeds() {
        Long one = Long.getLong("corelink.seed");
        return one != null
                ? LongStream.of(one)
                : LongStream.range(0, Integer.getInteger("corelink.seeds", DEFAULT_SEEDS));
    }

    private static void play(long seed) {
        try {
            new RandomScenario(seed).play();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "Seed " + seed + " fails. Replay: mvn -pl corelink-gossip test -Dtest=RandomScenarioTest"
                            + " -Dcorelink.seed=" + seed,
                    e);
        }
    }
}
