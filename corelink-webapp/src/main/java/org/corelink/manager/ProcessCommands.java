package org.corelink.manager;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commands that are about the server's process. */
final class ProcessCommands {
    private static final Parameter LOGGER =
            Parameter.required("logger", "a package or class, such as org.corelink.gossip");
    private static final Parameter LEVEL = Parameter.optional(
            "level", "ALL, TRACE, DEBUG, INFO, WARNING, ERROR, OFF, or RESET for that of the parent");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$]+(\\.[A-Za-z0-9_$]+)*");
    private static final String RESET = "RESET";

    private final ProcessControl process;

    private ProcessCommands(ProcessControl process) {
        this.process = process;
    }

    static List<Command> of(ProcessControl process) {
        ProcessCommands commands = new ProcessCommands(process);
        return List.of(
                Command.plain(
                        "serverinfo",
                        Effect.READS,
                        "Tells the versions of CoreLink, Tomcat, the JVM and the operating system.",
                        _ -> commands.serverInfo()),
                Command.plain(
                        "vminfo",
                        Effect.READS,
                        "Tells what the JVM knows of itself: start, options, memory, class loading, garbage"
                                + " collection.",
                        _ -> new Answer(true, "VM info", lines(process.virtualMachine()))),
                Command.plain(
                        "threaddump",
                        Effect.READS,
                        "Tells where every platform thread is, and which wait for each other for ever.",
                        _ -> new Answer(true, "JVM thread dump", lines(process.threads()))),
                new Command(
                        "loglevel",
                        Effect.CHANGES,
                        "Changes from which level on a logger writes, until the next start; without a level, tells it.",
                        List.of(LOGGER, LEVEL),
                        commands::logLevel));
    }

    private static String lines(String text) {
        return text.endsWith("\n") ? text : text + "\n";
    }

    private Answer serverInfo() {
        return Answer.ok(
                "Server info",
                process.about().entrySet().stream()
                        .map(fact -> fact.getKey() + ": [" + fact.getValue() + "]")
                        .toList());
    }

    private Answer logLevel(Arguments arguments) throws InvalidArgumentException {
        String logger = arguments.required(LOGGER.name());
        if (!NAME.matcher(logger).matches()) {
            throw new InvalidArgumentException("[" + logger + "] cannot be the name of a logger");
        }
        Optional<String> level = arguments.get(LEVEL.name()).map(text -> text.toUpperCase(Locale.ROOT));
        if (level.isPresent() && !process.setLevel(logger, levelOf(level.get()))) {
            return Answer.failed("Too many loggers have a level of their own; reset one of them first");
        }
        return Answer.ok("Logger [" + logger + "] writes from level [" + process.level(logger) + "] on");
    }

    private static Optional<System.Logger.Level> levelOf(String name) throws InvalidArgumentException {
        if (name.equals(RESET)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(System.Logger.Level.values())
                .filter(level -> level.getName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidArgumentException("[" + name + "] is no level; there are " + LEVEL.meaning())));
    }
}
