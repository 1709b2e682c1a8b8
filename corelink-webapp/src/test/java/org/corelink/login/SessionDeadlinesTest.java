package org.corelink.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionDeadlinesTest {
    /** Close to the end of the clock's range, so that sums wrap. */
    private static final long START = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

    private final SessionDeadlines deadlines = new SessionDeadlines();

    private static long at(Duration time) {
        return START + time.toNanos();
    }

    @Test
    void sessionEndsEightHoursAfterSignInAndNotBefore() {
        deadlines.onCreated("a", START);
        deadlines.onSignedIn("a", "b", at(Duration.ofMinutes(5)));
        assertThat(deadlines.due(at(Duration.ofHours(8)))).isEmpty();
        assertThat(deadlines.due(at(Duration.ofHours(8).plusMinutes(5)))).containsExactly("b");
    }

    @Test
    void sessionInWhichNobodySignsInEndsAfterHalfAnHour() {
        deadlines.onCreated("a", START);
        assertThat(deadlines.due(at(Duration.ofMinutes(29)))).isEmpty();
        assertThat(deadlines.due(at(Duration.ofMinutes(30)))).containsExactly("a");
    }

    @Test
    void endedSessionIsForgotten() {
        deadlines.onCreated("a", START);
        deadlines.onDestroyed("a");
        assertThat(deadlines.due(at(Duration.ofDays(1)))).isEmpty();
    }
}
