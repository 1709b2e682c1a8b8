package org.corelink.login.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;
import org.junit.jupiter.api.Test;

class SessionTableTest {
    /** Close to the end of the clock's range, so that sums wrap. */
    private static final long START = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

    private static final UserPrincipal ANNA = new UserPrincipal("anna", "f1");

    private final SessionTable table = new SessionTable(Optional.empty());

    private static long at(Duration time) {
        return START + time.toNanos();
    }

    private void signIn(String key, Duration time) {
        assertThat(table.onSignedIn(key, ANNA, Set.of(Role.VIEWER), "10.1.2.3", at(time)))
                .isTrue();
    }

    @Test
    void sessionEndsEightHoursAfterSignInAndNotBefore() {
        table.onCreated("a", START);
        table.onRenamed("a", "b");
        signIn("b", Duration.ofMinutes(5));
        assertThat(table.due(at(Duration.ofHours(8)))).isEmpty();
        assertThat(table.due(at(Duration.ofHours(8).plusMinutes(5)))).containsOnlyKeys("b");
    }

    @Test
    void newIdAndNewPasswordDoNotProlongIt() {
        signIn("a", Duration.ZERO);
        table.onRenamed("a", "b");
        table.onPasswordGiven("b", at(Duration.ofHours(7)));
        assertThat(table.due(at(Duration.ofHours(8)))).containsOnlyKeys("b");
        assertThat(table.find("b").orElseThrow().passwordNanos()).isEqualTo(at(Duration.ofHours(7)));
        assertThat(table.find("a")).isEmpty();
    }

    @Test
    void showingTheSignInPageGivesASessionANewIdAndNoEightHours() {
        table.onCreated("a", START);
        table.onRenamed("a", "b");
        assertThat(table.due(at(Duration.ofMinutes(29)))).isEmpty();
        assertThat(table.due(at(Duration.ofMinutes(30)))).containsOnlyKeys("b");
    }

    @Test
    void sessionFromBeforeARestartKeepsItsDeadlineWhenItIsUsedAgain() {
        signIn("a", Duration.ZERO);
        List<SignedInSession> saved = table.signedIn();
        SessionTable next = new SessionTable(Optional.empty());
        next.restore(saved);
        next.onCreated("a", at(Duration.ofHours(1)));
        assertThat(next.onSignedIn("a", ANNA, Set.of(Role.VIEWER), "", at(Duration.ofHours(1))))
                .isFalse();
        assertThat(next.due(at(Duration.ofHours(8)))).containsOnlyKeys("a");
    }

    @Test
    void sessionThatNobodyUsesEndsAtTheIdleLimitAndUseProlongsOnlyThat() {
        SessionTable limited = new SessionTable(Optional.of(Duration.ofMinutes(30)));
        limited.onSignedIn("a", ANNA, Set.of(Role.VIEWER), "", START);
        assertThat(limited.due(at(Duration.ofMinutes(29)))).isEmpty();
        assertThat(limited.due(at(Duration.ofMinutes(30)))).containsExactly(Map.entry("a", "nobody used it"));
        for (int minutes = 20; minutes < 8 * 60; minutes += 20) {
            limited.onUsed("a", at(Duration.ofMinutes(minutes)));
            assertThat(limited.due(at(Duration.ofMinutes(minutes + 19)))).isEmpty();
        }
        assertThat(limited.due(at(Duration.ofHours(8)))).containsExactly(Map.entry("a", "its time is over"));
    }

    @Test
    void withoutAnIdleLimitASessionMayGoUnused() {
        signIn("a", Duration.ZERO);
        assertThat(table.due(at(Duration.ofMinutes(479)))).isEmpty();
    }

    @Test
    void endedSessionIsForgotten() {
        table.onCreated("a", START);
        signIn("b", Duration.ZERO);
        assertThat(table.onEnded("a")).isFalse();
        assertThat(table.onEnded("b")).isTrue();
        assertThat(table.due(at(Duration.ofDays(1)))).isEmpty();
        assertThat(table.signedIn()).isEmpty();
    }
}
