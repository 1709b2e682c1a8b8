package org.corelink.manager;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All commands of the manager: the one list that the text interface, the page and the documentation come from.
 *
 * @param all in the order of the page
 */
public record Commands(List<Command> all) {
    /** Takes an immutable copy. */
    public Commands {
        all = List.copyOf(all);
    }

    /**
     * The commands of one server.
     *
     * @param controls what they read and change
     */
    public static Commands of(Controls controls) {
        return new Commands(Stream.of(
                        ClusterCommands.of(controls.cluster()),
                        EvictionCommand.of(controls.cluster(), controls.eviction()),
                        SessionCommands.of(controls.sessions()),
                        ProcessCommands.of(controls.process()),
                        ConnectorCommands.of(controls.connector()))
                .flatMap(List::stream)
                .toList());
    }

    /** The command of that name. */
    public Optional<Command> find(String name) {
        return all.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    /** Runs a command with the parameters of a request. */
    Answer run(Command command, Map<String, List<String>> given) {
        try {
            return command.action().run(Arguments.of(command, given));
        } catch (InvalidArgumentException e) {
            return Answer.failed(e.getMessage());
        }
    }
}
