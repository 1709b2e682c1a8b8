package org.corelink.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import org.corelink.host.ca.StoreException;
import org.corelink.host.check.FixedFacts;
import org.corelink.host.exec.RecordingCommandRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --nodes} and {@code --top} up to the terminal itself. */
class ShowClusterTest {
    private static final String ROWS = """
        {"cluster":{"nodeCount":2,"gpuCount":1,"nodesByState":{"online":1,"down":1},"limits":["alone"]},"total":2,
         "rows":[{"id":"a","node":"ws1","state":"online","gpu":0,"model":"H200","util":97.0,"seen":0.4},
                 {"id":"b","node":"ws2","state":"down","gpu":0,"model":"L40S","util":12,"seen":30,"trouble":"down"}]}\
        """;

    private static final String RUNNING = """
        true
        running
        healthy
        2026-11-23T07:00:00Z
        sha256:1
        0.02.0
        CORELINK_PORT=8443

        0 0
        """;

    @TempDir
    private Path home;

    private final RecordingTerminal terminal = new RecordingTerminal();
    private final RecordingCommandRunner runner = new RecordingCommandRunner();
    private final FixedConsole console = new FixedConsole().answer("/api/v1/rows.json", 200, ROWS);

    @BeforeEach
    void useAPrivateHome() throws Exception {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }

    private FixedMachine machine() {
        return new FixedMachine(home, false, Optional.empty(), FixedFacts.GOOD, console);
    }

    private ExitCode run(String... arguments) {
        return new CommandLineInterface(terminal, machine(), new RecordingStarter(), runner).run(arguments);
    }

    /** As a first {@code --serve} leaves it. */
    private void serveOnce() throws StoreException {
        var store = machine().store(home.resolve(".corelink"));
        var names = machine().names(new NodeOptions(null, null, null));
        store.ensure(names);
        store.dataFolder(names);
    }

    private Path tokens() {
        return home.resolve(".corelink/data/alpha/api-tokens");
    }

    @Test
    void withoutAConsoleThatWasEverStartedNothingRuns() {
        assertThat(run("--nodes")).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(terminal.allProblems()).contains("No console was started", "--serve", "--data DIR");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void consoleThatDoesNotAnswerIsNotRunning() throws Exception {
        serveOnce();
        ExitCode exit = new CommandLineInterface(
                        terminal, new FixedMachine(home, false, Optional.empty()), new RecordingStarter(), runner)
                .run("--nodes", "--port", "8443");
        assertThat(exit).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(terminal.allProblems()).contains("No console answers on port 8443", "--port N");
    }

    @Test
    void tokenIsMadeForThisUserAloneAndUsedFromThenOn() throws Exception {
        serveOnce();
        console.accept("Bearer ");
        assertThat(run("--nodes")).isEqualTo(ExitCode.DONE);
        String token = Files.readString(tokens()).strip();
        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokens())))
                .isEqualTo("rw-------");
        assertThat(run("--nodes")).isEqualTo(ExitCode.DONE);
        assertThat(console.asked).allMatch(line -> line.endsWith("by Bearer " + token));
        assertThat(terminal.questions).isEmpty();
    }

    @Test
    void tableTellsStatesAgesAndWhatLimitsTheConsole() throws Exception {
        serveOnce();
        console.accept("Bearer ");
        assertThat(run("--nodes")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.allResults())
                .contains("ws1    online ", "ws2    down 30s ", "97%", "n/a")
                .contains("2 machines: 1 online, 1 down · 1 GPU", "Note: no other node is heard")
                .doesNotContain("\033");
    }

    @Test
    void jsonIsTheConsolesOwn() throws Exception {
        serveOnce();
        console.accept("Bearer ");
        assertThat(run("--nodes", "--json", "--columns", "util", "--search", "util>50 ", "--sort", "-util"))
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.allResults()).isEqualTo(ROWS);
        assertThat(console.asked.getLast()).startsWith("/api/v1/rows.json {q=util>50, sort=-util, cols=node,util} by");
    }

    @Test
    void searchThatMakesNoSenseIsExplainedBeforeAnybodyIsAsked() {
        assertThat(run("--nodes", "--search", "utl>5")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.allProblems()).contains("no column \"utl\"", "\"util\"");
        assertThat(run("--nodes", "--sort", "utl")).isEqualTo(ExitCode.USAGE);
        assertThat(run("--serve", "--search", "util>5")).isEqualTo(ExitCode.USAGE);
        assertThat(console.asked).isEmpty();
    }

    @Test
    void consoleInAContainerIsFoundAndLetsInByItsOwnToken() throws Exception {
        serveOnce();
        runner.answer("docker container inspect", RUNNING);
        runner.answer("docker container exec corelink /opt/corelink/api-token", "fromwithin\n");
        console.accept("Bearer fromwithin");
        assertThat(run("--nodes")).isEqualTo(ExitCode.DONE);
        assertThat(tokens()).doesNotExist();
    }

    @Test
    void whoMayReadNoTokenIsAskedForThePassword() throws Exception {
        serveOnce();
        terminal.typed = "secret";
        console.accept("Basic " + Base64.getEncoder().encodeToString("anna:secret".getBytes(StandardCharsets.UTF_8)));
        assertThat(run("--nodes")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.questions).containsExactly("Password of anna:");
    }

    @Test
    void wrongPasswordOrNoneFailsWithWords() throws Exception {
        serveOnce();
        terminal.typed = "wrong";
        assertThat(run("--nodes")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("does not let anna in");
        terminal.typed = "";
        assertThat(run("--nodes")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("Nobody has signed in");
    }

    @Test
    void answerThatIsNoneIsSaid() throws Exception {
        serveOnce();
        FixedConsole broken = new FixedConsole().accept("Bearer ").answer("/api/v1/rows.json", 500, "<html>");
        CommandLineInterface cli = new CommandLineInterface(
                terminal,
                new FixedMachine(home, false, Optional.empty(), FixedFacts.GOOD, broken),
                new RecordingStarter(),
                runner);
        assertThat(cli.run("--nodes")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("The console has answered 500.");
    }

    @Test
    void fileOfTokensThatOthersCanReadIsRefused() throws Exception {
        serveOnce();
        Files.writeString(tokens(), "0123456789abcdef0123456789abcdef\n");
        Files.setPosixFilePermissions(tokens(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("--nodes")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("api-tokens", "too open");
    }

    @Test
    void liveViewNeedsATerminal() {
        assertThat(run("--top")).isEqualTo(ExitCode.PREREQUISITE_MISSING);
        assertThat(terminal.allProblems()).contains("--nodes");
    }

    @Test
    void tableIsAsWideAsTheTerminalAndSaysWhatDidNotFit() throws Exception {
        serveOnce();
        console.accept("Bearer ");
        terminal.width = OptionalInt.of(40);
        assertThat(run("--nodes")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.results).anyMatch(line -> line.startsWith("Not shown, since the terminal is too narrow: "));
    }
}
