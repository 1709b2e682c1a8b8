package org.corelink.server.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A running console, and a person's session in it.
 *
 * @param port of HTTPS on this machine
 * @param cookie {@code name=value} of the session
 * @param cookiesSet every {@code Set-Cookie} that signing in brought, in order
 */
public record Target(int port, String cookie, List<String> cookiesSet) {
    /** Signs in. */
    public static Target signedIn(int port, String user, String password) throws IOException {
        List<String> cookies = new ArrayList<>(
                one(port, head("GET", "/cluster.xhtml", "") + "\r\n").all("set-cookie"));
        if (cookies.isEmpty()) {
            throw new AssertionError("the sign-in page sets no cookie");
        }
        String form = "j_username=" + user + "&j_password=" + password;
        RawAnswer answer = one(port, post("/j_security_check", form, "Cookie: " + pair(cookies.getLast()) + "\r\n"));
        cookies.addAll(answer.all("set-cookie"));
        if (answer.status() != 303 && answer.status() != 302) {
            throw new AssertionError("signing in was answered with " + answer.status());
        }
        return new Target(port, pair(cookies.getLast()), List.copyOf(cookies));
    }

    private static String pair(String setCookie) {
        return setCookie.replaceAll(";.*", "");
    }

    /** Request line and the headers that every request needs, without the empty line that ends them. */
    static String head(String method, String target, String headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers;
    }

    /** A whole request with a form. */
    static String post(String target, String form, String headers) {
        return head("POST", target, headers)
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n\r\n" + form;
    }

    /** A header line with the session. */
    String session() {
        return "Cookie: " + cookie + "\r\n";
    }

    /** GET in the session. */
    public RawAnswer get(String target) throws IOException {
        return get(target, session());
    }

    /** GET with these header lines, each with its line end. */
    RawAnswer get(String target, String headers) throws IOException {
        return one(port, head("GET", target, headers) + "\r\n");
    }

    /** The one answer to a whole request. */
    RawAnswer send(String request) throws IOException {
        return one(port, request);
    }

    private static RawAnswer one(int port, String request) throws IOException {
        List<RawAnswer> answers = RawHttp.exchangeWhole(port, request);
        if (answers.isEmpty()) {
            throw new IOException("no answer to " + request.lines().findFirst().orElse(""));
        }
        return answers.getFirst();
    }
}
