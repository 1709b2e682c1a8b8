package org.corelink.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StreamTerminalTest {
    private final StringWriter results = new StringWriter();
    private final StringWriter problems = new StringWriter();

    @Test
    void theCommandIsNamedAsPeopleCallIt() {
        say("corelink");
        assertThat(results).hasToString("All options: corelink --help\n");
        assertThat(problems).hasToString("corelink: Start by corelink --start\n");
    }

    @Test
    void inACloneItIsCalledByItsFolder() {
        say(StreamTerminal.IN_A_CLONE);
        assertThat(results).hasToString("All options: ./corelink --help\n");
    }

    private void say(String command) {
        StreamTerminal terminal =
                new StreamTerminal(new PrintWriter(results), new PrintWriter(problems), null, command);
        terminal.print("All options: ./corelink --help");
        terminal.complain("Start by ./corelink --start");
    }
}
