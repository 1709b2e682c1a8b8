package org.corelink.host.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corelink.cluster.query.RowSelection;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Mode;
import org.corelink.host.check.Wanted;
import org.corelink.host.container.ImageBuild;
import org.corelink.host.join.Endpoint;
import org.corelink.server.LeastTls;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The command line as picocli fills it in. */
@Command(
        name = "corelink",
        sortOptions = false,
        usageHelpWidth = 110,
        description = "The console that every machine of a GPU cluster carries itself.%n",
        versionProvider = VersionLine.class,
        footer = {
            "",
            "Examples:",
            "  ${COMMAND-NAME} --check                             whether this machine has what the container needs",
            "  ${COMMAND-NAME} --start                             the console in Docker, on https://<this machine>/",
            "  ${COMMAND-NAME} --start --no-gpu --port 8443        the same without GPUs, on another port",
            "  ${COMMAND-NAME} --serve --port 8443                 the console without Docker, until Ctrl-C",
            "  sudo ${COMMAND-NAME} --serve                        on port 443, for every account of this machine",
            "  ${COMMAND-NAME} --serve --port 8443 --simulate 20   with 20 simulated machines beside this one",
            "  ${COMMAND-NAME} --top                               the cluster live in the terminal",
            "  ${COMMAND-NAME} --nodes --search 'memfree>20GiB'    the GPUs that have so much memory left",
            "  ${COMMAND-NAME} --get-ca                            how to make browsers trust the console",
            "  ${COMMAND-NAME} --seal                              makes this machine the first of a sealed cluster",
            "  ${COMMAND-NAME} --invite                            lets one more machine into it",
            "  ${COMMAND-NAME} --rotate-keys                       gives all its machines another key",
            "  source <(${COMMAND-NAME} --completion)              completes options in this shell",
            "",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 a prerequisite is missing, 4 not running"
        })
final class CommandLineOptions {
    /** Exactly one of the things that CoreLink can do; {@link Task} says which. */
    static final class Action {
        @Option(
                names = "--check",
                required = true,
                description = "Checks whether this machine has what the container needs; changes nothing.")
        boolean check;

        @Option(names = "--build", required = true, description = "Builds the container's image.")
        boolean build;

        @Option(
                names = "--start",
                required = true,
                description = "Starts the console in a container, which starts again with the machine.")
        boolean start;

        @Option(names = "--stop", required = true, description = "Ends the container; the cluster is told goodbye.")
        boolean stop;

        @Option(
                names = "--restart",
                required = true,
                description = "Ends the container and starts it again; done when the console answers.")
        boolean restart;

        @Option(names = "--status", required = true, description = "Tells whether the container runs.")
        boolean status;

        @Option(names = "--logs", required = true, description = "Prints the container's log.")
        boolean logs;

        @Option(
                names = "--logs-follow",
                required = true,
                description = "Prints the end of the log and what is added, until Ctrl-C.")
        boolean logsFollow;

        @Option(
                names = "--serve",
                required = true,
                description = "Runs the console on this machine in the foreground until Ctrl-C.")
        boolean serve;

        @Option(
                names = "--nodes",
                required = true,
                description = "Prints the cluster as a table, as this machine's console sees it.")
        boolean nodes;

        @Option(names = "--top", required = true, description = "Shows the cluster live in the terminal, until q.")
        boolean top;

        @Option(
                names = "--get-ca",
                required = true,
                description = "Tells where the CA's certificate is, its fingerprint, and how to install it.")
        boolean getCa;

        @Option(names = "--regen-cert", required = true, description = "Makes a new key and certificate for this node.")
        boolean regenCert;

        @Option(
                names = "--seal",
                required = true,
                description =
                        "Makes the keys of a sealed cluster, or sets which formats this machine speaks: --gossip.")
        boolean seal;

        @Option(
                names = "--invite",
                required = true,
                description =
                        "Lets one more machine into the sealed cluster: prints the line to paste there, and waits.")
        boolean invite;

