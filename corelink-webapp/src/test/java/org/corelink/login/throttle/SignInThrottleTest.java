package org.corelink.login.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    private static final String STRANGER = "10.0.0.66";
    private static final String HOME = "10.0.0.7";

    private final SignInThrottle throttle = new SignInThrottle();

    /** Close to the end of the clock's range, so that sums wrap. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** One wrong password, at the first moment at which it is allowed; returns how long that took. */
    private long guess(String address, String name) {
        Duration wait = throttle.begin(address, name, now);
        pass(wait);
        if (!wait.isZero()) {
            assertThat(throttle.begin(address, name, now)).isZero();
        }
        throttle.failed(address, name, now);
        return wait.toSeconds();
    }

    private List<Long> guesses(int count, String address, String name) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waits.add(guess(address, name));
        }
        return waits;
    }

    @Test
    void fiveFailuresAreFreeThenEachWaitsTwiceAsLongUpToAMinute() {
        assertThat(guesses(14, STRANGER, "anna"))
                .containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void waitingIsOverNotOneNanosecondTooEarly() {
        guesses(5, STRANGER, "anna");
        pass(Duration.ofSeconds(1).minusNanos(1));
        assertThat(throttle.begin(STRANGER, "anna", now)).isEqualTo(Duration.ofNanos(1));
        pass(Duration.ofNanos(1));
        assertThat(throttle.begin(STRANGER, "anna", now)).isZero();
    }

    @Test
    void waitingBeginsWhenTheFailureIsTold() {
        guesses(4, STRANGER, "anna");
        assertThat(throttle.begin(STRANGER, "anna", now)).isZero();
        throttle.failed(STRANGER, "anna", now + Duration.ofSeconds(2).toNanos());
        pass(Duration.ofSeconds(2));
        assertThat(throttle.begin(STRANGER, "anna", now)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void freeFailureThatIsNotToldYetKeepsNoOtherAttemptWaiting() {
        assertThat(throttle.begin(STRANGER, "anna", now)).isZero();
        throttle.failed(STRANGER, "anna", now + Duration.ofSeconds(2).toNanos());
        pass(Duration.ofSeconds(1));
        assertThat(throttle.begin(STRANGER, "anna", now)).isZero();
    }

    @Test
    void sprayingOnePasswordOverManyNamesIsSlowedToo() {
        for (int i = 0; i < 5; i++) {
            guess(STRANGER, "user" + i);
        }
        assertThat(throttle.begin(STRANGER, "another", now)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void nameGuessedFromManyAddressesSlowsEachAddressFromItsSecondGuessOn() {
        for (int i = 0; i < 20; i++) {
            assertThat(guess("10.0.1." + i, "anna")).isZero();
        }
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.begin("10.0.1." + i, "anna", now)).isEqualTo(Guesses.MAX_DELAY);
        }
    }

    @Test
    void addressOfGuessedNameMayTryOneAtATimeOnly() {
        guesses(10, STRANGER, "anna");
        assertThat(throttle.begin(HOME, "anna", now)).isZero();
        assertThat(throttle.begin(HOME, "anna", now)).isPositive();
    }

    @Test
    void strangersCannotLockAnybodyOut() {
        for (int hour = 0; hour < 24; hour++) {
            for (int i = 0; i < 200; i++) {
                guess("10.0.2." + i, "anna");
            }
            assertThat(throttle.begin(HOME, "anna", now)).isZero();
            throttle.succeeded(HOME, "anna");
            pass(Duration.ofHours(1));
        }
    }

    @Test
    void whoMistypedOnceUnderAttackWaitsAMinuteAtMostWhateverStrangersDo() {
        guesses(20, STRANGER, "anna");
        guess(HOME, "anna");
        for (int second = 0; second < 60; second++) {
            assertThat(throttle.begin(HOME, "anna", now)).isPositive();
            pass(Duration.ofSeconds(1));
            var _ = throttle.begin("10.0.3." + second, "anna", now);
        }
        assertThat(throttle.begin(HOME, "anna", now)).isZero();
    }

    @Test
    void namesThatDifferInCaseSpaceOrUnicodeFormCountAsOne() {
        for (String variant : new String[] {"Anna", " anna", "ANNA", "a\u200Bnna", "ａnna"}) {
            var _ = guess("10.0.4." + variant.hashCode() % 100, variant);
        }
        guess(STRANGER, "other");
        assertThat(throttle.begin(STRANGER, "anna", now)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void ownAccountDoesNotPayForGuessesAtOthers() {
        for (int i = 0; i < 5; i++) {
            guess(STRANGER, "anna");
            assertThat(throttle.begin(STRANGER, "mallory", now).isZero() || i == 4)
                    .isTrue();
            throttle.succeeded(STRANGER, "mallory");
        }
        assertThat(throttle.begin(STRANGER, "anna", now)).isPositive();
    }

    @Test
    void attemptsAtTheSameTimeDoNotSlipThrough() {
        int begun = 0;
        while (throttle.begin(STRANGER, "user" + begun, now).isZero()) {
            begun++;
        }
        assertThat(begun).isEqualTo(Guesses.FREE_PENDING + Guesses.FREE);
    }

    @Test
    void attemptThatWasNotTriedCostsNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.begin(HOME, "anna", now)).isZero();
            throttle.withdrawn(HOME, "anna");
        }
        assertThat(throttle.size()).isZero();
    }

    @Test
    void quarterOfAnHourOfPeaceForgivesAll() {
        guesses(12, STRANGER, "anna");
        pass(Guesses.MEMORY);
        assertThat(guesses(5, STRANGER, "anna")).containsOnly(0L);
    }

    @Test
    void tablesAreBounded() {
        for (int i = 0; i < 3 * SignInThrottle.MAX_ENTRIES; i++) {
            String address = "10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256;
            assertThat(throttle.begin(address, "name" + i, now)).isZero();
            throttle.failed(address, "name" + i, now);
        }
        assertThat(throttle.size()).isEqualTo(2 * SignInThrottle.MAX_ENTRIES);
    }
}
