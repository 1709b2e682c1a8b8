package org.corelink.server;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A program that talks to a console as a browser would, with one cookie jar. */
public final class ConsoleClient implements AutoCloseable {
    private final URI base;
    private final HttpClient http;

    /** A client of the console at {@code base}, for example {@code https://localhost:8443/}. */
    public ConsoleClient(URI base) {
        this(base, "TLSv1.3");
    }

    /** The same with one version of TLS only. */
    public ConsoleClient(URI base, String tlsVersion) {
        this(base, tlsVersion, null);
    }

    /** A client with an address of its own, for example {@code 127.0.0.2}. */
    public static ConsoleClient from(String address, URI base) {
        return new ConsoleClient(base, "TLSv1.3", InetAddress.ofLiteral(address));
    }

    private ConsoleClient(URI base, String tlsVersion, @Nullable InetAddress from) {
        this.base = base;
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {tlsVersion});
        this.http = HttpClient.newBuilder()
                .sslContext(trusting())
                .sslParameters(parameters)
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .localAddress(from)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** Trusts any certificate: who made it is the host tool's matter, not this suite's. */
    public static SSLContext trusting() {
        TrustManager any = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {
                throw new UnsupportedOperationException("this is a client");
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                // Any will do.
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {any}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has TLS", e);
        }
    }

    /** The underlying client, for what has no method here. */
    public HttpClient http() {
        return http;
    }

    /** The address of a path such as {@code "live/push"}. */
    public URI uri(String path) {
        return base.resolve(path);
    }

    /** GET. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    /** POST of a form. */
    public HttpResponse<String> post(String path, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Any request, answered within 30 s. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for the start page and answers its sign-in form; returns what comes of that. */
    public HttpResponse<String> signIn(String user, String password) throws IOException, InterruptedException {
        get("");
        return post("j_security_check", Map.of("j_username", user, "j_password", password));
    }

    @Override
    public void close() {
        http.close();
    }
}
