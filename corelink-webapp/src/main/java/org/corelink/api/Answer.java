package org.corelink.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a program gets.
 *
 * @param status of HTTP
 * @param headers by name
 * @param body perhaps empty; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // It is written once, and never compared.
public record Answer(int status, SequencedMap<String, String> headers, byte[] body) {
    /** Type of JSON. */
    static final String JSON = "application/json";

    /** Kept by nobody. */
    private static final String NO_STORE = "no-store";

    /** Kept by the client that asked, and asked for again each time, with its tag. */
    private static final String REVALIDATE = "private, no-cache";

    private static final byte[] EMPTY = new byte[0];

    /** An answer that nobody keeps. */
    static Answer of(int status, String contentType, byte[] body) {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", NO_STORE);
        return new Answer(status, headers, body);
    }

    /** One line of text. */
    static Answer line(String text) {
        return of(200, "text/plain;charset=UTF-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to {@code call} for a client that may keep it: nothing if it has it already. */
    Answer tagged(Call call, String tag) {
        Answer kept = with("Cache-Control", REVALIDATE).with("ETag", tag);
        return call.hasAlready(tag) ? new Answer(304, kept.headersOf304(), EMPTY) : kept;
    }

    private SequencedMap<String, String> headersOf304() {
        SequencedMap<String, String> left = new LinkedHashMap<>(headers);
        left.remove("Content-Type");
        return left;
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    /** The header, or an empty text. */
    String header(String name) {
        return Map.copyOf(headers).getOrDefault(name, "");
    }

    /** The body as text, for tests and messages. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
