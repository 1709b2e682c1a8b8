package org.corelink.host.view;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.corelink.server.CaTrust;

/** A console on this machine, of which a certificate of one CA is asked for. SHELL. */
public final class HttpsConsoleClient implements ConsoleClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http;
    private final int port;

    private HttpsConsoleClient(HttpClient http, int port) {
        this.http = http;
        this.port = port;
    }

    /**
     * A client; nothing is asked yet.
     *
     * @throws IOException if the CA's certificate cannot be read
     */
    public static ConsoleClient of(int port, Path caCertificate) throws IOException {
        try {
            HttpClient http = HttpClient.newBuilder()
                    .sslContext(CaTrust.in(caCertificate))
                    .connectTimeout(PATIENCE)
                    .build();
            return new HttpsConsoleClient(http, port);
        } catch (GeneralSecurityException e) {
            throw new IOException("the CA's certificate cannot be used: " + caCertificate, e);
        }
    }

    @Override
    public Reply get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .timeout(PATIENCE);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Reply(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        // Not close(), which waits for an answer that is still on its way.
        http.shutdownNow();
    }
}
