package org.corelink.host.cli;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.host.ca.HostNames;
import org.corelink.host.join.CaHash;
import org.corelink.host.join.Endpoint;
import org.corelink.node.clock.NtpServer;
import org.corelink.server.LeastTls;
import picocli.CommandLine.ParseResult;

/** Says what is wrong with values that picocli could read. Pure. */
final class OptionCheck {
    /** With which tasks an option makes sense; the others make sense with all. */
    private static final Map<String, Set<Task>> SENSE = sense();

    private static final int MAX_PORT = 65_535;
    private static final int MAX_SIMULATED = 254;
    private static final int LONGEST_IDLE = 480;

    private OptionCheck() {}

    /** The first fault, in words; empty if all is well. */
    static Optional<String> fault(CommandLineOptions options, ParseResult given) {
        return Stream.of(values(options), selection(options), combinations(given))
                .flatMap(faults -> faults)
                .findFirst();
    }

    private static Stream<String> values(CommandLineOptions options) {
        return Stream.of(
                        unless(
                                options.port >= (options.action.serve ? 0 : 1) && options.port <= MAX_PORT,
                                "--port must be 1 to 65535, or 0 with --serve"),
                        unless(
                                options.gossipPort > 0 && options.gossipPort < MAX_PORT,
                                "--gossip-port must be 1 to 65534"),
                        unless(
                                options.gossip == null
                                        || Mode.named(options.gossip).isPresent(),
                                "--gossip must be open, sealed or mixed"),
                        unless(
                                options.gossipKeys == null
                                        || (options.gossip != null && !options.gossip.equals(Mode.OPEN.word())),
                                "--gossip-keys makes sense with --gossip sealed or mixed only"),
                        unless(Ttl.parse(options.ttl).isPresent(), "--ttl must be 1s to 24h, such as 10m"),
                        unless(
                                options.invitePort > 0 && options.invitePort <= MAX_PORT,
                                "--invite-port must be 1 to 65535"),
                        unless(options.caPort > 0 && options.caPort <= MAX_PORT, "--ca-port must be 1 to 65535"),
                        unless(
                                options.caServer == null
                                        || Endpoint.parse(options.caServer, Endpoint.CA_PORT)
                                                .isPresent(),
                                "--ca-server must be a name or address, perhaps with :port"),
                        unless(
                                options.action.join == null
                                        || Endpoint.parse(options.action.join).isPresent(),
                                "--join must be a name or address, perhaps with :port"),
                        unless(
                                options.action.join == null || options.caHash != null,
                                "--join needs --ca-hash, as --invite has printed it"),
                        unless(
                                options.caHash == null
                                        || CaHash.parse(options.caHash).isPresent(),
                                "--ca-hash must be sha256: and 64 hexadecimal digits"),
                        unless(
                                options.action.evict == null || NodeId.isValid(options.action.evict),
                                "--evict must be the name of a machine"),
                        unless(
                                options.simulate >= 0 && options.simulate <= MAX_SIMULATED,
                                "--simulate must be 0 to 254"),
                        unless(
                                options.pamService == null || options.pamService.matches("[A-Za-z0-9_-]{1,64}"),
                                "--pam-service must be the name of a file in /etc/pam.d"),
                        unless(LeastTls.named(options.leastTls).isPresent(), "--tls-min must be 1.2 or 1.3"),
                        unless(
                                options.idleLimit >= 0 && options.idleLimit <= LONGEST_IDLE,
                                "--idle-limit must be 0 to " + LONGEST_IDLE + " minutes"),
                        unless(
                                options.ntpServer == null || isNtpServer(options.ntpServer),
                                "--ntp-server must be a name or address, perhaps with :port"),
                        unless(
                                options.hostName == null || NodeId.isValid(options.hostName),
                                "--hostname must be 1 to 64 printable characters"),
                        unless(
                                options.domain == null || HostNames.isDnsName(options.domain),
                                "--domain must be a DNS name such as gpu.example.com"),
                        unless(
                                options.baseImage.matches("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,254}"),
                                "--base-image must be the name of an image"),
                        unless(
                                options.interfaces.stream().allMatch(name -> name.matches("[^,/\\s]{1,15}")),
                                "--interface must be the name of a network interface"))
                .flatMap(Optional::stream);
    }

    private static Stream<String> selection(CommandLineOptions options) {
        return options.selection().faults().stream().map(fault -> "What is to be shown makes no sense: " + fault);
    }

    private static Map<String, Set<Task>> sense() {
        Set<Task> running = EnumSet.of(Task.SERVE, Task.START);
        Set<Task> looking = EnumSet.of(Task.SERVE, Task.START, Task.CHECK);
        Set<Task> docker = EnumSet.of(Task.START, Task.CHECK);
        Map<String, Set<Task>> sense = new LinkedHashMap<>();
        sense.put("--fix", EnumSet.of(Task.CHECK));
        sense.put("--port", EnumSet.of(Task.SERVE, Task.START, Task.CHECK, Task.NODES, Task.TOP));
        sense.put("--gossip-port", looking);
        sense.put("--no-gpu", docker);
        sense.put("--any-os", docker);
        sense.put("--base-image", EnumSet.of(Task.BUILD, Task.START));
        sense.put("--interface", running);
        sense.put("--gossip", EnumSet.of(Task.SERVE, Task.START, Task.SEAL));
        sense.put("--ttl", EnumSet.of(Task.INVITE));
        sense.put("--invite-port", EnumSet.of(Task.INVITE));
        sense.put("--ca-hash", EnumSet.of(Task.JOIN));
        sense.put("--ca-port", EnumSet.of(Task.SERVE, Task.AGENT, Task.ROTATE_KEYS));
        sense.put("--ca-server", EnumSet.of(Task.JOIN, Task.REGEN_CERT));
        sense.put("--gossip-keys", EnumSet.of(Task.SERVE));
        sense.put("--simulate", EnumSet.of(Task.SERVE));
        sense.put("--tls-min", running);
        sense.put("--pam-service", running);
        sense.put("--idle-limit", running);
        sense.put("--ntp-server", running);
        sense.put("--json", EnumSet.of(Task.CHECK, Task.STATUS, Task.NODES, Task.GET_CA));
        Set<Task> viewing = EnumSet.of(Task.NODES, Task.TOP);
        sense.put("--search", viewing);
        sense.put("--sort", viewing);
        sense.put("--columns", viewing);
        return sense;
    }

    private static Stream<String> combinations(ParseResult given) {
        Task task = CommandLineOptions.task(given);
        return SENSE.entrySet().stream()
                .filter(entry -> given.hasMatchedOption(entry.getKey()))
                .filter(entry -> !entry.getValue().contains(task))
                .map(entry -> entry.getKey() + " makes sense with "
                        + entry.getValue().stream().map(Task::option).collect(Collectors.joining(", ")) + " only");
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
