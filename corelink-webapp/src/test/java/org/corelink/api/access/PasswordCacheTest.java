package org.corelink.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.corelink.api.access.PasswordCheck.Accepted;
import org.corelink.api.access.PasswordCheck.Refused;
import org.corelink.api.access.PasswordCheck.TooMany;
import org.corelink.api.access.PasswordCheck.Verdict;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;
import org.junit.jupiter.api.Test;

class PasswordCacheTest {
    private static final Verdict BUSY = new TooMany(Duration.ofSeconds(3));
    private static final Verdict ACCEPTED = new Accepted(new UserPrincipal("anna", "f1"), Set.of(Role.VIEWER));

    private final List<String> asked = new ArrayList<>();
    private boolean busy;
    private final PasswordCache cache = new PasswordCache(this::check, new byte[32]);

    private Verdict check(String user, String password, String address) {
        asked.add(user + " from " + address);
        if (busy) {
            return BUSY;
        }
        return password.equals("right") ? ACCEPTED : new Refused();
    }

    private Verdict ask(String user, String password, Duration now) throws InterruptedException {
        return cache.ask(user, password, "10.0.0.9", now.toNanos()).verdict();
    }

    @Test
    void rightPasswordIsAskedForOnceAMinute() throws Exception {
        for (int second = 0; second < 60; second++) {
            assertThat(ask("anna", "right", Duration.ofSeconds(second))).isInstanceOf(Accepted.class);
        }
        assertThat(asked).containsExactly("anna from 10.0.0.9");
        ask("anna", "right", Duration.ofSeconds(60));
        assertThat(asked).hasSize(2);
    }

    @Test
    void rememberedAnswerTellsForHowLongItMayBeReliedOn() throws Exception {
        cache.ask("anna", "right", "10.0.0.9", 0);
        assertThat(cache.ask("anna", "right", "10.0.0.9", Duration.ofSeconds(59).toNanos())
                        .untilNanos())
                .isEqualTo(Duration.ofSeconds(60).toNanos());
    }

    @Test
    void wrongPasswordIsForgottenSooner() throws Exception {
        assertThat(ask("anna", "wrong", Duration.ZERO)).isInstanceOf(Refused.class);
        ask("anna", "wrong", Duration.ofSeconds(4));
        assertThat(asked).hasSize(1);
        ask("anna", "wrong", Duration.ofSeconds(5));
        assertThat(asked).hasSize(2);
    }

    @Test
    void answersOfOthersAreNotMixedUp() throws Exception {
        ask("anna", "right", Duration.ZERO);
        assertThat(ask("anna", "wrong", Duration.ZERO)).isInstanceOf(Refused.class);
        assertThat(ask("annar", "ight", Duration.ZERO)).isInstanceOf(Refused.class);
        assertThat(asked).hasSize(3);
    }

    @Test
    void attemptThatWasNotTriedIsNotRemembered() throws Exception {
        busy = true;
        assertThat(ask("anna", "right", Duration.ZERO)).isEqualTo(BUSY);
        busy = false;
        assertThat(ask("anna", "right", Duration.ZERO)).isInstanceOf(Accepted.class);
    }

    @Test
    void guessesDoNotGrowTheCacheBeyondItsBound() throws Exception {
        ask("anna", "right", Duration.ZERO);
        for (int guess = 0; guess < PasswordCache.CAPACITY - 1; guess++) {
            ask("anna", "guess" + guess, Duration.ZERO);
        }
        ask("anna", "right", Duration.ZERO);
        assertThat(asked).hasSize(PasswordCache.CAPACITY);
        for (int guess = 0; guess < PasswordCache.CAPACITY; guess++) {
            ask("anna", "other" + guess, Duration.ZERO);
        }
        ask("anna", "right", Duration.ZERO);
        assertThat(asked).hasSize(2 * PasswordCache.CAPACITY + 1);
    }

    @Test
    void whoAsksTheSameMeanwhileWaitsForTheOneAnswer() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        PasswordCache slow = new PasswordCache(
                (user, password, address) -> {
                    asked.add(user);
                    begun.countDown();
                    go.await();
                    return ACCEPTED;
                },
                new byte[32]);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Verdict> first =
                    threads.submit(() -> slow.ask("anna", "right", "a", 0).verdict());
            begun.await();
            Future<Verdict> second =
                    threads.submit(() -> slow.ask("anna", "right", "a", 1).verdict());
            go.countDown();
            assertThat(first.get()).isInstanceOf(Accepted.class);
            assertThat(second.get()).isInstanceOf(Accepted.class);
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void failingCheckIsAskedAgain() throws Exception {
        int[] times = {0};
        PasswordCache failing = new PasswordCache(
                (user, password, address) -> {
                    times[0]++;
                    throw new IllegalStateException("PAM is gone");
                },
                new byte[32]);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> failing.ask("anna", "right", "a", 0)).hasRootCauseMessage("PAM is gone");
        }
        assertThat(times[0]).isEqualTo(2);
    }
}
