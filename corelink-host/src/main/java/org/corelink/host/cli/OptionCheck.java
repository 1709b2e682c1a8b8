package org.corelink.host.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.corelink.gossip.NodeId;
import org.corelink.host.ca.HostNames;
import org.corelink.node.clock.NtpServer;
import picocli.CommandLine.ParseResult;

/** Says what is wrong with values that picocli could read. Pure. */
final class OptionCheck {
    private static final List<String> SERVE_ONLY =
            List.of("--port", "--gossip-port", "--interface", "--simulate", "--pam-service", "--ntp-server");
    private static final int MAX_PORT = 65_535;
    private static final int MAX_SIMULATED = 254;

    private OptionCheck() {}

    /** The first fault, in words; empty if all is well. */
    static Optional<String> fault(CommandLineOptions options, ParseResult given) {
        return Stream.concat(values(options), combinations(options, given)).findFirst();
    }

    private static Stream<String> values(CommandLineOptions options) {
        return Stream.of(
                        unless(options.port >= 0 && options.port <= MAX_PORT, "--port must be 0 to 65535"),
                        unless(
                                options.gossipPort > 0 && options.gossipPort < MAX_PORT,
                                "--gossip-port must be 1 to 65534"),
                        unless(
                                options.simulate >= 0 && options.simulate <= MAX_SIMULATED,
                                "--simulate must be 0 to 254"),
                        unless(
                                options.pamService == null || options.pamService.matches("[A-Za-z0-9_-]{1,64}"),
                                "--pam-service must be the name of a file in /etc/pam.d"),
                        unless(
                                options.ntpServer == null || isNtpServer(options.ntpServer),
                                "--ntp-server must be a name or address, perhaps with :port"),
                        unless(
                                options.hostName == null || NodeId.isValid(options.hostName),
                                "--hostname must be 1 to 64 printable characters"),
                        unless(
                                options.domain == null || HostNames.isDnsName(options.domain),
                                "--domain must be a DNS name such as gpu.example.com"))
                .flatMap(Optional::stream);
    }

    private static Stream<String> combinations(CommandLineOptions options, ParseResult given) {
        return SERVE_ONLY.stream()
                .filter(name -> !options.action.serve && given.hasMatchedOption(name))
                .map(name -> name + " makes sense with --serve only");
    }

    private static boolean isNtpServer(String text) {
        try {
            NtpServer.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> unless(boolean fine, String fault) {
        return fine ? Optional.empty() : Optional.of(fault);
    }
}
