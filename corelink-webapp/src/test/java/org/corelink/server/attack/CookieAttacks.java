package org.corelink.server.attack;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Stealing and planting sessions. */
final class CookieAttacks {
    static final List<Attack> ALL = List.of(
            new Attack("cookies that scripts, other sites or other machines get", CookieAttacks::attributes),
            new Attack("sessions in addresses", CookieAttacks::addresses),
            new Attack("sessions that a stranger chose", CookieAttacks::fixation));

    private static final String CHOSEN = "0123456789ABCDEF0123456789ABCDEF";

    private CookieAttacks() {}

    private static void attributes(Target target, Attack.Findings found) {
        for (String cookie : target.cookiesSet()) {
            String lower = cookie.toLowerCase(Locale.ROOT);
            found.noteIf(!cookie.startsWith("__Host-"), "no prefix __Host-: " + cookie);
            found.noteIf(!lower.contains("; secure"), "not Secure: " + cookie);
            found.noteIf(!lower.contains("; httponly"), "not HttpOnly: " + cookie);
            found.noteIf(!lower.matches(".*; samesite=(lax|strict).*"), "no SameSite: " + cookie);
            found.noteIf(!lower.matches(".*; path=/(;.*)?"), "not for the path /: " + cookie);
            found.noteIf(lower.contains("; domain="), "for other machines: " + cookie);
        }
    }

    private static void addresses(Target target, Attack.Findings found) throws IOException {
        String id = target.cookie().replaceAll(".*=", "");
        for (String name : List.of("jsessionid", target.cookie().replaceAll("=.*", ""))) {
            RawAnswer answer = target.get("/live/snapshot;" + name + "=" + id, "");
            found.noteIf(answer.status() == 200, "a session in the path is taken");
        }
        for (String path : List.of("/cluster.xhtml", "/assets", "/docs")) {
            RawAnswer answer = target.get(path, "");
            String said = answer.first("location") + answer.body();
            found.noteIf(
                    said.toLowerCase(Locale.ROOT).contains(";jsessionid"), path + " names a session in an address");
        }
    }

    private static void fixation(Target target, Attack.Findings found) throws IOException {
        String name = target.cookie().replaceAll("=.*", "");
        RawAnswer answer = target.get("/cluster.xhtml", "Cookie: " + name + "=" + CHOSEN + "\r\n");
        found.noteIf(
                answer.all("set-cookie").stream().noneMatch(cookie -> cookie.startsWith(name + "="))
                        || answer.all("set-cookie").toString().contains(CHOSEN),
                "the id that a stranger chose is kept");
        long ids = target.cookiesSet().stream()
                .map(cookie -> cookie.replaceAll(";.*", ""))
                .distinct()
                .count();
        found.noteIf(ids < 2, "signing in keeps the session's id");
    }
}
