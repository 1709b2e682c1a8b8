package org.corelink.host.exec;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An external program to run: never a line for a shell.
 *
 * @param argv the program, looked up on the PATH unless it has a slash, and its arguments
 * @param timeout after which it is killed
 */
public record Command(List<String> argv, Duration timeout) {
    /** Programs that only ask something. */
    private static final Duration QUESTION = Duration.ofSeconds(20);

    /**
     * Takes an immutable copy of the list.
     *
     * @throws IllegalArgumentException if no program is named, or no time given
     */
    public Command {
        argv = List.copyOf(argv);
        if (argv.isEmpty() || !timeout.isPositive()) {
            throw new IllegalArgumentException("a command needs a program and time");
        }
    }

    /** A command with the time of a short question, 20 s. */
    public static Command of(String... argv) {
        return new Command(List.of(argv), QUESTION);
    }

    /** The same with another time-out. */
    public Command within(Duration time) {
        return new Command(argv, time);
    }

    /** The program's name. */
    public String program() {
        return argv.getFirst();
    }

    /** As a person would type it into a shell. */
    @Override
    public String toString() {
        return argv.stream().map(Command::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9@%+=:,./_-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
