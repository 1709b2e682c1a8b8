package org.corelink.host.view;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
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
    public Reply get(String path, Map<String, String> query, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + port + path + encoded(query)))
                .timeout(PATIENCE);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Reply(answer.statusCode(), answer.body());
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    }

    @Override
    public void close() {
        // Not close(), which waits for an answer that is still on its way.
        http.shutdownNow();
    }
}
