package org.corelink.server.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One answer of an HTTP/1.1 server.
 *
 * @param headers by name in lower case
 * @param body bytes as characters of ISO 8859-1
 */
public record RawAnswer(int status, Map<String, List<String>> headers, String body) {
    private static final String LINE_END = "\r\n";
    private static final int STATUS_AT = 9;
    private static final int STATUS_LENGTH = 3;
    private static final int HEXADECIMAL = 16;

    /** The values of a header, in order; empty if it is not there. */
    public List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** The first value of a header; empty text if it is not there. */
    public String first(String name) {
        return all(name).isEmpty() ? "" : all(name).getFirst();
    }

    /** Reads all answers that a connection gave; one that is cut short counts. */
    static List<RawAnswer> parse(byte[] received) {
        Reader reader = new Reader(new String(received, StandardCharsets.ISO_8859_1));
        List<RawAnswer> answers = new ArrayList<>();
        while (reader.hasMore()) {
            answers.add(reader.next());
        }
        return answers;
    }

    /** Walks through what was received. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        boolean hasMore() {
            return text.startsWith("HTTP/", at);
        }

        RawAnswer next() {
            String first = line();
            int status = Integer.parseInt(first.substring(STATUS_AT, STATUS_AT + STATUS_LENGTH));
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
            return new RawAnswer(status, headers, body(status, headers));
        }

        private String body(int status, Map<String, List<String>> headers) {
            if (status < 200 || status == 204 || status == 304) {
                return "";
            }
            if (headers.containsKey("transfer-encoding")) {
                return chunks();
            }
            List<String> lengths = headers.get("content-length");
            return take(lengths == null ? text.length() : Integer.parseInt(lengths.getFirst()));
        }

        private String chunks() {
            StringBuilder body = new StringBuilder();
            for (String size = line(); !size.isEmpty() && !size.equals("0"); size = line()) {
                body.append(take(Integer.parseInt(size, HEXADECIMAL)));
                line();
            }
            line();
            return body.toString();
        }

        private String take(int length) {
            int end = Math.min(text.length(), at + Math.min(length, text.length()));
            String taken = text.substring(at, end);
            at = end;
            return taken;
        }

        private String line() {
            int end = text.indexOf(LINE_END, at);
            if (end < 0) {
                end = text.length();
            }
            String line = text.substring(Math.min(at, end), end);
            at = Math.min(text.length(), end + LINE_END.length());
            return line;
        }
    }
}
