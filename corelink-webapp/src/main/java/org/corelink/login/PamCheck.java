package org.corelink.login;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jvnet.libpam.PAM;
import org.jvnet.libpam.PAMException;

/**
 * Asks PAM whether a password is right and the account may be used, both: an expired or locked account passes the
 * first question and fails the second.
 *
 * <p>PAM is native code that blocks for seconds after a refusal, so it runs on a few platform threads of its own:
 * {@value #THREADS} at once, {@value #QUEUE} waiting, and everybody after that is refused at once.
 */
final class PamCheck {
    private static final System.Logger LOG = System.getLogger(PamCheck.class.getName());

    /** Attempts at the same time. */
    static final int THREADS = 4;

    /** Attempts waiting for a thread. */
    static final int QUEUE = 16;

    /** After which an attempt counts as failed; a hung PAM module must not hold the browser for ever. */
    static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("pam-", 0).daemon().factory());

    static {
        POOL.allowCoreThreadTimeOut(true);
    }

    private PamCheck() {}

    /**
     * Whether the password is right and the account may be used. Why not is not told apart on purpose; too many attempts
     * at once, a hang and a failure of PAM itself are logged and count as no.
     *
     * <p>Blocks the caller, at most for {@link #DEADLINE}; any thread.
     */
    static boolean accepts(String service, String user, String password) throws InterruptedException {
        Future<Boolean> attempt;
        try {
            attempt = POOL.submit(() -> ask(service, user, password));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "sign-in refused: {0} attempts are waiting for PAM already", QUEUE);
            return false;
        }
        try {
            return attempt.get(DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            attempt.cancel(true);
            LOG.log(System.Logger.Level.WARNING, "PAM service {0} did not answer within {1}", service, DEADLINE);
            return false;
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.ERROR, "PAM service " + service + " failed", e.getCause());
            return false;
        }
    }

    private static boolean ask(String service, String user, String password) throws PAMException {
        PAM pam = new PAM(service);
        try {
            // Runs pam_authenticate, pam_setcred and pam_acct_mgmt. Its idea of the user's groups is not used:
            // see UnixAccounts.
            pam.authenticate(user, password);
            return true;
        } catch (PAMException e) {
            LOG.log(System.Logger.Level.DEBUG, "PAM refused", e);
            return false;
        } finally {
            pam.dispose();
        }
    }
}
