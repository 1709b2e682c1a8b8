package org.corelink.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.corelink.server.CaTrust;

/** A connection to a console that stays open from one question to the next. */
final class OpenConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final String host;
    private final SSLSocket socket;

    /**
     * Opens one.
     *
     * @throws IOException if nobody answers there, or not under a certificate for {@code host} of the CA in {@code ca}
     */
    OpenConnection(Path ca, String host, int port) throws IOException, GeneralSecurityException {
        this.host = host;
        socket = (SSLSocket) CaTrust.in(ca).getSocketFactory().createSocket(host, port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** What the console showed when the connection was opened. */
    X509Certificate certificate() throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    /** The status line of an answer, which is read to its end. */
    String status() throws IOException {
        String request = "GET /ca.pem HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended after \"" + head + "\"");
            }
            head.append((char) next);
        }
        String length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .findFirst()
                .orElseThrow();
        in.readNBytes(Integer.parseInt(length.substring(length.indexOf(':') + 1).strip()));
        return head.toString().lines().findFirst().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
