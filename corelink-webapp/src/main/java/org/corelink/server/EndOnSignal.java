package org.corelink.server;

import java.time.Duration;

/**
 * What happens upon SIGINT or SIGTERM: the work is closed, and the process ends with exit code 0 because it was asked
 * to, or 1 if closing took too long. Without this the JVM would report the signal as a failure.
 */
public final class EndOnSignal {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    /** Time for a clean end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private EndOnSignal() {}

    /** A shutdown hook that closes {@code work}. */
    public static Thread hook(Runnable work) {
        return Thread.ofPlatform().name("end-on-signal").unstarted(() -> {
            Thread closing = Thread.ofPlatform().daemon().name("closing").start(work);
            Runtime.getRuntime().halt(isDone(closing) ? DONE : FAILED);
        });
    }

    private static boolean isDone(Thread closing) {
        try {
            return closing.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
