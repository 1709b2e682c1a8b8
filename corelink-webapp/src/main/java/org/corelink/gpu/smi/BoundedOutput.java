package org.corelink.gpu.smi;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes that a process prints, and tells once when there are more. Safe for use by two threads. */
final class BoundedOutput extends OutputStream {
    private final int maxBytes;
    private final Runnable onExcess;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean exceeded;

    BoundedOutput(int maxBytes, Runnable onExcess) {
        this.maxBytes = maxBytes;
        this.onExcess = onExcess;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (keep(bytes, offset, length)) {
            onExcess.run();
        }
    }

    /** What was kept, as text; ill-formed UTF-8 becomes U+FFFD. */
    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    /** Whether there was more than is kept. */
    synchronized boolean isFull() {
        return exceeded;
    }

    /** Returns whether the limit is exceeded for the first time. */
    private synchronized boolean keep(byte[] bytes, int offset, int length) {
        int room = Math.min(length, maxBytes - kept.size());
        kept.write(bytes, offset, room);
        boolean first = room < length && !exceeded;
        exceeded |= room < length;
        return first;
    }
}
