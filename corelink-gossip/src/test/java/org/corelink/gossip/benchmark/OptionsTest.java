package org.corelink.gossip.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.corelink.gossip.benchmark.contestant.Contestant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void withoutWordsAllIsDoneToSixteenNodesOfBothFormats() {
        Options options = Options.parse();

        assertThat(options.sizes()).containsExactly(16);
        assertThat(options.contestants())
                .extracting(contestant -> contestant.get().title())
                .containsExactly("CoreLink open", "CoreLink sealed");
        assertThat(options.scenarios()).containsExactlyElementsOf(Scenario.ALL.values());
        assertThat(options.lossTime()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.repeat()).isEqualTo(1);
    }

    @Test
    void everyOptionIsTaken() {
        Options options = Options.parse(
                "16", "64", "--format", "mixed", "--do", "crash,loss40", "--loss-seconds", "600", "--repeat", "10");

        assertThat(options.sizes()).containsExactly(16, 64);
        assertThat(options.contestants())
                .map(contestant -> contestant.get())
                .extracting(Contestant::title)
                .containsExactly("CoreLink mixed");
        assertThat(options.scenarios()).containsExactly(Scenario.ALL.get("crash"), Scenario.ALL.get("loss40"));
        assertThat(options.lossTime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(options.repeat()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "5, must be 6 to 254",
        "many, is many",
        "--format, needs a value",
        "--format=closed, needs a value",
        "--format closed, is closed",
        "--peer zookeeper, is zookeeper",
        "--do dance, not dance",
        "--verbose 1, unknown option --verbose"
    })
    void whatMakesNoSenseIsNamed(String commandLine, String message) {
        assertThatThrownBy(() -> Options.parse(commandLine.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
