package org.corelink.host.exec;

import java.time.Duration;

/** How a command ended. */
public sealed interface CommandResult {
    /** What was run. */
    Command command();

    /**
     * It ran to its end.
     *
     * @param exitCode 0 = success
     * @param output its standard output, at most the first {@value CommandRunner#MAX_OUTPUT} bytes
     * @param errors its standard error, bounded alike
     */
    record Ended(Command command, int exitCode, String output, String errors) implements CommandResult {}

    /**
     * It was killed because its time was up.
     *
     * @param errors what it had said on its standard error until then
     */
    record TimedOut(Command command, String errors) implements CommandResult {}

    /** There is no such program on this machine. */
    record NotInstalled(Command command) implements CommandResult {}

    /**
     * It could not be started.
     *
     * @param reason in the system's own words
     */
    record NotStarted(Command command, String reason) implements CommandResult {}

    /** Whether it ran and ended with 0. */
    default boolean isSuccess() {
        return this instanceof Ended ended && ended.exitCode() == 0;
    }

    /** Its standard output without surrounding white space; empty if it did not end. */
    default String text() {
        return this instanceof Ended ended ? ended.output().strip() : "";
    }

    /** What went wrong, one sentence with the command and its own words. */
    default String failure() {
        return switch (this) {
            case Ended ended -> "`" + command() + "` ended with " + ended.exitCode() + said(ended.errors());
            case TimedOut late -> "`" + command() + "` gave no answer for " + seconds() + " s" + said(late.errors());
            case NotInstalled _ -> command().program() + " is not installed";
            case NotStarted failed -> "`" + command() + "` could not be started: " + failed.reason();
        };
    }

    private long seconds() {
        Duration timeout = command().timeout();
        return timeout.toSeconds();
    }

    private static String said(String errors) {
        String words = errors.strip();
        return words.isEmpty() ? "" : ": " + words;
    }
}
