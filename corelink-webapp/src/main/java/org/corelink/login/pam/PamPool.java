package org.corelink.login.pam;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds what PAM is asked at once: {@value #THREADS} sign-ins run, {@value #QUEUE} wait, and the next is told at once
 * that PAM is busy. Reviews of accounts have a lane of their own, so that a flood of sign-ins keeps nobody in.
 *
 * <p>PAM is native code that blocks: the threads are platform threads. One that does not come back within
 * {@link #DEADLINE} is given up, and its place is lost as long as it hangs.
 */
public final class PamPool implements AccountCheck {
    /** Sign-ins at the same time. */
    static final int THREADS = 4;

    /** Sign-ins that wait for a thread. */
    static final int QUEUE = 16;

    /** After which a question counts as failed. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(PamPool.class.getName());

    private final AccountCheck pam;
    private final Duration deadline;
    private final ThreadPoolExecutor signIns = lane("pam-sign-in-", THREADS);
    private final ThreadPoolExecutor reviews = lane("pam-review-", 1);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();

    /**
     * A pool without threads yet.
     *
     * @param pam asked on threads of the pool
     */
    public PamPool(AccountCheck pam) {
        this(pam, DEADLINE);
    }

    PamPool(AccountCheck pam, Duration deadline) {
        this.pam = pam;
        this.deadline = deadline;
    }

    private static ThreadPoolExecutor lane(String name, int threads) {
        ThreadPoolExecutor lane = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().name(name, 0).daemon().factory());
        lane.allowCoreThreadTimeOut(true);
        return lane;
    }

    @Override
    public PamAnswer ask(PamQuestion question) throws InterruptedException {
        asked.incrementAndGet();
        try {
            Attempt attempt = new Attempt(question);
            Future<PamAnswer> answer =
                    (question.password().isPresent() ? signIns : reviews).submit(() -> attempt.run());
            return await(attempt, answer);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "PAM is busy", e);
            return new PamAnswer.Busy();
        } finally {
            asked.decrementAndGet();
        }
    }

    private PamAnswer await(Attempt attempt, Future<PamAnswer> answer) throws InterruptedException {
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            attempt.giveUp();
            return new PamAnswer.Failed("PAM did not answer within " + deadline.toSeconds() + " s");
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.ERROR, "PAM failed", e.getCause());
            return new PamAnswer.Failed("PAM failed: " + e.getCause());
        }
    }

    /**
     * Whether only a new process helps: something hangs, and nothing else is under way that would suffer, or no sign-in
     * can be served any more.
     */
    boolean isStuck() {
        int hang = hanging.get();
        return hang > 0 && (asked.get() == 0 || hang >= THREADS);
    }

    /** Takes no more questions. Threads that hang in native code are left to the end of the process. */
    @Override
    public void close() {
        signIns.shutdownNow();
        reviews.shutdownNow();
    }

    /** One question on its way; counts as hanging between its deadline and its end. */
    private final class Attempt {
        private final PamQuestion question;
        private boolean running;
        private boolean givenUp;

        Attempt(PamQuestion question) {
            this.question = question;
        }

        PamAnswer run() throws InterruptedException {
            mark(true);
            try {
                return pam.ask(question);
            } finally {
                mark(false);
            }
        }

        private synchronized void mark(boolean nowRunning) {
            running = nowRunning;
            if (!running && givenUp) {
                hanging.decrementAndGet();
            }
        }

        synchronized void giveUp() {
            if (running) {
                givenUp = true;
                hanging.incrementAndGet();
            }
        }
    }
}
