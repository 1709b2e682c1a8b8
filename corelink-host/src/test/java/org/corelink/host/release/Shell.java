package org.corelink.host.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs programs with an environment of their own. */
public final class Shell {
    private Shell() {}

    /** Standard output and error together, then the exit code on a line of its own. It has nothing to read. */
    public static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output.stripTrailing() + "\n" + process.waitFor();
    }

    /** The same; nothing of this process's environment is passed on. */
    public static String run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return run(builder);
    }

    /** The same, in the environment of this process. */
    public static String run(List<String> command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command));
    }

    /** The same. */
    public static String run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }
}
