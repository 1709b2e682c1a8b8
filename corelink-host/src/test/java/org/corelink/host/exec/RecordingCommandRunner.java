package org.corelink.host.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Answers commands from a script, the longest fitting beginning first, and keeps what was run. */
public final class RecordingCommandRunner implements CommandRunner {
    private record Answer(int exitCode, String output, String errors) {}

    private final Map<String, Answer> answers = new LinkedHashMap<>();
    public final List<String> commands = new ArrayList<>();

    /** Commands that begin with {@code start} succeed and print {@code output}; the newest answer counts. */
    public RecordingCommandRunner answer(String start, String output) {
        answers.put(start, new Answer(0, output, ""));
        return this;
    }

    /** Commands that begin with {@code start} fail with {@code errors}. */
    public RecordingCommandRunner fail(String start, String errors) {
        answers.put(start, new Answer(1, "", errors));
        return this;
    }

    /** What of {@link #commands} begins with {@code start}. */
    public List<String> commandsOf(String start) {
        return commands.stream().filter(command -> command.startsWith(start)).toList();
    }

    /** Programs without an answer are not installed. */
    @Override
    public CommandResult run(Command command, Consumer<String> lines) {
        String line = String.join(" ", command.argv());
        commands.add(line);
        Answer answer = answers.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey()))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(null);
        if (answer == null) {
            return new CommandResult.NotInstalled(command);
        }
        answer.output().lines().forEach(lines);
        answer.errors().lines().forEach(lines);
        return new CommandResult.Ended(command, answer.exitCode(), answer.output(), answer.errors());
    }
}
