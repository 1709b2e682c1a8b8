package org.corelink.host.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corelink.host.check.HostFacts.Networking;
import org.corelink.host.exec.CommandResult;
import org.jspecify.annotations.Nullable;

/** Whether ports are free, a firewall lets the LAN in, and there is a LAN at all. Pure. */
final class NetworkFindings {
    private static final String FIREWALL = "Firewall";

    /** The main classes of CoreLink, as command lines show them. */
    private static final String OURSELVES = "org.corelink.";

    private NetworkFindings() {}

    static List<Finding> of(Networking network, Wanted wanted) {
        List<Finding> findings = new ArrayList<>();
        if (wanted.port() > 0) {
            findings.add(port("TCP " + wanted.port(), network.httpsOwner(), "--port N"));
        }
        findings.add(port("UDP " + (wanted.gossipPort() + 1), network.gossipOwner(), "--gossip-port N"));
        findings.add(lan(network));
        findings.add(firewall(network, wanted));
        return findings;
    }

    private static Finding port(String port, @Nullable String owner, String option) {
        String subject = "Port " + port;
        if (owner == null) {
            return Finding.ok(subject, "free");
        }
        return owner.contains(OURSELVES)
                ? Finding.ok(subject, "CoreLink itself has it")
                : Finding.fail(subject, "It belongs to " + owner + ".", "Stop that, or choose another: " + option);
    }

    private static Finding lan(Networking network) {
        return network.lans().isEmpty()
                ? Finding.warn(
                        "Multicast",
                        "No interface is up that has a private IPv4 address and can multicast.",
                        "Other machines are seen once there is one; or name one by --interface.")
                : Finding.ok(
                        "Multicast",
                        network.lans().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(lan -> lan.getKey() + " " + lan.getValue().getFirst())
                                .collect(Collectors.joining(", ")));
    }

    private static Finding firewall(Networking network, Wanted wanted) {
        if (network.ufw().isSuccess() && Firewall.isUfwActive(network.ufw().text())) {
            return Firewall.ufwLetsIn(network.ufw().text(), wanted)
                    ? Finding.ok(FIREWALL, "ufw lets CoreLink in")
                    : closed("ufw", network, wanted);
        }
        if (isRefused(network.ufw()) || isRefused(network.nft())) {
            return Finding.warn(
                    FIREWALL, "Its rules can only be read by root.", "To have them checked: sudo corelink --check");
        }
        if (network.nft().isSuccess()
                && Firewall.isNftClosed(network.nft().text())
                && !Firewall.nftLetsIn(network.nft().text(), wanted)) {
            return closed("nftables", network, wanted);
        }
        return Finding.ok(FIREWALL, "none that keeps the LAN out");
    }

    private static boolean isRefused(CommandResult asked) {
        return asked instanceof CommandResult.Ended && !asked.isSuccess();
    }

    private static Finding closed(String which, Networking network, Wanted wanted) {
        String ports = "TCP " + wanted.port() + " and UDP " + wanted.gossipPort() + " to " + (wanted.gossipPort() + 1);
        List<List<String>> rules = network.lans().values().stream()
                .flatMap(List::stream)
                .distinct()
                .flatMap(lan -> Stream.of(
                        rule(lan.toString(), Integer.toString(wanted.port()), "tcp"),
                        rule(lan.toString(), wanted.gossipPort() + ":" + (wanted.gossipPort() + 1), "udp")))
                .toList();
        if (!which.equals("ufw") || rules.isEmpty()) {
            return Finding.warn(
                    FIREWALL, which + " keeps the LAN out.", "Let " + ports + " in from the LAN, with its own tool.");
        }
        String typed =
                rules.stream().map(rule -> "sudo " + String.join(" ", rule)).collect(Collectors.joining("; "));
        return Finding.warn(FIREWALL, which + " keeps the LAN out.", "Let " + ports + " in: " + typed)
                .mendedBy(rules);
    }

    private static List<String> rule(String lan, String ports, String protocol) {
        return List.of("ufw", "allow", "proto", protocol, "from", lan, "to", "any", "port", ports);
    }
}
