package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Virtual time, and one real thread that hangs. */
@Timeout(60)
class PolledSourceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final Semaphore done = new Semaphore(0);

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void aReadingThatHangsIsInterruptedAtItsDeadlineAndTheNextOneIsNot() throws Exception {
        BlockingQueue<String> course = new ArrayBlockingQueue<>(10);
        CountDownLatch never = new CountDownLatch(1);
        PolledSource<String> source = new PolledSource<>(
                "a test",
                () -> {
                    course.add("begun");
                    try {
                        course.add(
                                never.await(course.contains("interrupted") ? 1 : 60_000, TimeUnit.MILLISECONDS) + "");
                    } catch (InterruptedException e) {
                        course.add("interrupted");
                    }
                    return "value";
                },
                executor,
                done::release);
        source.poll(0, SECOND);
        assertThat(course.poll(20, TimeUnit.SECONDS)).isEqualTo("begun");
        source.poll(seconds(7), SECOND);
        assertThat(done.tryAcquire()).isFalse();
        source.poll(seconds(8), SECOND);
        done.acquire();
        assertThat(course).containsExactly("interrupted");
        source.poll(seconds(9), SECOND);
        done.acquire();
        assertThat(course).containsExactly("interrupted", "begun", "false");
    }

    @Test
    void aReadingThatCannotBeInterruptedHoldsItsOwnThreadAndNoOther() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Semaphore begun = new Semaphore(0);
        PolledSource<Boolean> source = new PolledSource<>(
                "a test",
                () -> {
                    begun.release();
                    while (end.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return Thread.interrupted();
                },
                executor,
                done::release);
        source.poll(0, SECOND);
        begun.acquire();
        for (int second = 1; second <= 100; second++) {
            long due = source.poll(seconds(second), SECOND);
            assertThat(due).isEqualTo(seconds(second + 1));
        }
        end.countDown();
        done.acquire();
        assertThat(begun.availablePermits()).as("readings beside the first").isZero();
        Timed<Boolean> newest = source.newest();
        assertThat(newest).isEqualTo(new Timed<>(true, 0));
        assertThat(source.live(SECOND, seconds(100), false))
                .as("as old as when it began")
                .isFalse();
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
