package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** That the networks of tests leave nothing behind, also those of a run that crashed. */
class TestNetworkIT {
    private static final int KILLED = 128 + 9;

    @Test
    void networkOfACrashedRunIsRemovedWithWhatStillRunsInIt() throws Exception {
        Process crashed = new ProcessBuilder("true").start();
        crashed.waitFor();
        String namespace = "clt-" + crashed.pid() + "-left";
        Shell.run("ip", "netns", "add", namespace);
        Process server = new ProcessBuilder("ip", "netns", "exec", namespace, "sleep", "600").start();
        while (Shell.run("ip", "netns", "pids", namespace).isBlank()) {
            assertThat(server.isAlive()).isTrue();
        }
        TestNetwork.removeLeftovers();
        assertThat(Shell.run("ip", "netns", "list")).doesNotContain(namespace);
        assertThat(server.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(KILLED);
    }

    @Test
    void closedNetworkLeavesNeitherNamespacesNorInterfaces() throws Exception {
        TestNetwork.Host host;
        try (TestNetwork network = TestNetwork.create()) {
            host = network.addHost("gone");
            host.plugIn();
            assertThat(NetworkInterface.getByInetAddress(InetAddress.getByName(network.address())))
                    .isNotNull();
            assertThat(host.run("ip", "route", "get", network.address())).contains("dev " + TestNetwork.NIC);
        }
        assertThat(Shell.run("ip", "netns", "list")).doesNotContain(host.namespace());
        assertThat(Shell.run("ip", "link"))
                .doesNotContain("vethclt" + ProcessHandle.current().pid());
    }
}
