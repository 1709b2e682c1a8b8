package org.corelink.host;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.corelink.host.cli.CommandLineInterface;
import org.corelink.host.cli.LocalMachine;
import org.corelink.host.cli.StreamTerminal;
import org.corelink.host.cli.TomcatConsoleServer;

/** The entry point of {@code corelink}: arguments to an action to an exit code. */
public final class Main {
    private Main() {}

    /** Ends the process with the exit code of what was asked for. */
    public static void main(String[] arguments) {
        StreamTerminal terminal = new StreamTerminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        CommandLineInterface cli = new CommandLineInterface(terminal, new LocalMachine(), TomcatConsoleServer::start);
        System.exit(cli.run(arguments).number());
    }
}
