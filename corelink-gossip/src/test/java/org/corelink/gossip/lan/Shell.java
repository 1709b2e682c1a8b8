package org.corelink.gossip.lan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** External programs that these tests need. */
public final class Shell {
    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private Shell() {}

    /** Runs a command and returns what it prints; anything but success fails the test with its words. */
    public static String run(String... command) throws IOException {
        return runWithInput("", List.of(command));
    }

    /** The same with something to read. */
    static String runWithInput(String input, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (exitOf(process) != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + output + input);
        }
        return output;
    }

    private static int exitOf(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a program ran", e);
        }
    }

    /** Fails, with what to do, unless these tests can run on this machine. */
    static void requirePrerequisites() throws IOException {
        if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            throw new AssertionError("network namespaces need root: run these tests as root");
        }
        List<String> missing = List.of("ip", "iptables", "kill").stream()
                .filter(command -> !isThere(command))
                .toList();
        if (!missing.isEmpty()) {
            throw new AssertionError("not found: " + missing + "; install iproute2, iptables and procps");
        }
    }

    private static boolean isThere(String command) {
        return PATH_SEPARATOR
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }
}
