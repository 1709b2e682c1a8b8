package org.corelink.login;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.corelink.login.audit.AuditEvent;
import org.corelink.login.audit.AuditLog;
import org.corelink.login.throttle.RefusalTime;
import org.corelink.login.throttle.SignInThrottle;

/**
 * Every attempt to sign in, by form, by HTTP Basic or to step up: throttle, then JAAS with {@link PamLoginModule}, then the
 * audit line. Blocks the caller for seconds: call it on a virtual thread. Any thread.
 */
public final class SignIn {
    /** Name of the JAAS application. */
    public static final String APPLICATION = "CoreLink";

    private static final System.Logger LOG = System.getLogger(SignIn.class.getName());

    /** After which PAM has a place again, as a rule. */
    private static final Duration BUSY = Duration.ofSeconds(5);

    private final Configuration jaas;
    private final AuditLog audit;
    private final SignInThrottle throttle = new SignInThrottle();
    private final RefusalTime refusalTime = new RefusalTime();

    /**
     * Nothing is asked yet.
     *
     * @param jaas names {@link PamLoginModule} for {@link #APPLICATION}
     */
    public SignIn(Configuration jaas, AuditLog audit) {
        this.jaas = jaas;
        this.audit = audit;
    }

    /**
     * Tries to sign in.
     *
     * @param name as the person wrote it
     * @param address the client's, numeric
     */
    public SignInOutcome attempt(String name, String password, String address) throws InterruptedException {
        long start = System.nanoTime();
        Duration wait = throttle.begin(address, name, start);
        if (wait.isPositive()) {
            audit.record(AuditEvent.of("sign-in-throttled", address, name).with("wait", wait.toSeconds() + "s"));
            return new SignInOutcome.TooMany(wait);
        }
        try {
            SignInOutcome.Welcome welcome = login(name, password, address);
            throttle.succeeded(address, name);
            refusalTime.onAttempt(System.nanoTime() - start);
            audit.record(AuditEvent.of("sign-in", address, welcome.user().name()));
            return welcome;
        } catch (BusyException e) {
            throttle.withdrawn(address, name);
            audit.record(AuditEvent.of("sign-in-busy", address, name));
            LOG.log(System.Logger.Level.DEBUG, "busy", e);
            return new SignInOutcome.TooMany(BUSY);
        } catch (LoginException e) {
            throttle.failed(address, name, System.nanoTime());
            audit.record(AuditEvent.of("sign-in-failed", address, name));
            LOG.log(System.Logger.Level.DEBUG, "sign-in refused", e);
            refusalTime.onAttempt(System.nanoTime() - start);
            Thread.sleep(refusalTime.now().minusNanos(System.nanoTime() - start));
            return new SignInOutcome.Refused();
        }
    }

    private SignInOutcome.Welcome login(String name, String password, String address) throws LoginException {
        Subject subject = new Subject();
        new LoginContext(APPLICATION, subject, new Answers(name, password, address), jaas).login();
        UserPrincipal user =
                subject.getPrincipals(UserPrincipal.class).iterator().next();
        Set<Role> roles = subject.getPrincipals(RolePrincipal.class).stream()
                .map(RolePrincipal::role)
                .collect(Collectors.toUnmodifiableSet());
        return new SignInOutcome.Welcome(user, roles);
    }

    /** Tells the login module what the person and the network said. */
    private record Answers(String name, String password, String address) implements CallbackHandler {
        @Override
        public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
            for (Callback callback : callbacks) {
                switch (callback) {
                    case NameCallback question -> question.setName(name);
                    case PasswordCallback question -> question.setPassword(password.toCharArray());
                    case RemoteHostCallback question -> question.setAddress(address);
                    default -> throw new UnsupportedCallbackException(callback);
                }
            }
        }
    }
}
