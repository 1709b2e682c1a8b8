package org.corelink.server.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Paths that lead out of what is served, and methods that nobody needs. */
final class PathAttacks {
    static final List<Attack> ALL = List.of(
            new Attack("files outside of what is served", PathAttacks::traversal),
            new Attack("spellings of a path that pass by the sign-in", PathAttacks::spellings),
            new Attack("methods that nobody needs", PathAttacks::methods));

    /** Folders that a stranger may read in, and what each file outside of them says. */
    private static final List<String> STARTS = List.of("/", "/assets/", "/jakarta.faces.resource/", "/docs/");

    private static final List<String> UPS = List.of(
            "../",
            "..%2f",
            "%2e%2e/",
            "%2e%2e%2f",
            "..%5c",
            "..\\",
            "..;/",
            "..;x=y/",
            "%252e%252e%252f",
            "..%c0%af",
            "..%ef%bc%8f",
            ".%00./",
            "....//");

    private static final Map<String, String> SECRETS = Map.of(
            "WEB-INF/web.xml", "<web-app",
            "META-INF/MANIFEST.MF", "Manifest-Version",
            "WEB-INF/jvm.options", "UseSerialGC",
            "etc/passwd", "root:");

    private PathAttacks() {}

    private static void traversal(Target target, Attack.Findings found) throws IOException {
        for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
            for (String path : pathsTo(secret.getKey())) {
                RawAnswer answer = target.get(path);
                found.noteIf(answer.body().contains(secret.getValue()), path + " shows " + secret.getKey());
            }
        }
    }

    private static List<String> pathsTo(String file) {
        List<String> paths = new ArrayList<>();
        for (String start : STARTS) {
            paths.add(start + file);
            paths.add(start + "." + "/" + file);
            UPS.forEach(up -> paths.add(start + up.repeat(start.equals("/") ? 8 : 1) + file));
        }
        paths.add("/jakarta.faces.resource/web.xml.xhtml?ln=../WEB-INF");
        paths.add("/jakarta.faces.resource/web.xml.xhtml?ln=..%2fWEB-INF");
        paths.add("/jakarta.faces.resource/..%2fWEB-INF%2fweb.xml.xhtml?loc=../..");
        paths.add("/jakarta.faces.resource/dynamiccontent.properties.xhtml?ln=primefaces&pfdrid=" + "/" + file);
        paths.add("/" + file.toUpperCase(Locale.ROOT));
        paths.add("/" + file.replace("INF", "%49NF"));
        return paths;
    }

    private static void spellings(Target target, Attack.Findings found) throws IOException {
        List<String> paths = List.of(
                "/events.xhtml;a=b",
                "/;a=b/events.xhtml",
                "//events.xhtml",
                "/./events.xhtml",
                "/assets/../events.xhtml",
                "/assets/..;/events.xhtml",
                "/assets/%2e%2e/events.xhtml",
                "/assets;/../events.xhtml",
                "/ca.pem/../events.xhtml",
                "/healthz/..;/events.xhtml",
                "/%65vents.xhtml",
                "/events%2exhtml",
                "/events.xhtml%20",
                "/EVENTS.xhtml",
                "/events.xhtml/",
                "/error.xhtml?events",
                "/live/snapshot;a=b",
                "/live//snapshot",
                "/assets/..;/live/snapshot");
        for (String path : paths) {
            RawAnswer answer = target.get(path, "");
            boolean shown =
                    answer.body().contains("id=\"events") || answer.body().contains("\"rows\"");
            boolean signIn = answer.body().contains("j_password");
            found.noteIf(shown && !signIn, "a stranger sees " + path);
            found.noteIf(answer.status() >= 500, path + " is answered with " + answer.status());
        }
    }

    private static void methods(Target target, Attack.Findings found) throws IOException {
        for (String path : List.of(
                "/",
                "/assets/console.css",
                "/ca.pem",
                "/healthz",
                "/live/snapshot",
                "/api/v1/cluster",
                "/manager/html")) {
            for (String method : List.of(
                    "TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND", "DEBUG", "get", "\u00e4")) {
                String canary = "X-Canary: feather\r\n";
                RawAnswer answer = target.send(Target.head(method, path, target.session() + canary) + "\r\n");
                found.noteIf(
                        answer.status() < 400 || answer.status() == 500,
                        method + " " + path + " is answered with " + answer.status());
                found.noteIf(answer.body().contains("feather"), method + " " + path + " repeats the request");
            }
        }
    }
}
