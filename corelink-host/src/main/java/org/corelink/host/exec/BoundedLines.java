package org.corelink.host.exec;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A program's output: its beginning is kept, and all of it is handed on line by line. Any bytes are text: those that are
 * no UTF-8 are replaced. Written by one thread, read by any.
 */
final class BoundedLines extends OutputStream {
    /** A longer line is handed on in pieces. */
    private static final int MAX_LINE = 64 * 1024;

    private final int limit;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    BoundedLines(int limit, Consumer<String> lines) {
        this.limit = limit;
        this.lines = lines;
    }

    @Override
    public synchronized void write(int octet) {
        if (kept.size() < limit) {
            kept.write(octet);
        }
        if (octet == '\n' || line.size() == MAX_LINE) {
            handOn();
        }
        if (octet != '\n') {
            line.write(octet);
        }
    }

    @Override
    public synchronized void write(byte[] octets, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(octets[i]);
        }
    }

    /** Hands on a last line without its end. */
    synchronized void finish() {
        if (line.size() > 0) {
            handOn();
        }
    }

    /** What was kept. */
    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    private void handOn() {
        lines.accept(line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", ""));
        line.reset();
    }
}
