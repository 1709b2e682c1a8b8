package org.corelink.host;

import java.io.BufferedReader;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.corelink.host.cli.CommandLineInterface;
import org.corelink.host.cli.LocalMachine;
import org.corelink.host.cli.StreamTerminal;
import org.corelink.host.cli.TomcatConsoleServer;
import org.corelink.host.exec.CommonsExecRunner;
import org.jspecify.annotations.Nullable;

/** The entry point of {@code corelink}: arguments to an action to an exit code. */
public final class Main {
    private Main() {}

    /** Ends the process with the exit code of what was asked for. */
    public static void main(String[] arguments) {
        StreamTerminal terminal = new StreamTerminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                person());
        CommandLineInterface cli = new CommandLineInterface(
                terminal, new LocalMachine(), TomcatConsoleServer::start, new CommonsExecRunner());
        System.exit(cli.run(arguments).number());
    }

    /** Who sits at the terminal; null if this is a script. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null again where there is no terminal (JDK-8351435).
    private static @Nullable BufferedReader person() {
        Console console = System.console();
        return console != null && console.isTerminal() ? new BufferedReader(console.reader()) : null;
    }
}
