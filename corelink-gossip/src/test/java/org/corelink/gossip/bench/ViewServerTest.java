package org.corelink.gossip.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real Unix sockets. */
class ViewServerTest {
    @TempDir
    private Path folder;

    @Test
    void everyLineIsAnsweredAndTheAnswerEndsWithADot() throws IOException {
        try (ViewServer server = ViewServer.open(path());
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
            server.start(request -> "to " + request + "\nmore\n");
            BufferedReader answers = new BufferedReader(Channels.newReader(client, UTF_8));

            send(client, "a b\r\nc\n");

            assertThat(answers.lines().limit(6)).containsExactly("to a b", "more", ".", "to c", "more", ".");
        }
    }

    @Test
    void severalClientsAreAnsweredAtOnce() throws IOException {
        try (ViewServer server = ViewServer.open(path());
                SocketChannel idle = SocketChannel.open(UnixDomainSocketAddress.of(path()));
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
            server.start(request -> request + "\n");

            send(idle, "half a requ");
            send(client, "whole\n");

            assertThat(new BufferedReader(Channels.newReader(client, UTF_8)).readLine())
                    .isEqualTo("whole");
        }
    }

    @Test
    void clientWithAnEndlessRequestIsCutOff() throws IOException {
        try (ViewServer server = ViewServer.open(path());
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
            server.start(request -> request + "\n");

            send(client, "x".repeat(ViewServer.MAX_REQUEST_BYTES + 1));

            assertThat(client.read(ByteBuffer.allocate(1))).isNegative();
        }
    }

    @Test
    void socketOfAKilledProcessIsReplaced() throws IOException {
        ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        killed.bind(UnixDomainSocketAddress.of(path()));
        killed.close(); // Leaves the file, as a kill does.

        ViewServer.open(path()).close();

        assertThat(path()).doesNotExist();
    }

    @Test
    void pathThatCannotServeIsRefusedByName() throws IOException {
        try (ViewServer _ = ViewServer.open(path())) {
            assertThatThrownBy(() -> ViewServer.open(path()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(path().toString())
                    .hasMessageContaining("another process serves it");
        }
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThatThrownBy(() -> ViewServer.open(file)).hasMessageContaining("no socket");
        assertThat(file).hasContent("mine");
        assertThatThrownBy(() -> ViewServer.open(folder.resolve("missing/v.sock")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing/v.sock");
    }

    private Path path() {
        return folder.resolve("v.sock");
    }

    private static void send(SocketChannel client, String text) throws IOException {
        client.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
