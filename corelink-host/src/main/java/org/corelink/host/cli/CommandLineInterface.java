package org.corelink.host.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.corelink.host.ca.StoreException;
import org.corelink.server.ServerLog;
import org.corelink.server.StartException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** From arguments to an action to an exit code. */
public final class CommandLineInterface {
    private final Terminal terminal;
    private final Machine machine;
    private final ConsoleServer.Starter starter;

    /** Talks to {@code terminal}; {@code starter} is asked for the console by {@code --serve}. */
    public CommandLineInterface(Terminal terminal, Machine machine, ConsoleServer.Starter starter) {
        this.terminal = terminal;
        this.machine = machine;
        this.starter = starter;
    }

    /** Does what {@code arguments} ask for; blocks until it is done. */
    public ExitCode run(String... arguments) {
        CommandLineOptions options = new CommandLineOptions();
        CommandLine picocli = new CommandLine(options);
        try {
            ParseResult given = picocli.parseArgs(arguments);
            if (options.help) {
                return printed(picocli.getUsageMessage());
            }
            if (options.version) {
                return printed(new VersionLine().getVersion()[0]);
            }
            Optional<String> fault = OptionCheck.fault(options, given);
            return fault.isPresent() ? misused(fault.get()) : act(options);
        } catch (UnmatchedArgumentException e) {
            List<String> similar = e.getSuggestions();
            return misused(
                    e.getMessage() + (similar.isEmpty() ? "" : ". Did you mean " + String.join(" or ", similar) + "?"));
        } catch (MissingParameterException e) {
            return misused("Say what to do: --serve, --get-ca or --regen-cert, with values for options that need one. "
                    + e.getMessage());
        } catch (ParameterException e) {
            return misused(e.getMessage());
        }
    }

    private ExitCode act(CommandLineOptions options) {
        try {
            return options.action.serve ? serve(options.serveOptions()) : certificates(options);
        } catch (StoreException | StartException e) {
            terminal.complain(e.getMessage());
            return ExitCode.FAILED;
        } catch (IOException e) {
            terminal.complain("Asking this machine about itself failed: " + e);
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            terminal.complain("This is a fault of CoreLink; please report it with these lines. " + trace);
            return ExitCode.FAILED;
        }
    }

    private ExitCode serve(ServeOptions options)
            throws IOException, StoreException, StartException, InterruptedException {
        Optional<Path> webapp = machine.webapp();
        if (webapp.isEmpty()) {
            terminal.complain("The console's files (war/ beside lib/) are missing. Start it by ./corelink");
            return ExitCode.FAILED;
        }
        ServerLog.configure(options.verbose());
        return new Serve(terminal, machine, starter, webapp.get()).run(options);
    }

    private ExitCode certificates(CommandLineOptions options) throws IOException, StoreException {
        return options.action.getCa
                ? new ShowCa(terminal, machine).run(options.nodeOptions())
                : new RenewCertificate(terminal, machine).run(options.nodeOptions());
    }

    private ExitCode printed(String text) {
        text.stripTrailing().lines().forEach(terminal::print);
        return ExitCode.DONE;
    }

    private ExitCode misused(String fault) {
        terminal.complain(fault.strip().replaceFirst("^Error: ", ""));
        terminal.complain("All options and examples: ./corelink --help");
        return ExitCode.USAGE;
    }
}
