package org.corelink.gossip.simulation;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many seeds of {@link RandomScenario}, on all cores. {@code -Dcorelink.seeds=5000} plays that many,
 * {@code -Dcorelink.seed=17} one. Of several that fail, the least is told.
 */
class RandomScenarioTest {
    private static final int DEFAULT_SEEDS = 1_000;

    /**
     * Seeds by which a fault was found that no other test showed: a machine that had moved was sought at its former address
     * for as long as multicast was lost; once it came back sealed, once only its beats were heard. A machine whose identity
     * had been copied took others for down, since none answers it. One that was cut off went on from what it had
     * asked before.
     */
    @ParameterizedTest
    @ValueSource(longs = {1_194, 2_576, 10_248, 12_294, 12_462, 20_154, 49_079, 61_592})
    void whatWasFoundOnceStaysMended(long seed) {
        failure(seed).ifPresent(failure -> {
            throw failure;
        });
    }

    @Test
    void invariantsHoldWhateverTheNetworkDoes() {
        seeds().parallel()
                .mapToObj(RandomScenarioTest::failure)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(failure -> {
                    throw failure;
                });
    }

    private static LongStream seeds() {
        Long one = Long.getLong("corelink.seed");
        return one != null
                ? LongStream.of(one)
                : LongStream.range(0, Integer.getInteger("corelink.seeds", DEFAULT_SEEDS));
    }

    /** A value and not thrown at once, since a parallel stream would hide the message behind one of its own. */
    private static Optional<AssertionError> failure(long seed) {
        RandomScenario scenario = new RandomScenario(seed);
        try {
            scenario.play();
            return Optional.empty();
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(new AssertionError(
                    "Seed " + seed + " fails. Replay: mvn -pl corelink-gossip test -Dtest=RandomScenarioTest"
                            + " -Dcorelink.seed=" + seed + System.lineSeparator() + scenario.story(),
                    e));
        }
    }
}
