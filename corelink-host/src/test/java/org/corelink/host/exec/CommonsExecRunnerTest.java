package org.corelink.host.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommonsExecRunnerTest {
    private final CommandRunner runner = new CommonsExecRunner();

    @TempDir
    private Path folder;

    @Test
    void argumentsArriveAsTheyAreAndNoShellReadsThem() throws Exception {
        CommandResult result = runner.run(Command.of("printf", "[%s]", "$HOME; a b", "'\"*", ""));
        assertThat(result.isSuccess()).isTrue();
        assertThat(result.text()).isEqualTo("[$HOME; a b]['\"*][]");
    }

    @Test
    void failureHasTheCommandItsNumberAndItsOwnWords() throws Exception {
        CommandResult result = runner.run(Command.of("ls", "/no such folder"));
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.failure()).startsWith("`ls '/no such folder'` ended with 2: ls: cannot access");
    }

    @Test
    void missingProgramIsNotInstalled() throws Exception {
        assertThat(runner.run(Command.of("corelink-no-such-program")))
                .isInstanceOf(CommandResult.NotInstalled.class)
                .extracting(CommandResult::failure)
                .isEqualTo("corelink-no-such-program is not installed");
    }

    @Test
    void fileThatIsNoProgramCannotBeStarted() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "no program");
        assertThat(runner.run(Command.of(file.toString()))).isInstanceOf(CommandResult.NotStarted.class);
    }

    @Test
    void hangingProgramThatIgnoresSigtermIsKilledWithItsChildren() throws Exception {
        Path pid = folder.resolve("pid");
        String script = "trap '' TERM; sleep 1000 & echo $! > \"$0\"; echo still here >&2; wait; wait";
        CommandResult result =
                runner.run(Command.of("bash", "-c", script, pid.toString()).within(Duration.ofSeconds(2)));
        assertThat(result).isInstanceOf(CommandResult.TimedOut.class);
        assertThat(result.failure()).contains("gave no answer for 2 s: still here");
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(sleeper -> sleeper.onExit().join());
    }

    @Test
    void ofAFloodOnlyTheBeginningIsKept() throws Exception {
        CommandResult result = runner.run(Command.of("head", "-c", "20000000", "/dev/zero"));
        assertThat(((CommandResult.Ended) result).output()).hasSize(CommandRunner.MAX_OUTPUT);
    }

    @Test
    void linesComeOneByOneTheLastOneAlsoWithoutItsEnd() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        CommandResult result = runner.run(Command.of("printf", "one\\r\\n\\ntwo"), lines::add);
        assertThat(result.isSuccess()).isTrue();
        assertThat(lines).containsExactly("one", "", "two");
    }

    @Test
    void programsGetNoInput() throws Exception {
        assertThat(runner.run(Command.of("cat")).isSuccess()).isTrue();
    }

    @Test
    void verboseTellsEachCommandAsOneWouldTypeIt() throws Exception {
        List<String> told = new ArrayList<>();
        new ToldRunner(new RecordingCommandRunner(), told::add).run(Command.of("docker", "run", "a b", "it's"));
        assertThat(told).containsExactly("runs docker run 'a b' 'it'\\''s'");
    }
}
