package org.corelink.server;

import java.security.Principal;
import java.util.List;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.corelink.login.Role;
import org.corelink.login.SignIn;
import org.corelink.login.SignInOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's way to {@link SignIn}, and so to JAAS. Not Tomcat's own JAAS realm: that one knows neither who asks nor how to
 * say that there are too many.
 */
final class ConsoleRealm extends RealmBase {
    /** The request whose password is checked; bound by the authenticator. */
    static final ScopedValue<SignInCall> CALL = ScopedValue.newInstance();

    private final SignIn signIn;

    ConsoleRealm(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public @Nullable Principal authenticate(@Nullable String name, @Nullable String password) {
        if (name == null || password == null) {
            return null;
        }
        try {
            return switch (signIn.attempt(name, password, CALL.get().address())) {
                case SignInOutcome.Welcome welcome -> principal(welcome);
                case SignInOutcome.Refused _ -> null;
                case SignInOutcome.TooMany tooMany -> {
                    CALL.get().onTooMany(tooMany.retryAfter());
                    yield null;
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Principal principal(SignInOutcome.Welcome welcome) {
        List<String> roles = welcome.roles().stream().map(Role::roleName).toList();
        return new GenericPrincipal(welcome.user().getName(), roles, welcome.user());
    }

    /** There is none: PAM alone knows. */
    @Override
    protected @Nullable String getPassword(String name) {
        return null;
    }

    /** Nobody comes in without a password. */
    @Override
    protected @Nullable Principal getPrincipal(String name) {
        return null;
    }
}
