package org.corelink.server;

import java.io.IOException;
import java.time.Instant;
import org.corelink.login.Role;
import org.corelink.login.SignIn;
import org.corelink.login.audit.AuditEvent;
import org.corelink.login.audit.AuditLog;
import org.corelink.login.pam.AccountCheck;

/** What decides who may come in, started before the web server and ended after it. */
final class LoginService implements AutoCloseable {
    private static final System.Logger AUDIT = System.getLogger("org.corelink.audit");

    private final AccountCheck accounts;
    private final AuditLog audit = LoginService::log;
    private final SignIn signIn;

    private LoginService(AccountCheck accounts) {
        this.accounts = accounts;
        signIn = new SignIn(new PamConfiguration(accounts), audit);
    }

    /**
     * Starts it.
     *
     * @throws StartException if PAM cannot be asked
     */
    static LoginService start(ServerConfig config) throws StartException {
        try {
            return new LoginService(
                    AccountCheck.ofThisHost(config.pamService(), Role.groupNames(), config.data()));
        } catch (IOException e) {
            throw new StartException("Sign-in cannot be prepared: " + e + ". Is the disk full or read-only?", e);
        }
    }

    private static void log(AuditEvent event) {
        AUDIT.log(System.Logger.Level.INFO, event.line(Instant.now()));
    }

    SignIn signIn() {
        return signIn;
    }

    @Override
    public void close() {
        accounts.close();
    }
}
