package org.corelink.gossip.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A seed that failed on one machine fails on another in the same way. The order in which a JVM goes through its immutable
 * sets and maps is another in each run of a JVM, and so are the hash codes of objects that define none: nothing of that
 * may reach the network.
 */
@Execution(ExecutionMode.CONCURRENT)
class ReplayTest {
    /** Of each mix one. */
    private static final long[] SEEDS = {0, 1, 2, 3};

    /** What a JVM of its own runs: prints the courses of all seeds. */
    static final class Player {
        private Player() {}

        /** Plays. */
        public static void main(String... seeds) {
            for (String seed : seeds) {
                System.out.println(new RandomScenario(Long.parseLong(seed)).play());
            }
        }
    }

    @Test
    void seedPlaysTheSameCourseInEveryJvm() throws IOException, InterruptedException {
        StringBuilder here = new StringBuilder();
        String[] seeds = new String[SEEDS.length];
        for (int i = 0; i < SEEDS.length; i++) {
            seeds[i] = Long.toString(SEEDS[i]);
            here.append(new RandomScenario(SEEDS[i]).play()).append(System.lineSeparator());
        }

        assertThat(elsewhere(seeds)).isEqualTo(here.toString());
    }

    private static String elsewhere(String... seeds) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Player.class.getName());
        builder.command().addAll(List.of(seeds));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("exit code of the other JVM").isZero();
        return output;
    }
}
