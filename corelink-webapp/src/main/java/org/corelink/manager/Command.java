package org.corelink.manager;

import java.util.List;

/**
 * A command of the manager: one entry of the list that drives the text interface, the page and the documentation.
 *
 * @param name in addresses; letters only
 * @param effect what it does to the server, and so who may call it
 * @param summary what it answers or does, in one sentence
 * @param parameters in the order of the page
 * @param action does it
 */
public record Command(String name, Effect effect, String summary, List<Parameter> parameters, Action action) {
    /** Takes an immutable copy of the list. */
    public Command {
        parameters = List.copyOf(parameters);
    }

    /** Does what a command is for. Any thread. */
    @FunctionalInterface
    interface Action {
        /**
         * Answers.
         *
         * @throws InvalidArgumentException if the arguments do not fit each other
         */
        Answer run(Arguments arguments) throws InvalidArgumentException;
    }

    /** One that takes no parameters. */
    static Command plain(String name, Effect effect, String summary, Action action) {
        return new Command(name, effect, summary, List.of(), action);
    }

    /** How it is called, for example {@code loglevel?logger=[&level=]}: brackets hold what may be left out. */
    public String usage() {
        StringBuilder usage = new StringBuilder(name);
        String begin = "?";
        for (Parameter parameter : parameters) {
            String one = begin + parameter.name() + "=";
            usage.append(parameter.required() ? one : "[" + one + "]");
            begin = "&";
        }
        return usage.toString();
    }
}
