package org.corelink.gpu.smi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Drains both outputs of a child without ever waiting in a read. A read would wait for as long as anybody holds the
 * other end of the pipe, and a process that the child has left behind may hold it for ever.
 *
 * <p>The setters, {@link #start} and {@link #stop} are called by Commons Exec, on one thread.
 */
final class PolledStreams implements ExecuteStreamHandler {
    private static final int CHUNK_BYTES = 16 << 10;

    /** Time between two looks; it doubles while nothing comes. A pipe holds 64 KiB meanwhile. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(128);

    private final BoundedOutput output;
    private final BoundedOutput errors;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread drain = Thread.ofPlatform().daemon().name("corelink-nvidia-smi-output").unstarted(this::run);
    private InputStream childsOutput = InputStream.nullInputStream();
    private InputStream childsErrors = InputStream.nullInputStream();

    PolledStreams(BoundedOutput output, BoundedOutput errors) {
        this.output = output;
        this.errors = errors;
    }

    @Override
    public void setProcessInputStream(@Nullable OutputStream stream) throws IOException {
        if (stream != null) {
            stream.close();
        }
    }

    @Override
    public void setProcessOutputStream(InputStream stream) {
        childsOutput = stream;
    }

    @Override
    public void setProcessErrorStream(InputStream stream) {
        childsErrors = stream;
    }

    @Override
    public void start() {
        drain.start();
    }

    /** After the child's end: takes what is still in the pipes. */
    @Override
    public void stop() {
        abandon();
        try {
            drain.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        takeAll();
    }

    /** Takes no more, as from a child that was killed. Any thread. */
    void abandon() {
        stopping.countDown();
    }

    private void run() {
        long pause = SHORTEST_PAUSE.toMillis();
        try {
            while (!stopping.await(pause, TimeUnit.MILLISECONDS)) {
                pause = takeAll() ? SHORTEST_PAUSE.toMillis() : Math.min(2 * pause, LONGEST_PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody does, that is an end like any other.
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether there was anything. */
    private boolean takeAll() {
        boolean anyOutput = take(childsOutput, output);
        boolean anyErrors = take(childsErrors, errors);
        return anyOutput || anyErrors;
    }

    private boolean take(InputStream from, BoundedOutput to) {
        boolean any = false;
        try {
            // One that is full has told so: whoever goes on writing is not listened to.
            for (int ready = from.available(); ready > 0 && !to.isFull(); ready = from.available()) {
                int length = from.read(chunk, 0, Math.min(ready, chunk.length));
                to.write(chunk, 0, Math.max(0, length));
                any = true;
            }
        } catch (IOException e) {
            // The pipe is closed: nothing more will come, and the child's end tells how it went.
            return false;
        }
        return any;
    }
}
