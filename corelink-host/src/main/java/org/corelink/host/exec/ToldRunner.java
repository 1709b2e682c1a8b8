package org.corelink.host.exec;

import java.util.function.Consumer;

/** Tells every command before it is run: {@code --verbose}. */
public final class ToldRunner implements CommandRunner {
    private final CommandRunner runner;
    private final Consumer<String> listener;

    /** Runs commands by {@code runner}; {@code listener} gets each as a person would type it. */
    public ToldRunner(CommandRunner runner, Consumer<String> listener) {
        this.runner = runner;
        this.listener = listener;
    }

    @Override
    public CommandResult run(Command command, Consumer<String> lines) throws InterruptedException {
        listener.accept("runs " + command);
        return runner.run(command, lines);
    }
}
