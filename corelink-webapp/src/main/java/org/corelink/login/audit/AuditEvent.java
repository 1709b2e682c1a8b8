package org.corelink.login.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One thing that was done or tried. Pure. Holds no password.
 *
 * @param what for example {@code sign-in-failed}: small letters and hyphens
 * @param address the client's, numeric; empty for none
 * @param user who, as claimed where the claim failed; any characters
 * @param details further words in their order; any characters
 */
public record AuditEvent(String what, String address, String user, Map<String, String> details) {
    /** More of a text is cut. */
    static final int MAX_TEXT = 128;

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_ASCII = 0x7E;

    /** An event without details. */
    public static AuditEvent of(String what, String address, String user) {
        return new AuditEvent(what, address, user, Map.of());
    }

    /** The same with one more detail. */
    public AuditEvent with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(key, value);
        return new AuditEvent(what, address, user, more);
    }

    /**
     * The line, for example {@code 2026-11-26T22:47:47Z corelink-audit sign-in-failed address=10.1.2.3 user="anna"}.
     *
     * <p>What a client can choose comes last, in quotes, and only in printable ASCII: nothing in it can look like another
     * line, another address or another event.
     */
    public String line(Instant now) {
        String rest = details.entrySet().stream()
                .map(detail -> " " + detail.getKey() + "=" + quoted(detail.getValue()))
                .collect(Collectors.joining());
        String from = address.isEmpty() ? "-" : address.replaceAll("[^0-9A-Fa-f:.%]", "?");
        return now.truncatedTo(ChronoUnit.SECONDS) + " corelink-audit " + what + " address=" + from + " user="
                + quoted(user) + rest;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(MAX_TEXT).forEach(codePoint -> append(quoted, codePoint));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            quoted.append('\\').append((char) codePoint);
        } else if (codePoint >= FIRST_PRINTABLE && codePoint <= LAST_ASCII) {
            quoted.append((char) codePoint);
        } else {
            quoted.append(String.format("\\u{%x}", codePoint));
        }
    }
}
