package org.corelink.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.corelink.host.check.FixedFacts;
import org.corelink.host.exec.RecordingCommandRunner;
import org.corelink.server.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need Docker, against a Docker that only answers. */
class ContainerCommandsTest {
    private static final String RUNNING = """
        true
        running
        healthy
        2026-11-26T10:00:00Z
        sha256:ab
        1.2.3
        CORELINK_PORT=8443


        0 0
        """;
    private static final String ENDED =
            RUNNING.replace("true\nrunning", "false\nexited").replaceFirst("0 0\n$", "1 0\n");

    private final RecordingTerminal terminal = new RecordingTerminal();
    private final RecordingCommandRunner runner = new RecordingCommandRunner();

    @TempDir
    private Path home;

    @TempDir
    private Path application;

    @BeforeEach
    void install() throws Exception {
        for (String part : List.of("docker", "lib", "war", "runtime")) {
            Files.createDirectories(application.resolve(part));
        }
        runner.answer("docker", "")
                .answer("docker container inspect", RUNNING)
                .fail("docker image inspect", "No such image");
    }

    @Test
    void startMakesCertificatesBuildsRunsAndTellsWhereTheConsoleIs() {
        assertThat(run("--start", "--no-gpu", "--port", "8443")).isEqualTo(ExitCode.DONE);
        assertThat(home.resolve(".corelink/nodes/alpha/current/ca.crt")).isRegularFile();
        assertThat(runner.commandsOf("docker build")).hasSize(1);
        assertThat(runner.commandsOf("docker run"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("--env CORELINK_PORT=8443", "source=" + home.resolve(".corelink/nodes/alpha") + ",")
                        .doesNotContain("--gpus"));
        assertThat(terminal.allResults()).contains("https://alpha:8443/", "CA SHA-256", "corelink --stop");
    }

    @Test
    void gpusAreHandedOverUnlessTheyAreNotWanted() {
        run("--start");
        assertThat(runner.commandsOf("docker run").getFirst()).contains("--gpus all");
    }

    @Test
    void runningContainerIsEndedWithAGoodbyeBeforeItIsReplaced() {
        run("--start");
        assertThat(runner.commands.stream().filter(line -> line.matches("docker (container (stop|rm)|run) .*")))
                .extracting(line -> line.replaceFirst("( corelink| --detach).*", ""))
                .containsExactly("docker container stop", "docker container rm --force", "docker run");
    }

    @Test
    void machineThatLacksSomethingIsToldAndNothingIsMade() {
        assertThat(run(new FixedMachine(home, true, Optional.of(application), FixedFacts.WITHOUT_DOCKER), "--start"))
                .isEqualTo(ExitCode.PREREQUISITE_MISSING);
        assertThat(terminal.allProblems()).contains("Docker is not installed", "apt-get install docker.io");
        assertThat(runner.commands).isEmpty();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void containerThatEndsAtOnceShowsItsLog() {
        runner.answer("docker container inspect", ENDED).answer("docker container logs", "Port 443 is taken\n");
        assertThat(run("--start")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("ended with 1", "Port 443 is taken");
    }

    @Test
    void containerThatFailsAgainAndAgainIsEnded() {
        runner.answer("docker container inspect", RUNNING.replaceFirst("0 0\n$", "1 2\n"));
        assertThat(run("--start")).isEqualTo(ExitCode.FAILED);
        assertThat(runner.commands.getLast()).isEqualTo("docker container stop corelink");
    }

    @Test
    void refusalOfDockerIsToldInItsOwnWords() {
        runner.fail("docker run", "docker: Error response from daemon: could not select device driver");
        assertThat(run("--start")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("could not select device driver", "corelink --check");
    }

    @Test
    void buildOutsideAnInstalledApplicationSaysSo() {
        assertThat(run(new FixedMachine(home, true, Optional.of(home)), "--build"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("docker/ and runtime/");
    }

    @Test
    void buildTellsDockersProgress() {
        runner.answer("docker build", "Step 1/9 : FROM x\n");
        assertThat(run("--build", "--base-image", "debian:12")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.problems).contains("  Step 1/9 : FROM x");
        assertThat(terminal.allResults()).contains("corelink:" + Version.CURRENT + " is built");
    }

    @Test
    void statusTellsWhatRunsAndEndsWithFourIfNothingDoes() {
        assertThat(run("--status")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.allResults()).contains("CoreLink 1.2.3 runs, healthy", "https://localhost:8443/");
        runner.answer("docker container inspect", ENDED);
        assertThat(run("--status")).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(terminal.allResults()).contains("does not run: exited, ended with 1");
        runner.fail("docker container inspect", "No such container");
        assertThat(run("--status", "--json")).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(terminal.results.getLast()).isEqualTo("{\"running\":false}");
    }

    @Test
    void statusForProgramsLeavesOutWhatIsNotKnown() {
        runner.answer("docker container inspect", RUNNING.replace("healthy", "").replace("1.2.3", "<no value>"));
        run("--status", "--json");
        assertThat(terminal.allResults())
                .isEqualTo("{\"running\":true,\"status\":\"running\",\"since\":\"2026-11-26T10:00:00Z\","
                        + "\"gpus\":false,\"port\":8443}");
    }

    @Test
    void stopAndRestartDoTheirWorkOrEndWithFour() {
        assertThat(run("--stop")).isEqualTo(ExitCode.DONE);
        assertThat(run("--restart")).isEqualTo(ExitCode.DONE);
        assertThat(runner.commands).contains("docker container stop corelink", "docker container restart corelink");
        runner.fail("docker container inspect", "No such container");
        for (String option : List.of("--stop", "--restart", "--logs", "--logs-follow")) {
            assertThat(run(option)).isEqualTo(ExitCode.NOT_RUNNING);
        }
        assertThat(terminal.allProblems()).contains("corelink --start");
    }

    @Test
    void restartIsDoneWhenTheConsoleAnswersOrTellsThatItCannotKnow() {
        assertThat(run("--restart")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.allProblems()).contains("whether it answers is not known");
        run("--start");
        assertThat(run("--restart")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.allResults()).endsWith("CoreLink was started again.");
        runner.answer("docker container inspect", ENDED).answer("docker container logs", "no port\n");
        assertThat(run("--restart")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("The container ended with 1", "no port");
    }

    @Test
    void logsArePrinted() {
        runner.answer("docker container logs", "one\ntwo\n");
        assertThat(run("--logs")).isEqualTo(ExitCode.DONE);
        assertThat(run("--logs-follow")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.results).containsExactly("one", "two", "one", "two");
    }

    @Test
    void silentDockerIsAFailureAndNotAnAbsentContainer() {
        runner.fail("docker container inspect", "Cannot connect to the Docker daemon");
        assertThat(run("--stop")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("Cannot connect");
    }

    @Test
    void verboseTellsEveryExternalCommand() {
        run("--stop", "--verbose");
        assertThat(terminal.problems).contains("runs docker container stop corelink");
    }

    @Test
    void checkTellsALineForEachThing() {
        assertThat(run("--check")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.results)
                .contains("OK System          Ubuntu 22.04.4 LTS")
                .allMatch(line -> line.startsWith("OK "));
        assertThat(run(without(), "--check")).isEqualTo(ExitCode.PREREQUISITE_MISSING);
        assertThat(terminal.allResults()).contains("FAIL Docker          Docker is not installed. Install it: sudo");
    }

    @Test
    void checkForProgramsIsOneLineOfJson() {
        run(without(), "--check", "--json");
        assertThat(terminal.results)
                .singleElement()
                .asString()
                .contains("{\"subject\":\"Docker\",\"result\":\"FAIL\",\"text\":\"Docker is not"
                        + " installed.\",\"advice\":");
    }

    @Test
    void fixRunsNothingUnlessAPersonSaysYes() {
        run(without(), "--check", "--fix");
        assertThat(terminal.questions).containsExactly("Run it?");
        assertThat(runner.commands).isEmpty();
        assertThat(terminal.allProblems()).contains("apt-get install -y docker.io", "Nothing was changed");
    }

    @Test
    void fixRunsAsRootWhatItHasShown() {
        terminal.yes = true;
        runner.answer("apt-get", "Setting up docker.io\n").answer("sudo apt-get", "");
        run(without(), "--check", "--fix");
        run(new FixedMachine(home, false, Optional.empty(), FixedFacts.WITHOUT_DOCKER), "--check", "--fix");
        assertThat(runner.commands)
                .containsExactly("apt-get install -y docker.io", "sudo apt-get install -y docker.io");
        assertThat(terminal.allProblems()).contains("Setting up docker.io", "Checking again");
    }

    @Test
    void fixThatFailsSaysSo() {
        terminal.yes = true;
        runner.fail("apt-get", "E: Unable to locate package docker.io");
        assertThat(run(without(), "--check", "--fix")).isEqualTo(ExitCode.PREREQUISITE_MISSING);
        assertThat(terminal.allProblems()).contains("Unable to locate package");
    }

    private Machine without() {
        return new FixedMachine(home, true, Optional.of(application), FixedFacts.WITHOUT_DOCKER);
    }

    private ExitCode run(String... arguments) {
        return run(new FixedMachine(home, true, Optional.of(application)), arguments);
    }

    private ExitCode run(Machine machine, String... arguments) {
        return new CommandLineInterface(terminal, machine, new RecordingStarter(), runner).run(arguments);
    }
}
