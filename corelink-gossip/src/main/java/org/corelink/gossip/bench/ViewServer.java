package org.corelink.gossip.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests on a Unix stream socket: one request a line, each answer ended by a line with a single dot.
 *
 * <p>A thread waits for clients and one more for each client, all blocked in the kernel: nothing wakes up unless
 * somebody asks.
 */
final class ViewServer implements AutoCloseable {
    /** Longest request, in bytes: a command, and a name of 64 characters in UTF-8. */
    static final int MAX_REQUEST_BYTES = 300;

    private static final long STACK_BYTES = 256 * 1024L;
    private static final int LINE_FEED = '\n';

    private final Path path;
    private final ServerSocketChannel server;

    private ViewServer(Path path, ServerSocketChannel server) {
        this.path = path;
        this.server = server;
    }

    /**
     * Takes the path, so that clients can connect; they are answered after {@link #start}.
     *
     * @throws IOException with a message that names the path, if somebody else serves it, something else stands there,
     *     or the socket cannot be made
     */
    static ViewServer open(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            removeAbandoned(path);
            server.bind(UnixDomainSocketAddress.of(path));
            return new ViewServer(path, server);
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot serve the view at " + path + ": " + e.getMessage(), e);
        }
    }

    /** A process that was killed leaves its socket file behind; nobody answers there. */
    private static void removeAbandoned(Path path) throws IOException {
        if (!Files.exists(path, NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException("there is something that is no socket");
        }
        if (isServed(path)) {
            throw new IOException("another process serves it");
        }
        Files.deleteIfExists(path);
    }

    private static boolean isServed(Path path) throws IOException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return client.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    /**
     * Begins to answer.
     *
     * @param answers from a request to the lines of its answer, each with its line feed; called on several threads
     */
    void start(UnaryOperator<String> answers) {
        startThread("view", () -> accept(answers));
    }

    private static void startThread(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(UnaryOperator<String> answers) {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                startThread("view-client", () -> serve(client, answers));
            } catch (IOException e) {
                if (server.isOpen()) {
                    throw new UncheckedIOException(e); // Such as too many open files: shown, and the node goes on.
                }
            }
        }
    }

    private static void serve(SocketChannel client, UnaryOperator<String> answers) {
        try (client) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(client), MAX_REQUEST_BYTES);
            String request = readLine(in);
            while (request != null) {
                send(client, answers.apply(request) + ".\n");
                request = readLine(in);
            }
        } catch (IOException e) {
            // The client went away in the middle; there is nobody to tell.
            return;
        }
    }

    /** The next request without its line end; null at the end of the stream. */
    private static @Nullable String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != LINE_FEED) {
            if (line.size() == MAX_REQUEST_BYTES) {
                throw new IOException("request too long");
            }
            line.write(next);
            next = in.read();
        }
        return line.toString(UTF_8).strip();
    }

    private static void send(SocketChannel client, String answer) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    /** Stops listening. The file goes first: whoever finds it gone may take the path at once. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
        server.close();
    }
}
