package org.corelink.push;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPOutputStream;

/** The newest snapshot, encoded and compressed once for all pages that ask at about the same time. Any thread. */
final class Snapshots {
    private final String boot;
    private final ReentrantLock lock = new ReentrantLock();
    private Encoded newest;
    private Shown of = Shown.NOTHING;
    private long atNanos;

    /** Snapshots of one run of the server. */
    Snapshots(String boot) {
        this.boot = boot;
        newest = encode(of, 0);
    }

    /**
     * A snapshot.
     *
     * @param revision what it leads to
     * @param json UTF-8
     * @param gzip the same, compressed
     */
    @SuppressWarnings("ArrayRecordComponent") // Written, never compared.
    record Encoded(long revision, byte[] json, byte[] gzip) {}

    /** One of that, in which the times are at most {@link Pacing#COALESCE} old. */
    @SuppressWarnings("ReferenceEquality") // Another object is another state.
    Encoded of(Shown shown, long nowNanos) {
        lock.lock();
        try {
            if (shown != of || nowNanos - atNanos > Pacing.COALESCE.toNanos()) {
                newest = encode(shown, nowNanos);
                of = shown;
                atNanos = nowNanos;
            }
            return newest;
        } finally {
            lock.unlock();
        }
    }

    private Encoded encode(Shown shown, long nowNanos) {
        byte[] json = SnapshotJson.encode(boot, shown, nowNanos);
        return new Encoded(shown.view().revision(), json, gzip(json));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
        return out.toByteArray();
    }
}