        @Option(
                names = "--join",
                required = true,
                paramLabel = "HOST[:PORT]",
                description = "Joins the cluster of the machine that invites; reads the token from its input.")
        @Nullable
        String join;

        @Option(
                names = "--evict",
                required = true,
                paramLabel = "NODE",
                description = "Takes a machine out of the sealed cluster: makes new keys, which it does not get.")
        @Nullable
        String evict;

        @Option(
                names = "--rotate-keys",
                required = true,
                description = "Gives all machines of the sealed cluster another key, with nobody out of sight.")
        boolean rotateKeys;

        @Option(
                names = "--agent",
                required = true,
                description = "Keeps certificate and keys of a console in the container up to date, until Ctrl-C.")
        boolean agent;

        @Option(names = "--completion", required = true, description = "Prints a completion script for bash and zsh.")
        boolean completion;

        @Option(names = "--man", required = true, description = "Prints the manual page: --man | man -l -")
        boolean man;
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    Action action = new Action();

    @Option(names = "--fix", description = "With --check: offers to run what mends it, and asks first.")
    boolean fix;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "443",
            description = "HTTPS port (default: ${DEFAULT-VALUE}); 0 = any free one, with --serve.")
    int port;

    @Option(names = "--no-gpu", description = "For a machine without GPUs: none are looked for.")
    boolean noGpu;

    @Option(names = "--any-os", description = "Takes another system than Ubuntu 20.04 to 26.04.")
    boolean anyOs;

    @Option(
            names = "--base-image",
            paramLabel = "NAME",
            defaultValue = ImageBuild.DEFAULT_BASE,
            description = "Image that the container's is built on (default: ${DEFAULT-VALUE}).")
    String baseImage = ImageBuild.DEFAULT_BASE;

    @Option(
            names = "--gossip-port",
            paramLabel = "N",
            defaultValue = "" + GossipConfig.DEFAULT_PORT,
            description = "UDP port of the cluster (default: ${DEFAULT-VALUE}); the next one is used too.")
    int gossipPort;

    @Option(
            names = "--interface",
            paramLabel = "NAME",
            description = "Network interface for the cluster; may be repeated (default: all on private networks).")
    List<String> interfaces = new ArrayList<>();

    @Option(
            names = "--gossip",
            paramLabel = "MODE",
            description = "open, sealed, or mixed: both (default: what --seal or --join has set; else open).")
    @Nullable
    String gossip;

    @Option(
            names = "--gossip-keys",
            paramLabel = "FILE",
            description = "The cluster's keys, for sealed and mixed (default: those of --seal or --join).")
    @Nullable
    Path gossipKeys;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long an invitation is good: 30s, 10m, 2h (default: ${DEFAULT-VALUE}).")
    String ttl = "10m";

    @Option(
            names = "--invite-port",
            paramLabel = "N",
            defaultValue = "" + Endpoint.DEFAULT_PORT,
            description = "TCP port of an invitation (default: ${DEFAULT-VALUE}).")
    int invitePort;

    @Option(
            names = "--ca-port",
            paramLabel = "N",
            defaultValue = "" + Endpoint.CA_PORT,
            description = "TCP port where the CA answers machines that have joined (default: ${DEFAULT-VALUE}).")
    int caPort;

    @Option(
            names = "--ca-server",
            paramLabel = "HOST[:PORT]",
            description = "With --join, --regen-cert: where the CA answers from then on (default: where it invited).")
    @Nullable
    String caServer;

    @Option(
            names = "--ca-hash",
            paramLabel = "HASH",
            description = "With --join: the hash of the CA's public key, as --invite has printed it.")
    @Nullable
    String caHash;

    @Option(
            names = "--tls-min",
            paramLabel = "VERSION",
            description = "With --serve, --start: oldest version of TLS that is spoken, 1.2 or 1.3 (default:"
                    + " ${DEFAULT-VALUE}).",
            defaultValue = "1.3")
    String leastTls = "";

    @Option(
            names = "--search",
            paramLabel = "SEARCH",
            description = "With --nodes, --top: only the rows that it finds, such as 'util>80 model:a6000'.")
    String search = "";

