package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the server ends, and how it refuses to begin. */
class ShutdownIT {
    private static final Path WAR = Path.of(System.getProperty("corelink.war.exploded"));

    @TempDir
    Path folder;

    private Map<String, String> environment(Map<String, String> more) throws Exception {
        return TestConsole.environment(folder, TestConsole.installFakeNvidiaSmi(folder), more);
    }

    @Test
    void sigtermEndsEverythingWithinFiveSeconds() throws Exception {
        ServerProcess server = ServerProcess.start(List.of(), WAR, environment(Map.of("CORELINK_SIMULATE", "2")));
        assertThat(server.terminate()).isLessThan(Duration.ofSeconds(5));
        assertThat(server.log()).doesNotContain("Exception");
    }

    @Test
    void sigtermIsNotDelayedByAHangingDriver() throws Exception {
        Map<String, String> environment = environment(Map.of());
        java.nio.file.Files.writeString(folder.resolve("fake/mode"), "hang");
        ServerProcess server = ServerProcess.start(List.of(), WAR, environment);
        assertThat(server.terminate()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void takenPortNamesItsOwnerAndExitsWithOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            ServerProcess server = ServerProcess.launch(List.of(), WAR, environment(Map.of("CORELINK_PORT", port)));
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.log())
                    .contains("Port " + port + " is taken by process "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void takenGossipPortNamesItsOwnerAndExitsWithOne() throws Exception {
        Map<String, String> environment = environment(Map.of());
        int unicast = Integer.parseInt(environment.get("CORELINK_GOSSIP_PORT")) + 1;
        try (var taken = new java.net.DatagramSocket(unicast, InetAddress.getByName("0.0.0.0"))) {
            ServerProcess server = ServerProcess.launch(List.of(), WAR, environment);
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.log())
                    .contains("UDP", ":" + taken.getLocalPort(), "it belongs to process " + ProcessHandle.current().pid())
                    .contains("--gossip-port")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void wrongSettingIsNamedAndExitsWithTwo() throws Exception {
        ServerProcess server = ServerProcess.launch(List.of(), WAR, environment(Map.of("CORELINK_PORT", "eighty")));
        assertThat(server.awaitExit()).isEqualTo(2);
        assertThat(server.log()).contains("CORELINK_PORT must be a whole number");
    }
}
