package org.corelink.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server that takes for a request whatever looks like the beginning of one: nothing that is sent is ever a body. */
final class GuessingServer implements AutoCloseable {
    private static final Pattern BEGINNING = Pattern.compile("(?m)^(GET|POST) \\S+ HTTP/1\\.1\\r?$");
    private static final String PASSWORD = "of-a-test";
    private static final int LONGEST = 64 * 1024;

    private final SSLServerSocket listener;

    private GuessingServer(SSLServerSocket listener) {
        this.listener = listener;
    }

    static GuessingServer start(TestCertificate certificate) throws IOException, GeneralSecurityException {
        SSLServerSocket listener = (SSLServerSocket)
                tls(certificate).getServerSocketFactory().createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        GuessingServer server = new GuessingServer(listener);
        var _ = Thread.ofVirtual().start(server::serve);
        return server;
    }

    private static SSLContext tls(TestCertificate certificate) throws IOException, GeneralSecurityException {
        Path store = certificate.certificate().resolveSibling("store.p12");
        Shell.run(
                "openssl",
                "pkcs12",
                "-export",
                "-in",
                certificate.certificate().toString(),
                "-inkey",
                certificate.privateKey().toString(),
                "-out",
                store.toString(),
                "-passout",
                "pass:" + PASSWORD);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (SSLSocket socket = (SSLSocket) listener.accept()) {
                answer(socket);
            } catch (IOException e) {
                // The client has gone, or the test is over.
            }
        }
    }

    private static void answer(SSLSocket socket) throws IOException {
        byte[] buffer = new byte[LONGEST];
        int count = socket.getInputStream().read(buffer);
        String received = new String(buffer, 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
        for (long left = BEGINNING.matcher(received).results().count(); left > 0; left--) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
