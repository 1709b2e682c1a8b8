package org.corelink.server.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.corelink.server.ConsoleClient;

/** Bytes over TLS, sent as they are: what no HTTP client would send. */
public final class RawHttp {
    /** Bytes of a buffer for who takes next to nothing: the kernel takes no less. */
    public static final int SMALL_BUFFER = 2_304;

    /** Longer than any honest answer takes; ends the wait where a server waits for more. */
    private static final int PATIENCE_MILLIS = 4_000;

    /** For the first byte of an answer to a request that is whole: a machine that is busy otherwise may need some. */
    private static final int PATIENCE_FOR_WHOLE_MILLIS = 30_000;

    private static final int BUFFER = 16 * 1024;

    private RawHttp() {}

    /** All answers to {@code request} on one connection, until the server closes it or is silent for 4 s. */
    public static List<RawAnswer> exchange(int port, String request) throws IOException {
        return exchange(port, request, PATIENCE_MILLIS);
    }

    /** The same for a request after which no server waits for more: the answer has 30 s to begin. */
    static List<RawAnswer> exchangeWhole(int port, String request) throws IOException {
        return exchange(port, request, PATIENCE_FOR_WHOLE_MILLIS);
    }

    private static List<RawAnswer> exchange(int port, String request, int patienceMillis) throws IOException {
        try (SSLSocket socket = connect(port)) {
            socket.setSoTimeout(patienceMillis);
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                // Turned away before all was sent: what it said to that can be read all the same.
            }
            readAll(socket, received);
            return RawAnswer.parse(received.toByteArray());
        }
    }

    private static void readAll(SSLSocket socket, ByteArrayOutputStream received) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                received.write(buffer, 0, count);
                socket.setSoTimeout(PATIENCE_MILLIS);
                if (isSwitched(received)) {
                    return;
                }
            }
        } catch (SocketTimeoutException | SocketException e) {
            // It waits for more, or has cut the connection: what came before counts.
        }
    }

    /** What follows is no HTTP any more. */
    private static boolean isSwitched(ByteArrayOutputStream received) {
        return received.toString(StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 101 ");
    }

    /** A connection of TLS 1.3 and HTTP/1.1 that trusts any certificate; reading from it waits at most 4 s. */
    public static SSLSocket connect(int port) throws IOException {
        return connect(port, 4 * BUFFER);
    }

    /** The same with so many bytes for what has arrived and is not read yet. */
    public static SSLSocket connect(int port, int buffer) throws IOException {
        SSLSocket socket =
                (SSLSocket) ConsoleClient.trusting().getSocketFactory().createSocket();
        socket.setReceiveBufferSize(buffer);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}
