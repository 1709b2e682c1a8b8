package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.corelink.host.release.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --nodes} and {@code --top} of the assembled image, in a terminal of tmux, beside a console with simulated machines. */
class TopIT {
    private static final long PATIENCE_SECONDS = 40;

    @TempDir
    private static Path folder;

    private static int port;
    private static Process console;

    @BeforeAll
    static void startAConsole() throws Exception {
        port = FreePorts.https();
        List<String> command = command("--serve", "--gossip-port", Integer.toString(FreePorts.gossip()));
        command.addAll(List.of("--interface", "lo", "--simulate", "3"));
        console = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.log").toFile())
                .start();
        // At first there is nobody to ask.
        await(() -> Shell.run(command("--nodes")), words -> words.contains("4 machines: 4 online"));
    }

    @AfterAll
    static void endAll() throws Exception {
        tmux("kill-server");
        console.destroyForcibly().onExit().join();
    }

    @Test
    void tableIsPrintedWholeWhereNobodyLooksAndSearchedAsInTheConsole() throws Exception {
        assertThat(Shell.run(command("--nodes")))
                .contains("NODE", "DRIVER", "sim-001", "sim-003")
                .doesNotContain("\033", "…")
                .endsWith("\n0");
        assertThat(Shell.run(command("--nodes", "--search", "node=sim-002 gpu=7"))
                        .lines()
                        .filter(line -> line.startsWith("sim-")))
                .singleElement()
                .asString()
                .startsWith("sim-002");
        assertThat(Shell.run(command("--nodes", "--search", "gpu>"))).endsWith("\n2");
    }

    @Test
    void liveViewFollowsKeysAndTheSizeOfTheTerminalAndLeavesItAsItWas() throws Exception {
        String start = "LANG=C.UTF-8 " + String.join(" ", command("--top")) + "; echo ended with $?; exec cat";
        tmux("-f", "/dev/null", "new-session", "-d", "-s", "top", "-x", "80", "-y", "24", start);
        String first = shows("q quit");
        assertThat(first.lines()).hasSize(24);
        assertThat(first).contains("4 machines: 4 online", "sorted by machine", "sim-001", "UTIL", "━", "1-");

        tmux("send-keys", "-t", "top", "Right", "Right", "Right", "Right", "Right");
        assertThat(shows("sorted by -util")).contains("UTIL▼");
        tmux("send-keys", "-t", "top", "/", "utl>5");
        assertThat(shows("/utl>5")).contains("There is no column");
        tmux("send-keys", "-t", "top", "C-u", "node=sim-002 gpu<3", "Enter");
        assertThat(shows("3 of ")).contains("sim-002").doesNotContain("sim-001");

        tmux("resize-window", "-t", "top", "-x", "40", "-y", "12");
        String narrow = await(TopIT::pane, pane -> !pane.contains("POWER") && pane.contains("q quit"));
        assertThat(narrow.lines().toList()).hasSize(12).allMatch(line -> line.length() <= 40);
        tmux("resize-window", "-t", "top", "-x", "200", "-y", "30");
        assertThat(shows("DRIVER").lines()).hasSize(30);

        tmux("send-keys", "-t", "top", "q");
        assertThat(shows("ended with 0")).doesNotContain("sim-002");
    }

    private static String shows(String words) throws Exception {
        return await(TopIT::pane, pane -> pane.contains(words));
    }

    private static String pane() throws Exception {
        return tmux("capture-pane", "-p", "-t", "top");
    }

    /** What is awaited is asked for again and again. */
    private interface Question {
        String answer() throws Exception;
    }

    private static String await(Question question, Predicate<String> awaited) throws Exception {
        long start = System.nanoTime();
        String answer = question.answer();
        while (!awaited.test(answer)) {
            assertThat(System.nanoTime() - start)
                    .as("%s%n%s", answer, Files.readString(folder.resolve("console.log")))
                    .isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            TimeUnit.MILLISECONDS.sleep(200);
            answer = question.answer();
        }
        return answer;
    }

    private static List<String> command(String... arguments) {
        List<String> command = AssembledImage.command(arguments);
        command.addAll(List.of("--port", Integer.toString(port), "--hostname", "here"));
        command.addAll(List.of("--data", folder.resolve("state").toString()));
        return command;
    }

    private static String tmux(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("tmux", "-S", folder.resolve("tmux").toString()));
        command.addAll(List.of(arguments));
        String words = Shell.run(command);
        return words.substring(0, words.lastIndexOf('\n'));
    }
}
