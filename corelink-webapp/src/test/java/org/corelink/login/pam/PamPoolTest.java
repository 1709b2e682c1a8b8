package org.corelink.login.pam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PamPoolTest {
    private static final PamQuestion SIGN_IN = PamQuestion.signIn("anna", "secret", "");
    private static final PamAnswer NO = new PamAnswer.Refused();
    private static final Duration NEVER = Duration.ofMinutes(5);

    @Test
    void fourAreAskedSixteenWaitAndTheNextIsToldAtOnceThatPamIsBusy() throws Exception {
        Semaphore entered = new Semaphore(0);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        PamPool pool = new PamPool(
                _ -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    entered.release();
                    release.await();
                    now.decrementAndGet();
                    return NO;
                },
                NEVER);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PamAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < PamPool.THREADS + PamPool.QUEUE + 1; i++) {
                answers.add(callers.submit(() -> pool.ask(SIGN_IN)));
            }
            assertThat(entered.tryAcquire(PamPool.THREADS, 10, TimeUnit.SECONDS))
                    .isTrue();
            // One of them does not fit, and is answered while all others still wait.
            while (answers.stream().noneMatch(Future::isDone)) {
                Thread.onSpinWait();
            }
            assertThat(answers.stream().filter(Future::isDone).map(Future::resultNow))
                    .containsExactly(new PamAnswer.Busy());
            release.countDown();
            int refused = 0;
            for (Future<PamAnswer> answer : answers) {
                refused += NO.equals(answer.get()) ? 1 : 0;
            }
            assertThat(refused).isEqualTo(PamPool.THREADS + PamPool.QUEUE);
            assertThat(most).hasValue(PamPool.THREADS);
        }
    }

    @Test
    void reviewIsAnsweredWhileSignInsFillEverything() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(PamPool.THREADS);
        PamPool pool = new PamPool(
                question -> {
                    if (question.password().isPresent()) {
                        entered.countDown();
                        release.await();
                    }
                    return NO;
                },
                NEVER);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PamPool.THREADS + PamPool.QUEUE; i++) {
                var _ = callers.submit(() -> pool.ask(SIGN_IN));
            }
            entered.await();
            assertThat(pool.ask(PamQuestion.review("anna"))).isEqualTo(NO);
            release.countDown();
        }
    }

    @Test
    void questionThatHangsFailsAndMakesThePoolStuckOnceNobodyElseIsUnderWay() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        PamPool pool = new PamPool(
                question -> {
                    if (question.user().equals("hang")) {
                        release.await();
                    }
                    return NO;
                },
                Duration.ofMillis(50));
        assertThat(pool.ask(PamQuestion.signIn("hang", "x", ""))).isInstanceOf(PamAnswer.Failed.class);
        assertThat(pool.isStuck()).isTrue();
        assertThat(pool.ask(PamQuestion.review("anna"))).isEqualTo(NO);
        release.countDown();
        while (pool.isStuck()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void exceptionFailsThatQuestionOnly() throws Exception {
        PamPool pool = new PamPool(question -> {
            if (question.user().equals("bad")) {
                throw new IllegalStateException("planted");
            }
            return NO;
        });
        assertThat(pool.ask(PamQuestion.signIn("bad", "x", ""))).isInstanceOf(PamAnswer.Failed.class);
        assertThat(pool.ask(SIGN_IN)).isEqualTo(NO);
        assertThat(pool.isStuck()).isFalse();
    }
}
