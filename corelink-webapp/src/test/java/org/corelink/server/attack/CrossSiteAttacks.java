package org.corelink.server.attack;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** What a page of another site makes the browser of a person do who is signed in here. */
final class CrossSiteAttacks {
    static final List<Attack> ALL = List.of(
            new Attack("state changes from other sites", CrossSiteAttacks::changes),
            new Attack("sockets from other sites", CrossSiteAttacks::sockets),
            new Attack("answers that other sites may read", CrossSiteAttacks::reading),
            new Attack("names of other sites", CrossSiteAttacks::names),
            new Attack("redirects to other sites", CrossSiteAttacks::redirects));

    private static final String EVIL = "evil.example";

    private static final List<String> FOREIGN = List.of(
            "Origin: https://" + EVIL + "\r\n",
            "Origin: null\r\n",
            "Origin: http://localhost\r\n",
            "Origin: https://localhost." + EVIL + "\r\n",
            "Sec-Fetch-Site: cross-site\r\n",
            "Sec-Fetch-Site: same-site\r\n");

    private CrossSiteAttacks() {}

    private static void changes(Target target, Attack.Findings found) throws IOException {
        for (String foreign : FOREIGN) {
            for (String path :
                    List.of("/sign-out", "/j_security_check", "/step-up", "/cluster.xhtml", "/manager/html/expire")) {
                String form = "j_username=somebody&j_password=wrong&password=wrong";
                RawAnswer answer = target.send(Target.post(path, form, target.session() + foreign));
                found.noteIf(
                        answer.status() != 403,
                        path + " with " + foreign.strip() + " is answered with " + answer.status());
            }
        }
    }

    private static void sockets(Target target, Attack.Findings found) throws IOException {
        for (String foreign : FOREIGN) {
            String upgrade = String.join(
                    "\r\n",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "");
            String request = "GET /live/push?X-Atmosphere-Transport=websocket&X-Atmosphere-Framework=5.0.7 HTTP/1.1\r\n"
                    + "Host: localhost\r\nConnection: close, Upgrade\r\n" + upgrade + target.session() + foreign
                    + "\r\n";
            int status = target.send(request).status();
            found.noteIf(status != 403, "a socket with " + foreign.strip() + " is answered with " + status);
        }
    }

    private static void reading(Target target, Attack.Findings found) throws IOException {
        for (String path : List.of("/live/snapshot", "/api/v1/cluster", "/assets/console.css", "/healthz")) {
            RawAnswer answer = target.get(path, target.session() + "Origin: https://" + EVIL + "\r\n");
            String allowed = answer.first("access-control-allow-origin");
            found.noteIf(!allowed.isEmpty(), path + " may be read by " + allowed);
        }
    }

    private static void names(Target target, Attack.Findings found) throws IOException {
        List<String> requests = List.of(
                "GET / HTTP/1.1\r\nHost: " + EVIL + "\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost@" + EVIL + "\r\nConnection: close\r\n\r\n",
                "GET https://" + EVIL + "/ HTTP/1.1\r\nHost: " + EVIL + "\r\nConnection: close\r\n\r\n",
                "GET https://" + EVIL + "/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: " + EVIL + "\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        for (String request : requests) {
            int status = target.send(request).status();
            found.noteIf(status != 421 && status != 400, request.lines().toList() + " is answered with " + status);
        }
    }

    private static void redirects(Target target, Attack.Findings found) throws IOException {
        List<String> paths = List.of(
                "//" + EVIL + "/..",
                "//" + EVIL + "/assets",
                "/%5c" + EVIL,
                "/assets",
                "/docs",
                "/?return=https://" + EVIL + "/&url=//" + EVIL + "&to=//" + EVIL + "&next=//" + EVIL,
                "/sign-in.xhtml?return=//" + EVIL,
                "/%0d%0aLocation:%20https://" + EVIL);
        for (String path : paths) {
            for (String forwarded : List.of("", "X-Forwarded-Host: " + EVIL + "\r\nForwarded: host=" + EVIL + "\r\n")) {
                RawAnswer answer = target.get(path, target.session() + forwarded);
                found.noteIf(leadsAway(answer), path + " leads to " + answer.all("location"));
            }
        }
    }

    private static boolean leadsAway(RawAnswer answer) {
        return answer.all("location").stream().map(URI::create).anyMatch(to -> {
            String host = to.getHost();
            return to.getAuthority() != null && !"localhost".equals(host);
        });
    }
}
