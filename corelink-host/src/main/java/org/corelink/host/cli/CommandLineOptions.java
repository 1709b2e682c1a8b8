package org.corelink.host.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.GossipConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
            "  ./corelink --serve --port 8443                 the console on https://<this machine>:8443/",
            "  sudo ./corelink --serve                        on port 443, for every account of this machine",
            "  ./corelink --serve --port 8443 --simulate 20   with 20 simulated machines beside this one",
            "  ./corelink --get-ca                            how to make browsers trust the console",
            "",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 a prerequisite is missing, 4 not running"
        })
final class CommandLineOptions {
    /** Exactly one of the things that CoreLink can do. */
    static final class Action {
        @Option(
                names = "--serve",
                required = true,
                description = "Runs the console on this machine in the foreground until Ctrl-C.")
        boolean serve;

        @Option(
                names = "--get-ca",
                required = true,
                description = "Tells where the CA's certificate is, its fingerprint, and how to install it.")
        boolean getCa;

        @Option(names = "--regen-cert", required = true, description = "Makes a new key and certificate for this node.")
        boolean regenCert;
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    Action action = new Action();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "443",
            description = "HTTPS port (default: ${DEFAULT-VALUE}); 0 = any free one.")
    int port;

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

    @Option(names = "--verbose", description = "Logs details.")
    boolean verbose;

    @Option(names = "--version", versionHelp = true, description = "Prints the version.")
    boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Prints this help.")
    boolean help;

    NodeOptions nodeOptions() {
        return new NodeOptions(data, hostName, domain);
    }

    ServeOptions serveOptions() {
        return new ServeOptions(nodeOptions(), port, gossipPort, interfaces, simulate, pamService, ntpServer, verbose);
    }
}
