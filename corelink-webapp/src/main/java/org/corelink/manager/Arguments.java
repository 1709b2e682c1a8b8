package org.corelink.manager;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a command was called with: known parameters, each at most once, none empty or unreasonably long.
 *
 * @param values by name, sorted
 */
record Arguments(Map<String, String> values) {
    /** Longer values than any name or id. */
    static final int MAX_LENGTH = 200;

    /**
     * Reads the parameters of a request. An empty value counts as left out: forms send empty fields too.
     *
     * @throws InvalidArgumentException if the command does not know one, needs one more, or got one twice
     */
    static Arguments of(Command command, Map<String, List<String>> given) throws InvalidArgumentException {
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, List<String>> entry : given.entrySet()) {
            String name = entry.getKey();
            if (command.parameters().stream().noneMatch(known -> known.name().equals(name))) {
                throw new InvalidArgumentException("Unknown parameter [" + cut(name) + "] of [" + command.name()
                        + "]; it is called as " + command.usage());
            }
            if (entry.getValue().size() != 1) {
                throw new InvalidArgumentException("Parameter [" + name + "] must be given once");
            }
            String value = entry.getValue().getFirst().strip();
            if (value.length() > MAX_LENGTH) {
                throw new InvalidArgumentException(
                        "Parameter [" + name + "] must have at most " + MAX_LENGTH + " characters");
            }
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        }
        requireAll(command, values);
        return new Arguments(values);
    }

    private static String cut(String name) {
        return name.substring(0, Math.min(name.length(), MAX_LENGTH));
    }

    private static void requireAll(Command command, Map<String, String> values) throws InvalidArgumentException {
        for (Parameter parameter : command.parameters()) {
            if (parameter.required() && !values.containsKey(parameter.name())) {
                throw new InvalidArgumentException("Parameter [" + parameter.name() + "] (" + parameter.meaning()
                        + ") is missing; the command is called as " + command.usage());
            }
        }
    }

    /** A parameter's value, if it was given. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of a parameter that is required. */
    String required(String name) {
        return get(name).orElseThrow();
    }
}
