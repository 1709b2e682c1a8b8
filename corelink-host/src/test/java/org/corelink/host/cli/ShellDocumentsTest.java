package org.corelink.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.corelink.host.exec.Command;
import org.corelink.host.exec.CommandResult;
import org.corelink.host.exec.CommonsExecRunner;
import org.corelink.host.exec.RecordingCommandRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made from the option parser: completion and manual page, against bash and the rules of man(7). */
class ShellDocumentsTest {
    @TempDir
    private Path folder;

    @Test
    void bashCompletesOptions() throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), printed("--completion"));
        CommandResult result = new CommonsExecRunner()
                .run(Command.of(
                        "bash",
                        "-c",
                        "source \"$0\"; COMP_WORDS=(corelink --log); COMP_CWORD=1; _complete_corelink;"
                                + " printf '%s ' \"${COMPREPLY[@]}\"",
                        script.toString()));
        assertThat(result.text()).isEqualTo("--logs --logs-follow");
    }

    @Test
    void manualPageHasEveryOptionAndExitCode() {
        String page = printed("--man");
        assertThat(page)
                .startsWith(".TH CORELINK 1")
                .contains(".SH SYNOPSIS", "\\fB\\-\\-port\\fR \\fIN\\fR", "(default: 443)", ".SH EXIT STATUS")
                .contains(".B 4\nnot running")
                .doesNotContain("${", "%n", "@|");
        assertThat(page.lines().filter(line -> line.startsWith(".")))
                .allMatch(line -> line.matches("\\.(TH|SH|TP|B|I|nf|fi)\\b.*"));
    }

    private String printed(String option) {
        RecordingTerminal terminal = new RecordingTerminal();
        new CommandLineInterface(
                        terminal,
                        new FixedMachine(folder, true, Optional.empty()),
                        new RecordingStarter(),
                        new RecordingCommandRunner())
                .run(option);
        return terminal.allResults() + "\n";
    }
}
