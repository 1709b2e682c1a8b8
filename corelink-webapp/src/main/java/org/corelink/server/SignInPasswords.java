package org.corelink.server;

import org.corelink.api.access.PasswordCheck;
import org.corelink.login.Role;
import org.corelink.login.SignIn;
import org.corelink.login.SignInOutcome;

/** Checks the passwords that programs send as those of people are checked: with throttle, PAM and audit. */
final class SignInPasswords implements PasswordCheck {
    private final SignIn signIn;

    SignInPasswords(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public Verdict ask(String user, String password, String address) throws InterruptedException {
        return switch (signIn.attempt(user, password, address)) {
            case SignInOutcome.Welcome welcome
            when welcome.roles().contains(Role.VIEWER) -> new Accepted(welcome.user(), welcome.roles());
            case SignInOutcome.Welcome _, SignInOutcome.Refused _ -> new Refused();
            case SignInOutcome.TooMany tooMany -> new TooMany(tooMany.retryAfter());
        };
    }
}
