package org.corelink.gossip.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeOptionsTest {
    private static final String NEEDED = "--name gpu-1 --address 10.0.0.7 --view /run/v.sock";

    @Test
    void leastCommandLineGivesAnOpenNodeWithEightGpus() {
        NodeOptions options = parse(NEEDED);

        assertThat(options.name()).isEqualTo("gpu-1");
        assertThat(options.address().getHostAddress()).isEqualTo("10.0.0.7");
        assertThat(options.view()).isEqualTo(Path.of("/run/v.sock"));
        assertThat(options.mode()).isEqualTo(Mode.OPEN);
        assertThat(options.key()).isNull();
        assertThat(options.gpus()).isEqualTo(8);
        assertThat(options.port()).isEqualTo(47_100);
        assertThat(options.events()).isNull();
    }

    @Test
    void everyOptionIsTaken() {
        NodeOptions options = parse(NEEDED + " --mode mixed --key /k --gpus 16 --port 50000 --events /e");

        assertThat(options.mode()).isEqualTo(Mode.MIXED);
        assertThat(options.key()).isEqualTo(Path.of("/k"));
        assertThat(options.gpus()).isEqualTo(16);
        assertThat(options.port()).isEqualTo(50_000);
        assertThat(options.events()).isEqualTo(Path.of("/e"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', --name is missing",
        "--name a --address 10.0.0.7, --view is missing",
        "--name a --view /v, --address is missing",
        "--name, --name needs a value",
        "--verbose 1, unknown option --verbose",
        "--name a --address gpu.local --view /v, is gpu.local",
        "--name a --address ::1 --view /v, is ::1",
        "--name a --address 239.1.2.3 --view /v, multicast 239.1.2.3",
        "--name a --address 10.0.0.7 --view /v --mode closed, is closed",
        "--name a --address 10.0.0.7 --view /v --mode sealed, --mode sealed needs --key",
        "--name a --address 10.0.0.7 --view /v --gpus 17, is 17",
        "--name a --address 10.0.0.7 --view /v --gpus -1, is -1",
        "--name a --address 10.0.0.7 --view /v --gpus many, is many",
        "--name a --address 10.0.0.7 --view /v --port 65535, is 65535"
    })
    void whatMakesNoSenseIsNamed(String commandLine, String message) {
        assertThatThrownBy(() -> parse(commandLine))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void unprintableNameIsRefused() {
        assertThatThrownBy(() -> NodeOptions.parse("--name", "a\tb", "--address", "10.0.0.7", "--view", "/v"))
                .hasMessageContaining("--name");
    }

    private static NodeOptions parse(String commandLine) {
        return NodeOptions.parse(commandLine.isEmpty() ? new String[0] : commandLine.split(" ", -1));
    }
}
