package org.corelink.host.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the rules of a host's firewall as {@code ufw status} and {@code nft list ruleset} print them. Pure.
 *
 * <p>It finds what commonly keeps CoreLink apart, and does not follow every jump of a ruleset.
 */
final class Firewall {
    private static final Pattern UFW_RULE =
            Pattern.compile("^(\\S+)(?: \\(v6\\))?\\s{2,}(?:ALLOW|LIMIT)(?: IN)?\\s{2,}.*$", Pattern.MULTILINE);
    private static final Pattern NFT_INPUT = Pattern.compile(
            "hook input [^}]*?(?:policy drop|^\\s*(?:counter [^\\n]*)?(?:drop|reject)\\b)", Pattern.MULTILINE);
    private static final Pattern NFT_PORTS =
            Pattern.compile("\\b(tcp|udp) dport (?:\\{([^}]*)\\}|(\\S+))[^\\n]*\\baccept\\b");
    private static final Pattern NFT_WHOLE_LAN =
            Pattern.compile("^\\s*ip saddr \\S+ (?:counter [^\\n]*)?accept\\b", Pattern.MULTILINE);

    private Firewall() {}

    static boolean isUfwActive(String status) {
        return status.lines().anyMatch("Status: active"::equals);
    }

    /** Whether some sender may reach the console and the cluster's ports. */
    static boolean ufwLetsIn(String status, Wanted wanted) {
        List<String> targets =
                UFW_RULE.matcher(status).results().map(rule -> rule.group(1)).toList();
        return ufwAllows(targets, wanted.port(), "tcp")
                && ufwAllows(targets, wanted.gossipPort(), "udp")
                && ufwAllows(targets, wanted.gossipPort() + 1, "udp");
    }

    private static boolean ufwAllows(List<String> targets, int port, String protocol) {
        return targets.stream().anyMatch(target -> {
            String[] parts = target.split("/", 2);
            boolean fits = parts.length == 1 || parts[1].equals(protocol);
            return target.equals("Anywhere") || (fits && covers(parts[0], ":", port));
        });
    }

    /** Whether something drops what comes in and is not accepted. */
    static boolean isNftClosed(String ruleset) {
        return NFT_INPUT.matcher(ruleset).find();
    }

    static boolean nftLetsIn(String ruleset, Wanted wanted) {
        return NFT_WHOLE_LAN.matcher(ruleset).find()
                || (nftAllows(ruleset, wanted.port(), "tcp")
                        && nftAllows(ruleset, wanted.gossipPort(), "udp")
                        && nftAllows(ruleset, wanted.gossipPort() + 1, "udp"));
    }

    private static boolean nftAllows(String ruleset, int port, String protocol) {
        return NFT_PORTS
                .matcher(ruleset)
                .results()
                .filter(rule -> rule.group(1).equals(protocol))
                .anyMatch(rule -> covers(rule.group(2) != null ? rule.group(2) : rule.group(3), "-", port));
    }

    /** Whether {@code "22, 443, 47100-47101"} has {@code port} in it; names of services are not looked up. */
    private static boolean covers(String ports, String dash, int port) {
        Matcher ranges = Pattern.compile("(\\d+)(?:" + dash + "(\\d+))?").matcher(ports);
        return ranges.results().anyMatch(range -> {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            return port >= first && port <= last;
        });
    }
}
