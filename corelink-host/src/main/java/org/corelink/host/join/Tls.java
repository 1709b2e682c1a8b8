package org.corelink.host.join;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.corelink.host.ca.KeyedCertificate;
import org.jspecify.annotations.Nullable;

/** One connection of TLS 1.3 that carries one message each way. SHELL. */
final class Tls {
    /** How long the whole exchange may take, however slow the other end is. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** Longest message: a certificate with all its names, its CA's, and the keys, with room to spare. */
    static final int MAX_BYTES = 32 * 1024;

    private static final String[] VERSIONS = {"TLSv1.3"};

    /** RFC 9266. */
    private static final String BINDING_LABEL = "EXPORTER-Channel-Binding";

    private static final int BINDING_BYTES = 32;

    private Tls() {}

    /** A context with one identity or none, and one way to trust or none. */
    static SSLContext context(@Nullable KeyedCertificate identity, @Nullable X509TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] none = {};
            store.load(null, none);
            if (identity != null) {
                store.setKeyEntry("node", identity.key(), none, identity.chain().toArray(Certificate[]::new));
            }
            keys.init(store, none);
            X509TrustManager[] trusted = trust == null ? new X509TrustManager[0] : new X509TrustManager[] {trust};
            context.init(keys.getKeyManagers(), trusted, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime has no TLS for these keys", e);
        }
    }

    /** Ends the socket at the deadline, in the middle of whatever it does. */
    static Limit limit(Closeable socket, ScheduledExecutorService timer) {
        return new Limit(timer.schedule(() -> end(socket), DEADLINE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * The deadline of one connection.
     *
     * @param ending what happens then
     */
    record Limit(ScheduledFuture<?> ending) implements AutoCloseable {
        boolean isReached() {
            return ending.isDone() && !ending.isCancelled();
        }

        @Override
        public void close() {
            ending.cancel(false);
        }
    }

    /** Closes a socket, whoever uses it. */
    static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(Tls.class.getName()).log(System.Logger.Level.DEBUG, "it has ended already", e);
        }
    }

    /** Shakes hands. */
    static void shake(SSLSocket socket) throws IOException {
        socket.setEnabledProtocols(VERSIONS);
        socket.startHandshake();
    }

    /** What both ends of this connection know, and nobody in between: tls-exporter of RFC 9266. */
    static Bytes binding(SSLSocket socket) throws IOException {
        ExtendedSSLSession session = (ExtendedSSLSession) socket.getSession();
        return Bytes.of(session.exportKeyingMaterialData(BINDING_LABEL, new byte[0], BINDING_BYTES));
    }

    /** Sends a message, its length in 4 bytes before it. */
    static void send(SSLSocket socket, byte[] message) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        byte[] framed = new byte[Integer.BYTES + message.length];
        ByteBuffer.wrap(framed).putInt(message.length).put(message);
        out.write(framed);
        out.flush();
    }

    /**
     * Reads a message.
     *
     * @throws IOException if it is cut off or too long
     */
    static byte[] receive(SSLSocket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new TooLongException();
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return message;
    }

    /** The other end announces more than anybody needs. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("it sends more than " + MAX_BYTES + " bytes");
        }
    }
}
