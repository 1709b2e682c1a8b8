package org.corelink.login.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.corelink.login.Role;
import org.corelink.login.UserPrincipal;
import org.corelink.login.pam.PamAnswer;
import org.corelink.login.pam.UnixAccount;
import org.corelink.login.session.Permission.Verdict;
import org.junit.jupiter.api.Test;

class AccountReviewTest {
    private static final SignedInSession OPERATOR =
            new SignedInSession("k", new UserPrincipal("anna", "f1"), Set.of(Role.VIEWER, Role.OPERATOR), "", 0, 0, 0);

    private static Optional<String> objection(PamAnswer answer) {
        return AccountReview.objection(
                OPERATOR.user(),
                OPERATOR.roles(),
                answer,
                granted -> Role.of(granted.account().groups(), granted.roleGroupsExist()));
    }

    private static PamAnswer now(String fingerprint, String shell, String... groups) {
        return new PamAnswer.Granted(new UnixAccount("anna", 1_000, shell, Set.of(groups)), true, fingerprint);
    }

    @Test
    void unchangedAccountStays() {
        assertThat(objection(now("f1", "/bin/sh", "corelink-operator"))).isEmpty();
        assertThat(objection(now("f1", "/bin/sh", "corelink-admin"))).isEmpty();
    }

    @Test
    void lockedExpiredRemovedRepasswordedAndDemotedAreOut() {
        assertThat(objection(new PamAnswer.Refused())).isPresent();
        assertThat(objection(now("f2", "/bin/sh", "corelink-operator"))).isPresent();
        assertThat(objection(now("f1", "/usr/sbin/nologin", "corelink-operator")))
                .isPresent();
        assertThat(objection(now("f1", "/bin/sh", "corelink-viewer"))).isPresent();
        assertThat(objection(now("f1", "/bin/sh"))).isPresent();
    }

    @Test
    void roleIsALadderAndAdministrationNeedsAPasswordOfTheLastFiveMinutes() {
        long start = Long.MAX_VALUE - 1;
        SignedInSession admin = new SignedInSession("k", OPERATOR.user(), Set.of(Role.values()), "", 0, start, start);
        long fiveMinutes = Duration.ofMinutes(5).toNanos();
        assertThat(Permission.judge(OPERATOR, Role.VIEWER, start)).isEqualTo(Verdict.GRANTED);
        assertThat(Permission.judge(OPERATOR, Role.OPERATOR, start + 9 * fiveMinutes))
                .isEqualTo(Verdict.GRANTED);
        assertThat(Permission.judge(OPERATOR, Role.ADMIN, start)).isEqualTo(Verdict.DENIED);
        assertThat(Permission.judge(admin, Role.ADMIN, start + fiveMinutes)).isEqualTo(Verdict.GRANTED);
        assertThat(Permission.judge(admin, Role.ADMIN, start + fiveMinutes + 1)).isEqualTo(Verdict.PASSWORD_NEEDED);
    }
}
