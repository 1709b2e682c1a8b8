package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.corelink.host.release.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of ours that quickstart and manual show, run by bash as they stand there, on a machine of a LAN of its own. */
class DocumentedLinesIT {
    private static final Path PAGES = Path.of(System.getProperty("corelink.sources"), "src/site/markdown");
    private static final Pattern LINE = Pattern.compile("(?m)^ {4,}((?:sudo )?(?:\\./)?corelink --[^\\n]*)$");

    /** Lines that other tests run, with addresses and secrets of their own. */
    private static final Map<String, Class<?>> ELSEWHERE = Map.of(
            "--start",
            DockerIT.class,
            "--stop",
            DockerIT.class,
            "--join",
            DockerIT.class,
            "--rotate-keys",
            KeyRotationIT.class);

    private static final String MACHINE = "ws1";
    private static final long PATIENCE_SECONDS = 60;

    private static LanOfMachines lan;

    @TempDir
    private Path home;

    @BeforeAll
    static void connect() throws IOException {
        lan = new LanOfMachines();
        lan.add(MACHINE, 1);
    }

    @AfterAll
    static void takeApart() throws IOException {
        lan.close();
    }

    @BeforeEach
    void install() throws IOException {
        program("corelink", System.getProperty("corelink.image") + "/bin/corelink");
        program("sudo", "");
    }

    private void program(String name, String command) throws IOException {
        Path file = Files.writeString(home.resolve(name), "#!/bin/sh\nexec " + command + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void everyLineIsRunHereOrElsewhere() throws Exception {
        assertThat(lines())
                .hasSizeGreaterThan(12)
                .allMatch(line -> isOfOthers(line)
                        || isServing(line)
                        || isOnPort(line)
                        || List.of("--nodes", "--top", "--check", "--get-ca", "--help", "--version")
                                .contains(option(line)));
    }

    @Test
    void linesThatServeAreAnsweredAndEndWell() throws Exception {
        for (String line : lines().stream().filter(DocumentedLinesIT::isServing).toList()) {
            Process console = start(line);
            try {
                await(line, "[ \"$(curl -sk -o /dev/null -w '%{http_code}' https://localhost:8443/healthz)\" = 200 ]");
                console.destroy();
                assertThat(console.waitFor(20, TimeUnit.SECONDS)).as(line).isTrue();
                assertThat(console.exitValue()).as(line).isZero();
            } finally {
                console.destroyForcibly().onExit().join();
            }
        }
    }

    /** Beside the console that each of them asks: on the port that it names, or on that of HTTPS. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void linesThatAskAConsoleShowTheCluster(boolean port) throws Exception {
        Process console = start(port ? "./corelink --serve --port 8443" : "./corelink --serve");
        try {
            String nodes = port ? "./corelink --nodes --port 8443" : "./corelink --nodes";
            await(nodes, nodes + " | grep -q '1 machine: 1 online'");
            for (String line : lines().stream()
                    .filter(line -> List.of("--nodes", "--top").contains(option(line)) && isOnPort(line) == port)
                    .toList()) {
                if (option(line).equals("--top")) {
                    showsTheClusterUntilQ(line);
                } else {
                    assertThat(run(line)).as(line).contains("machine").endsWith("\n0");
                }
            }
            assertThat(run("./corelink --get-ca")).contains("\nSHA-256 ").endsWith("\n0");
        } finally {
            console.destroyForcibly().onExit().join();
        }
    }

    private void showsTheClusterUntilQ(String line) throws Exception {
        String tmux = "tmux -S " + home.resolve("tmux");
        run(tmux + " -f /dev/null new-session -d -s top -x 100 -y 30 '" + line + "; echo ended with $?; exec cat'");
        try {
            await(line, tmux + " capture-pane -p -t top | grep -q 'q quit'");
            run(tmux + " send-keys -t top q");
            await(line, tmux + " capture-pane -p -t top | grep -q 'ended with 0'");
        } finally {
            run(tmux + " kill-server");
        }
    }

    @Test
    void linesThatNeedNoConsoleTellWhatTheyShould() throws Exception {
        assertThat(lines()).contains("./corelink --help", "corelink --version", "./corelink --check");
        assertThat(run("./corelink --help")).contains("Examples:").endsWith("\n0");
        assertThat(run("corelink --version")).startsWith("CoreLink ").endsWith("\n0");
        // Whether this machine has all is not said.
        assertThat(run("./corelink --check")).contains("Docker", "Disk").containsPattern("\n[03]$");
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String page : List.of("quickstart.md", "operations.md")) {
            LINE.matcher(Files.readString(PAGES.resolve(page))).results().forEach(line -> lines.add(line.group(1)));
        }
        return lines.stream().distinct().toList();
    }

    private static String option(String line) {
        return line.replaceFirst(".*?corelink (--[a-z-]+).*", "$1");
    }

    private static boolean isOfOthers(String line) {
        return ELSEWHERE.containsKey(option(line));
    }

    private static boolean isServing(String line) {
        return option(line).equals("--serve");
    }

    private static boolean isOnPort(String line) {
        return line.contains("--port 8443");
    }

    /** On the machine, in the folder with the program; the line alone is the process. */
    private Process start(String line) throws IOException {
        return on("exec " + line)
                .redirectOutput(home.resolve("console.log").toFile())
                .start();
    }

    private ProcessBuilder on(String script) {
        List<String> command = new ArrayList<>(LanOfMachines.on(MACHINE));
        command.addAll(List.of("bash", "-c", script));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", home + ":" + System.getenv("PATH"));
        return builder;
    }

    /** Standard output and error together, then the exit code on a line of its own. */
    private String run(String script) throws IOException, InterruptedException {
        return Shell.run(on(script));
    }

    /** Until a script succeeds. */
    private void await(String what, String condition) throws Exception {
        long start = System.nanoTime();
        while (!run(condition).endsWith("\n0")) {
            assertThat(System.nanoTime() - start)
                    .as("%s%n%s", what, Files.readString(home.resolve("console.log")))
                    .isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
