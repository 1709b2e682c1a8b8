package org.corelink.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** External programs that tests need. */
public final class Shell {
    private Shell() {}

    /** Runs a command and returns what it prints; anything but success fails the test with its words. */
    public static String run(String... command) throws IOException {
        return runWithInput("", command);
    }

    /** The same with something to read. */
    public static String runWithInput(String input, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitOf(process) != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }

    /**
     * How a command ended.
     *
     * @param code its exit code
     * @param output all that it has printed
     */
    public record Ended(int code, String output) {}

    /** Runs a command that has nothing to read, and that may fail. */
    public static Ended end(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(exitOf(process), output);
    }

    /** The exit code, once there is one. */
    public static int exitOf(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a program ran", e);
        }
    }
}
