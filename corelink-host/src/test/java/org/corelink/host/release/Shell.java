package org.corelink.host.release;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs programs with an environment of their own. */
public final class Shell {
    private Shell() {}

    /** Standard output and error together, then the exit code. Nothing of this process's environment is passed on. */
    public static String run(Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + process.waitFor();
    }

    /** The same, in the environment of this process. */
    public static String run(String... command) throws Exception {
        return run(System.getenv(), List.of(command));
    }
}
