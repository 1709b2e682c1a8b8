package org.corelink.server.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the headers and pages of answers of every status tell or leave out. */
final class HeaderAttacks {
    static final List<Attack> ALL = List.of(
            new Attack("answers without protecting headers", HeaderAttacks::protection),
            new Attack("pages kept by caches", HeaderAttacks::caching),
            new Attack("banners, stack traces and names of classes", HeaderAttacks::insides));

    private static final Pattern INSIDE = Pattern.compile(
            "(?i)tomcat|mojarra|catalina|coyote|org\\.apache|org\\.corelink\\.|jakarta\\.\\w+\\.\\w+Exception"
                    + "|java\\.lang\\.|\\bat [\\w.$]+\\([\\w]+\\.java");

    private static final List<String> EVERYWHERE = List.of(
            "content-security-policy",
            "strict-transport-security",
            "x-content-type-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy");

    private HeaderAttacks() {}

    /** A request for each status that can be had, by what it is. */
    private static Map<String, String> requests(Target target) {
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("a page", Target.head("GET", "/about.xhtml", target.session()) + "\r\n");
        requests.put("a file", Target.head("GET", "/assets/console.css", "") + "\r\n");
        requests.put("the sign-in page", Target.head("GET", "/about.xhtml", "") + "\r\n");
        requests.put("a call without a session", Target.head("GET", "/live/snapshot", "") + "\r\n");
        requests.put("a program without a password", Target.head("GET", "/api/v1/cluster", "") + "\r\n");
        requests.put("no such page", Target.head("GET", "/none", target.session()) + "\r\n");
        requests.put("no such page of a stranger", Target.head("GET", "/assets/none", "") + "\r\n");
        requests.put("what is forbidden", Target.head("GET", "/manager/html", target.session()) + "\r\n");
        requests.put("a form of another site", Target.post("/sign-out", "", "Origin: https://evil.example\r\n"));
        requests.put("an unknown method", Target.head("BREW", "/", target.session()) + "\r\n");
        requests.put("TRACE", Target.head("TRACE", "/assets/console.css", "") + "\r\n");
        requests.put(
                "a parameter that makes no sense",
                Target.head("GET", "/events.xhtml?from=x", target.session()) + "\r\n");
        requests.put(
                "a forgotten page's form",
                Target.post("/cluster.xhtml", "cluster=cluster&jakarta.faces.ViewState=1:2", target.session()));
        requests.put("another site's name", "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        requests.put("no name", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        requests.put("a malformed name", "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n");
        requests.put("a malformed path", Target.head("GET", "/a{b}|c", "") + "\r\n");
        requests.put("a malformed escape", Target.head("GET", "/%zz", "") + "\r\n");
        requests.put("a null in the path", Target.head("GET", "/assets/%00", "") + "\r\n");
        requests.put("an unknown version", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n");
        requests.put("too long a header", Target.head("GET", "/", "X: " + "x".repeat(70_000) + "\r\n") + "\r\n");
        return requests;
    }

    private static void protection(Target target, Attack.Findings found) throws IOException {
        for (Map.Entry<String, String> request : requests(target).entrySet()) {
            RawAnswer answer = target.send(request.getValue());
            for (String header : EVERYWHERE) {
                found.noteIf(
                        answer.first(header).isEmpty(),
                        answer.status() + " to " + request.getKey() + " has no " + header);
            }
            String policy = answer.first("content-security-policy");
            found.noteIf(policy.contains("unsafe"), "the policy of " + request.getKey() + " is " + policy);
            found.noteIf(
                    !policy.isEmpty() && !policy.contains("frame-ancestors 'none'"),
                    request.getKey() + " may be framed: " + policy);
        }
    }

    /** Programs may keep what the API said, and have to ask whether it still holds. */
    private static void caching(Target target, Attack.Findings found) throws IOException {
        for (String path : List.of("/", "/events.xhtml", "/live/snapshot", "/none", "/manager/html")) {
            String caching = target.get(path).first("cache-control");
            found.noteIf(!caching.contains("no-store"), path + " may be kept: " + caching);
        }
    }

    private static void insides(Target target, Attack.Findings found) throws IOException {
        for (Map.Entry<String, String> request : requests(target).entrySet()) {
            RawAnswer answer = target.send(request.getValue());
            for (String header : List.of("server", "x-powered-by", "via")) {
                found.noteIf(
                        !answer.first(header).isEmpty(),
                        request.getKey() + ": " + header + ": " + answer.first(header));
            }
            // About says what CoreLink is made of, to those who are signed in.
            boolean tells =
                    answer.status() >= 400 && INSIDE.matcher(answer.body()).find();
            found.noteIf(tells, answer.status() + " to " + request.getKey() + " tells: " + answer.body());
        }
        RawAnswer plain = plain(target);
        found.noteIf(INSIDE.matcher(plain.body()).find(), "HTTP without TLS tells: " + plain.body());
    }

    private static RawAnswer plain(Target target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
            socket.setSoTimeout(4_000);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            List<RawAnswer> answers = RawAnswer.parse(socket.getInputStream().readAllBytes());
            return answers.isEmpty() ? new RawAnswer(0, Map.of(), "") : answers.getFirst();
        }
    }
}
