package org.corelink.api.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames of server-sent events (WHATWG HTML, 9.2). Pure. */
final class StreamEvent {
    /** A remark: it keeps the connection, and finds out that nobody reads any more. */
    static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /** After which a client that lost the connection comes again, milliseconds. */
    private static final String RETRY = "retry: 2000\n";

    private static final String EVENTS = "event: events\nid: ";
    private static final String DATA = "\ndata: ";

    private StreamEvent() {}

    /** The whole cluster: the beginning of each stream. */
    static byte[] snapshot(String id, byte[] json) {
        return frame(RETRY + "event: snapshot\nid: " + id + DATA, json);
    }

    /** What has changed since the event before. */
    static byte[] delta(String id, byte[] json) {
        return frame("event: delta\nid: " + id + DATA, json);
    }

    /** How far the log of events is: the beginning of each stream of events alone. */
    static byte[] position(String id, byte[] json) {
        return frame(RETRY + EVENTS + id + DATA, json);
    }

    /** What has happened since the event before. */
    static byte[] events(String id, byte[] json) {
        return frame(EVENTS + id + DATA, json);
    }

    /** The JSON is one line: its writer puts none in, and those of texts are escaped. */
    private static byte[] frame(String head, byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + json.length + 2);
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(json);
        out.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
