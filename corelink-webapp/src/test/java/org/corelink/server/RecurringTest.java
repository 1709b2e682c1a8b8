package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecurringTest {
    /** Counts its runs, and fails each time. */
    private static Runnable failing(CountDownLatch runs) {
        return () -> {
            runs.countDown();
            throw new IllegalStateException("always");
        };
    }

    @Test
    void taskThatFailsIsRunAgain() throws Exception {
        CountDownLatch runs = new CountDownLatch(3);
        CountDownLatch bare = new CountDownLatch(2);
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            var forgotten = timer.scheduleAtFixedRate(failing(bare), 0, 1, TimeUnit.MILLISECONDS);
            var _ = timer.scheduleAtFixedRate(new Recurring("the test", failing(runs)), 0, 1, TimeUnit.MILLISECONDS);
            assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
            // What a timer does with a task that throws.
            assertThat(forgotten.isDone()).isTrue();
            timer.shutdownNow();
        }
    }
}
