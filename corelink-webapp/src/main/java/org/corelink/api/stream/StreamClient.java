package org.corelink.api.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.corelink.api.access.Grant;
import org.jspecify.annotations.Nullable;

/** One reader of the stream: what waits for it, bounded, and the loop that writes it. */
final class StreamClient {
    /** Most messages that wait for a reader; one that falls behind further is cut, and comes again. */
    static final int CAPACITY = 16;

    /** Without any message, what let it in is looked at as often as this. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final ReentrantLock writing = new ReentrantLock();
    private final Feed feed;
    private final Grant grant;
    private volatile Optional<String> session;
    private volatile boolean cut;

    StreamClient(Feed feed, Grant grant) {
        this.feed = feed;
        this.grant = grant;
        session = grant.session();
    }

    /** What it is told. */
    Feed feed() {
        return feed;
    }

    /** Lets the message wait for the reader, without blocking; false if it has fallen too far behind. */
    boolean offer(byte[] message) {
        return waiting.offer(message);
    }

    /** Ends it as soon as what is being written is written. Any thread. */
    void cut() {
        cut = true;
        discard();
        waiting.add(END);
    }

    /** Whether it is at its end. */
    boolean isCut() {
        return cut;
    }

    /** Throws away what waits, as if it had been read; returns how many messages that were. */
    int discard() {
        List<byte[]> thrown = new ArrayList<>();
        return waiting.drainTo(thrown);
    }

    /** Whether it belongs to the session with this id. */
    boolean isOf(String sessionId) {
        return session.filter(sessionId::equals).isPresent();
    }

    /** Its session has another id from now on. */
    void onSessionId(String newId) {
        session = Optional.of(newId);
    }

    /** Writes until it is cut, what let it in holds no longer, or the reader is gone. */
    void serve(byte[] first, OutputStream out) throws IOException, InterruptedException {
        byte @Nullable [] next = first;
        while (grant.holds(System.nanoTime()) && write(next, out)) {
            next = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Writes the message if there is one; false at the end. */
    private boolean write(byte @Nullable [] message, OutputStream out) throws IOException {
        writing.lock();
        try {
            if (message != null && !cut) {
                out.write(message);
                out.flush();
            }
            return !cut;
        } finally {
            writing.unlock();
        }
    }

    /** Ends it, and returns when nothing is written any more: the container takes the connection back. */
    void cutAndWait() {
        cut = true;
        writing.lock();
        try {
            cut();
        } finally {
            writing.unlock();
        }
    }
}