    @Option(
            names = "--sort",
            paramLabel = "COLUMNS",
            description = "With --nodes, --top: by these columns, such as -util,node; - puts the highest first.")
    String sort = "";

    @Option(
            names = "--columns",
            paramLabel = "COLUMNS",
            description = "With --nodes, --top: these columns, such as util,mem,nic.")
    String columns = "";

    @Option(
            names = "--simulate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Adds N simulated machines with 8 GPUs each, 0 to 254 (default: ${DEFAULT-VALUE}).")
    int simulate;

    @Option(
            names = "--pam-service",
            paramLabel = "NAME",
            description = "PAM service that checks sign-ins (default: corelink).")
    @Nullable
    String pamService;

    @Option(
            names = "--idle-limit",
            paramLabel = "MINUTES",
            defaultValue = "0",
            description = "Ends sessions that nobody uses for that long, 1 to 480; 0 for none (default:"
                    + " ${DEFAULT-VALUE}).")
    int idleLimit;

    @Option(
            names = "--ntp-server",
            paramLabel = "HOST",
            description = "NTP server to compare the clock with (default: what keeps this machine's time).")
    @Nullable
    String ntpServer;

    @Option(
            names = "--hostname",
            paramLabel = "NAME",
            description = "Name of this node in the cluster (default: the machine's).")
    @Nullable
    String hostName;

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "Domain under which this machine is reached too, for its certificate.")
    @Nullable
    String domain;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for the CA, certificates and state (default: ~/.corelink).")
    @Nullable
    Path data;

    @Option(names = "--json", description = "Prints the result for programs.")
    boolean json;

    @Option(names = "--verbose", description = "Logs details; tells every external command that is run.")
    boolean verbose;

    @Option(names = "--version", versionHelp = true, description = "Prints the version.")
    boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Prints this help.")
    boolean help;

    /** What was asked for. */
    static Task task(ParseResult given) {
        for (Task task : Task.values()) {
            if (given.hasMatchedOption(task.option())) {
                return task;
            }
        }
        throw new IllegalStateException("picocli lets nothing pass that names no action");
    }

    NodeOptions nodeOptions() {
        return new NodeOptions(data, hostName, domain);
    }

    Wanted wanted() {
        return new Wanted(port, gossipPort, !noGpu, anyOs);
    }

    ServeOptions serveOptions() {
        return new ServeOptions(
                nodeOptions(),
                port,
                gossipPort,
                interfaces,
                mode(),
                gossipKeys,
                LeastTls.named(leastTls).orElseThrow(),
                simulate,
                caPort,
                pamService,
                idleLimit,
                ntpServer,
                verbose);
    }

    /** Which rows and columns are wanted, in what order, and what of that makes no sense. */
    RowSelection.Reading selection() {
        Map<String, String> parameters =
                Map.of(RowSelection.QUERY, search, RowSelection.SORT, sort, RowSelection.COLUMNS, columns);
        return RowSelection.read(name -> Optional.ofNullable(parameters.get(name)));
    }

    /** What of the cluster is wanted. */
    ShowCluster.Wanted view(ParseResult given) {
        return new ShowCluster.Wanted(
                nodeOptions(),
                given.hasMatchedOption("--port") ? (Integer) port : null,
                selection().selection());
    }

    /** The mode that was named; null if none was. */
    @Nullable
    Mode mode() {
        return gossip == null ? null : Mode.named(gossip).orElseThrow();
    }

    /** Where the CA answers; null if that was not said. */
    @Nullable
    Endpoint caServer() {
        return caServer == null
                ? null
                : Endpoint.parse(caServer, Endpoint.CA_PORT).orElseThrow();
    }

    StartOptions startOptions() {
        return new StartOptions(
                nodeOptions(),
                wanted(),
                interfaces,
                mode(),
                LeastTls.named(leastTls).orElseThrow(),
                pamService,
                idleLimit,
                ntpServer,
                baseImage);
    }
}
