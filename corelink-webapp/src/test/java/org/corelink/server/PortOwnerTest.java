package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortOwnerTest {
    private static final long SELF = ProcessHandle.current().pid();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::1"})
    void listenerIsFoundWithPidAndCommand(String address) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(address))) {
            Optional<PortOwner> owner = PortOwner.ofTcp(socket.getLocalPort());
            assertThat(owner).map(PortOwner::pid).contains(SELF);
            assertThat(owner).map(PortOwner::command).get().asString().contains("java");
            assertThat(owner.orElseThrow().describe()).startsWith("process " + SELF + " (");
        }
    }

    @Test
    void clientPortIsNoListener() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            assertThat(PortOwner.ofTcp(client.getLocalPort())).isEmpty();
        }
    }

    @Test
    void datagramSocketIsFound() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(PortOwner.ofUdp(socket.getLocalPort()))
                    .map(PortOwner::pid)
                    .contains(SELF);
            assertThat(PortOwner.ofTcp(socket.getLocalPort())).isEmpty();
        }
    }

    @Test
    void freePortHasNoOwner() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(PortOwner.ofTcp(port)).isEmpty();
    }

    @Test
    void ownerThatIsNotOursToSeeIsToldByItsUser() {
        assertThat(new PortOwner(null, "", 33).describe()).isEqualTo("a process of user 33 (root can see which)");
    }

    @Test
    void rowsOfTheKernelsTableAreReadAndOthersPassedOver() {
        String text = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:01BB 00000000:0000 0A 00000000:00000000 00:00000000 00000000    33        0 4242 1 ffff 100 0
             123: 00000000000000000000000001000000:B7FC 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 99 2 ffff 0
              garbage
            """;
        assertThat(SocketTable.parse(text))
                .isEqualTo(List.of(new SocketTable.Row(443, 10, 33, 4242), new SocketTable.Row(47_100, 7, 0, 99)));
    }
}
