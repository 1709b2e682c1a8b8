package org.corelink.host.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.corelink.host.ca.StoreException;
import org.corelink.host.container.Docker;
import org.corelink.host.container.DockerException;
import org.corelink.host.exec.CommandRunner;
import org.corelink.host.exec.ToldRunner;
import org.corelink.host.join.CaHash;
import org.corelink.host.join.Endpoint;
import org.corelink.host.join.JoinException;
import org.corelink.host.view.ConsoleException;
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
    private final CommandRunner runner;

    /**
     * Talks to {@code terminal}.
     *
     * @param starter is asked for the console by {@code --serve}
     * @param runner runs external programs
     */
    public CommandLineInterface(
            Terminal terminal, Machine machine, ConsoleServer.Starter starter, CommandRunner runner) {
        this.terminal = terminal;
        this.machine = machine;
        this.starter = starter;
        this.runner = runner;
    }

    /** Does what {@code arguments} ask for; blocks until it is done. */
    public ExitCode run(String... arguments) {
        if (List.of(arguments).equals(List.of("--version"))) {
            // Scripts ask for it often: at once, before all options are read.
            return printed(VersionLine.TEXT);
        }
        CommandLineOptions options = new CommandLineOptions();
        CommandLine picocli = new CommandLine(options).setCommandName(machine.command());
        try {
            ParseResult given = picocli.parseArgs(arguments);
            if (options.help) {
                return printed(picocli.getUsageMessage());
            }
            if (options.version) {
                return printed(VersionLine.TEXT);
            }
            Optional<String> fault = OptionCheck.fault(options, given);
            return fault.isPresent() ? misused(fault.get()) : act(CommandLineOptions.task(given), options, picocli);
        } catch (UnmatchedArgumentException e) {
            List<String> similar = e.getSuggestions();
            return misused(
                    e.getMessage() + (similar.isEmpty() ? "" : ". Did you mean " + String.join(" or ", similar) + "?"));
        } catch (MissingParameterException e) {
            return misused("Say what to do, for example --check, --start, --serve or --get-ca, with values for options"
                    + " that need one. " + e.getMessage());
        } catch (ParameterException e) {
            return misused(e.getMessage());
        }
    }

    private ExitCode act(Task task, CommandLineOptions options, CommandLine picocli) {
        try {
            return perform(task, options, picocli);
        } catch (StoreException | StartException | DockerException e) {
            terminal.complain(e.getMessage());
            return ExitCode.FAILED;
        } catch (JoinException e) {
            terminal.complain(e.getMessage());
            return e.isNobodyThere() ? ExitCode.NOT_RUNNING : ExitCode.FAILED;
        } catch (ConsoleException e) {
            terminal.complain(e.getMessage());
            return e.why() == ConsoleException.Cause.NOBODY ? ExitCode.NOT_RUNNING : ExitCode.FAILED;
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

    private ExitCode perform(Task task, CommandLineOptions options, CommandLine picocli)
            throws IOException, StoreException, StartException, DockerException, JoinException, ConsoleException,
                    InterruptedException {
        CommandRunner told = options.verbose ? new ToldRunner(runner, terminal::complain) : runner;
        Docker docker = new Docker(told);
        return switch (task) {
            case SERVE -> serve(options.serveOptions());
            case CHECK -> new Check(terminal, machine, told).run(options.wanted(), options.fix, options.json);
            case BUILD -> new BuildImage(terminal, machine, docker).run(options.baseImage);
            case START -> new StartContainer(terminal, machine, told).run(options.startOptions());
            case STOP -> new ContainerLife(terminal, machine, docker).stop();
            case RESTART -> new ContainerLife(terminal, machine, docker).restart(options.nodeOptions());
            case STATUS -> new ContainerLife(terminal, machine, docker).status(options.json);
            case LOGS -> new ContainerLife(terminal, machine, docker).logs(false);
            case LOGS_FOLLOW -> new ContainerLife(terminal, machine, docker).logs(true);
            case NODES ->
                new ShowCluster(terminal, machine, docker).once(options.view(picocli.getParseResult()), options.json);
            case TOP -> new ShowCluster(terminal, machine, docker).live(options.view(picocli.getParseResult()));
            case GET_CA -> new ShowCa(terminal, machine).run(options.nodeOptions(), options.json);
            case REGEN_CERT -> new RenewCertificate(terminal, machine).run(options.nodeOptions(), options.caServer());
            case SEAL -> new Seal(terminal, machine).run(options.nodeOptions(), options.mode());
            case INVITE ->
                new Invite(terminal, machine)
                        .run(
                                options.nodeOptions(),
                                options.invitePort,
                                Ttl.parse(options.ttl).orElseThrow());
            case JOIN -> join(options);
            case EVICT ->
                new Evict(terminal, machine).run(options.nodeOptions(), Objects.requireNonNull(options.action.evict));
            case ROTATE_KEYS ->
                new RotateKeys(terminal, machine, Thread::sleep).run(options.nodeOptions(), options.caPort);
            case AGENT -> agent(options);
            case COMPLETION -> printed(Completion.script(picocli));
            case MAN -> printed(ManPage.of(picocli.getCommandSpec()));
        };
    }

    private ExitCode join(CommandLineOptions options) throws IOException, StoreException, JoinException {
        Endpoint where =
                Endpoint.parse(Objects.requireNonNull(options.action.join)).orElseThrow();
        CaHash caHash = CaHash.parse(Objects.requireNonNull(options.caHash)).orElseThrow();
        Endpoint caServer = options.caServer();
        return new Join(terminal, machine)
                .run(
                        options.nodeOptions(),
                        where,
                        caHash,
                        caServer != null ? caServer : new Endpoint(where.host(), Endpoint.CA_PORT));
    }

    private ExitCode agent(CommandLineOptions options)
            throws IOException, StoreException, JoinException, InterruptedException {
        ServerLog.configure(options.verbose);
        return new RunAgent(terminal, machine).run(options.nodeOptions(), options.caPort);
    }

    private ExitCode serve(ServeOptions options)
            throws IOException, StoreException, StartException, InterruptedException {
        if (machine.application().isEmpty()) {
            terminal.complain("The console's files (war/ beside lib/) are missing. Start it by " + machine.command());
            return ExitCode.FAILED;
        }
        ServerLog.configure(options.verbose());
        return new Serve(
                        terminal,
                        machine,
                        starter,
                        ApplicationImage.webapp(machine.application().get()))
                .run(options);
    }

    private ExitCode printed(String text) {
        text.stripTrailing().lines().forEach(terminal::print);
        return ExitCode.DONE;
    }

    private ExitCode misused(String fault) {
        terminal.complain(fault.strip().replaceFirst("^Error: ", ""));
        terminal.complain("All options and examples: " + machine.command() + " --help");
        return ExitCode.USAGE;
    }
}
