package org.corelink.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.corelink.api.access.PasswordCache;
import org.corelink.login.Role;
import org.corelink.login.RoleFile;
import org.corelink.login.Roles;
import org.corelink.login.SignIn;
import org.corelink.login.audit.AuditFile;
import org.corelink.login.audit.AuditLog;
import org.corelink.login.pam.AccountCheck;
import org.corelink.login.pam.PamClient;
import org.corelink.login.session.AccountReview;
import org.corelink.login.session.Permission;
import org.corelink.login.session.SessionGuard;

/** What decides who may come in, started before the web server and ended after it. */
final class LoginService implements AutoCloseable {

    /** Twice in the minute in which a locked account must be out. */
    private static final Duration REVIEW = Duration.ofSeconds(30);

    private static final int SALT_BYTES = 32;

    private final AccountCheck accounts;
    private final AuditLog audit;
    private final SignIn signIn;
    private final SessionGuard sessions;
    private final AccountReview review;
    private final PasswordCache passwords;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("login-", 0).factory());

    private LoginService(AccountCheck accounts, Roles roles, ServerConfig config) {
        this.accounts = accounts;
        audit = new AuditFile(config.data().resolve("audit.log"));
        sessions = new SessionGuard(config.data().resolve("sessions"), config.idleLimit(), audit);
        review = new AccountReview(accounts, roles, sessions);
        signIn = new SignIn(new PamConfiguration(accounts, roles), audit);
        passwords = new PasswordCache(new SignInPasswords(signIn), salt());
    }

    private static byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    /** Where accounts come from. */
    @FunctionalInterface
    interface Accounts {
        /** Those of this host. */
        static AccountCheck ofThisHost(ServerConfig config) throws IOException {
            return AccountCheck.ofThisHost(config.pamService(), Role.groupNames(), config.data());
        }

        /** The same through a PAM process that this one did not start, and could not: it is not root. */
        static Accounts behind(Path socket) {
            return _ -> new PamClient(socket);
        }

        /** Makes them ready to be asked. */
        AccountCheck open(ServerConfig config) throws IOException;
    }

    /**
     * Starts it.
     *
     * @throws StartException if the accounts cannot be asked
     */
    static LoginService start(ServerConfig config, Accounts accounts) throws StartException {
        try {
            Roles roles = new RoleFile(config.data().resolve("roles"));
            LoginService login = new LoginService(accounts.open(config), roles, config);
            login.startTimers();
            return login;
        } catch (IOException e) {
            throw new StartException(
                    "Sign-in cannot be prepared: " + e.getMessage() + ". Mend that and start again.", e);
        }
    }

    private void startTimers() {
        var _ = timer.scheduleAtFixedRate(
                new Recurring("the end of old sessions", sessions::sweep), 1, 1, TimeUnit.SECONDS);
        var _ = timer.scheduleWithFixedDelay(
                new Recurring("the review of accounts", this::reviewAll), 0, REVIEW.toSeconds(), TimeUnit.SECONDS);
    }

    private void reviewAll() {
        try {
            review.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    SignIn signIn() {
        return signIn;
    }

    SessionGuard sessions() {
        return sessions;
    }

    /** The passwords that programs send along with each request. */
    PasswordCache passwords() {
        return passwords;
    }

    AuditLog audit() {
        return audit;
    }

    Permission permission() {
        return new Permission(sessions, review, audit);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        accounts.close();
    }
}
