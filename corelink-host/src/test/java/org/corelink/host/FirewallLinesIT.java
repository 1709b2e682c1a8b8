package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.corelink.host.release.DocumentedCommands;
import org.corelink.host.release.Shell;
import org.junit.jupiter.api.Test;

/** The lines for a host's firewall let in what they are said to; in a network namespace, which has a firewall of its own. */
class FirewallLinesIT {
    @Test
    void linesLetInTheConsoleGossipAndJoining() throws Exception {
        List<String> lines = DocumentedCommands.under("## Ports");
        assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("sudo iptables "));
        assertThat(rulesAfter(List.of())).isEqualTo("-P INPUT ACCEPT\n0");
        assertThat(rulesAfter(lines))
                .contains(
                        "-A INPUT -s 192.168.1.0/24 -p tcp -m tcp --dport 8443 -j ACCEPT",
                        "-A INPUT -s 192.168.1.0/24 -p udp -m udp --dport 47100:47101 -j ACCEPT",
                        "-A INPUT -s 192.168.1.0/24 -p tcp -m tcp --dport 47102:47103 -j ACCEPT");
    }

    private static String rulesAfter(List<String> lines) throws Exception {
        String script = "set -e; sudo() { \"$@\"; }\n" + String.join("\n", lines) + "\niptables -S INPUT";
        String output = Shell.run("unshare", "--net", "bash", "-c", script);
        assertThat(output).endsWith("\n0");
        return output;
    }
}
