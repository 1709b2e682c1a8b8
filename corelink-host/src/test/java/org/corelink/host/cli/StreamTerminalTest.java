package org.corelink.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StreamTerminalTest {
    private final StringWriter results = new StringWriter();
    private final StringWriter problems = new StringWriter();

    @Test
    void resultsAndProblemsGoWhereProgramsCanTellThemApart() {
        StreamTerminal terminal = new StreamTerminal(new PrintWriter(results), new PrintWriter(problems), null);
        terminal.print("a name with ./corelink in it");
        terminal.complain("nobody answers");
        assertThat(results).hasToString("a name with ./corelink in it\n");
        assertThat(problems).hasToString("corelink: nobody answers\n");
    }
}
