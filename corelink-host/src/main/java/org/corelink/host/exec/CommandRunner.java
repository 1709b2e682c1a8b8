package org.corelink.host.exec;

import java.util.function.Consumer;

/**
 * Runs external programs.
 *
 * <p>Nothing is thrown for what a program does: every end is a {@link CommandResult}. Programs get no input, speak
 * English with points in numbers, and are killed with everything that they started when their time is up.
 */
public interface CommandRunner {
    /** Of each of its two outputs a result keeps so many bytes, the first ones. */
    int MAX_OUTPUT = 1 << 20;

    /**
     * Runs a program and waits for its end.
     *
     * @param lines gets each line of both outputs as it comes, on another thread
     * @throws InterruptedException if the calling thread is interrupted; the program is killed then
     */
    CommandResult run(Command command, Consumer<String> lines) throws InterruptedException;

    /** The same, silently. */
    default CommandResult run(Command command) throws InterruptedException {
        return run(command, _ -> {});
    }
}
