package org.corelink.server;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.corelink.login.Role;

/**
 * The console on a run that is for the JVM alone: it starts, and somebody signs in and looks at every page once, so that the
 * JVM can keep the classes of a start for the starts to come. Never what people use: the only account is one of its own,
 * no other machine can connect, and a JVM that keeps nothing refuses.
 */
public final class Rehearsal implements AutoCloseable {
    private static final int PASSWORD_BYTES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a person's first minute asks for, and a program's. */
    private static final List<String> PATHS = List.of(
            "cluster.xhtml",
            "events.xhtml",
            "about.xhtml",
            "live/snapshot",
            "api/v1/cluster",
            "metrics",
            "healthz",
            "assets/console.css");

    private final EmbeddedTomcat server;
    private final String password;
    private final HttpClient client;

    private Rehearsal(EmbeddedTomcat server, String password, HttpClient client) {
        this.server = server;
        this.password = password;
        this.client = client;
    }

    /**
     * Starts it.
     *
     * @param config {@link ServerConfig#caCertificate()} has issued the certificate, which is valid for localhost
     * @throws StartException as {@link EmbeddedTomcat#start} does; and in every JVM that was not started to make a cache
     */
    public static Rehearsal start(ServerConfig config) throws StartException {
        if (!ClassCache.isBeingMade()) {
            throw new StartException("A rehearsal is a part of the build. To start the console: corelink --serve");
        }
        byte[] secret = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        try {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(CaTrust.in(config.caCertificate()))
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(PATIENCE)
                    .build();
            EmbeddedTomcat server =
                    EmbeddedTomcat.start(config, _ -> new OneAccount(password), EmbeddedTomcat::limitToThisMachine);
            return new Rehearsal(server, password, client);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException("The rehearsal cannot trust " + config.caCertificate() + ": " + e, e);
        }
    }

    /** The HTTPS port that it listens on. */
    public int port() {
        return server.port();
    }

    /**
     * Signs in and looks at everything.
     *
     * @throws IOException if anything is answered otherwise than with 200
     */
    public void visit() throws IOException, InterruptedException {
        get("");
        require(request("j_security_check")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "j_username=" + Role.VIEWER.roleName() + "&j_password=" + password))
                .build());
        for (String path : PATHS) {
            get(path);
        }
    }

    private void get(String path) throws IOException, InterruptedException {
        require(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/" + path))
                .header("Accept-Encoding", "gzip")
                .timeout(PATIENCE);
    }

    private void require(HttpRequest request) throws IOException, InterruptedException {
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException(request.uri() + " was answered with " + status);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
