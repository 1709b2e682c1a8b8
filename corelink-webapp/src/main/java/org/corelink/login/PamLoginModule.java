package org.corelink.login;

import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.corelink.login.pam.AccountCheck;
import org.corelink.login.pam.PamAnswer;
import org.corelink.login.pam.PamQuestion;
import org.corelink.login.pam.UnixAccount;
import org.jspecify.annotations.Nullable;

/**
 * The JAAS login module of CoreLink: a Unix account, checked by PAM, with roles from its Unix groups.
 *
 * <p>Root, system accounts and accounts without a login shell are refused after PAM was asked, so that the answer takes
 * the same time as a wrong password. Option {@value #ACCOUNTS}: the {@link AccountCheck} that asks PAM. Option {@value #ROLES}: the
 * {@link Roles} that groups grant.
 */
public final class PamLoginModule implements LoginModule {
    /** Name of the option that holds the {@link AccountCheck}. */
    public static final String ACCOUNTS = "accounts";

    /** Name of the option that holds the {@link Roles}. */
    public static final String ROLES = "roles";

    private static final int MAX_NAME = 64;
    private static final int MAX_PASSWORD = 512;

    private @Nullable Subject subject;
    private @Nullable CallbackHandler callbacks;
    private @Nullable AccountCheck accounts;
    private @Nullable Roles roles;
    private final Set<Principal> principals = new HashSet<>();

    /** Called by JAAS. */
    public PamLoginModule() {}

    @Override
    public void initialize(
            Subject newSubject, CallbackHandler handler, Map<String, ?> sharedState, Map<String, ?> options) {
        subject = newSubject;
        callbacks = handler;
        accounts = (AccountCheck) options.get(ACCOUNTS);
        roles = (Roles) options.get(ROLES);
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("user: ");
        PasswordCallback password = new PasswordCallback("password: ", false);
        RemoteHostCallback remoteHost = new RemoteHostCallback();
        ask(name, password, remoteHost);
        char[] secret = password.getPassword();
        try {
            principals.addAll(authenticate(name.getName(), secret, remoteHost.address()));
            return true;
        } finally {
            password.clearPassword();
            if (secret != null) {
                Arrays.fill(secret, '\0');
            }
        }
    }

    private void ask(Callback... questions) throws LoginException {
        if (callbacks == null) {
            throw new LoginException("no callback handler");
        }
        try {
            callbacks.handle(questions);
        } catch (IOException | UnsupportedCallbackException e) {
            throw (LoginException) new LoginException("name and password could not be read").initCause(e);
        }
    }

    private Set<Principal> authenticate(@Nullable String name, char @Nullable [] secret, String remoteHost)
            throws LoginException {
        if (name == null || secret == null || accounts == null || roles == null || !isPlausible(name, secret)) {
            throw new FailedLoginException("not even plausible");
        }
        try {
            return switch (accounts.ask(PamQuestion.signIn(name, new String(secret), remoteHost))) {
                case PamAnswer.Granted granted -> admit(granted, roles.of(granted));
                case PamAnswer.Refused _ -> throw new FailedLoginException("PAM refused");
                case PamAnswer.Busy _ -> throw new BusyException();
                case PamAnswer.Failed(String reason) -> throw new FailedLoginException(reason);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedLoginException("interrupted");
        }
    }

    private static Set<Principal> admit(PamAnswer.Granted granted, Set<Role> roles) throws FailedLoginException {
        UnixAccount account = granted.account();
        if (!account.isPerson()) {
            throw new FailedLoginException("not the account of a person");
        }
        if (roles.isEmpty()) {
            throw new FailedLoginException("in none of the groups that grant a role");
        }
        Set<Principal> admitted = new HashSet<>();
        admitted.add(new UserPrincipal(account.name(), granted.fingerprint()));
        roles.forEach(role -> admitted.add(new RolePrincipal(role)));
        return admitted;
    }

    /** Keeps what no Unix account can be called away from native code: NUL would cut the string there. */
    private static boolean isPlausible(String name, char[] secret) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && secret.length <= MAX_PASSWORD
                && name.chars().noneMatch(Character::isISOControl)
                && new String(secret).indexOf('\0') < 0;
    }

    @Override
    public boolean commit() throws LoginException {
        if (subject == null || principals.isEmpty()) {
            return false;
        }
        subject.getPrincipals().addAll(principals);
        return true;
    }

    @Override
    public boolean abort() {
        boolean hadSucceeded = !principals.isEmpty();
        principals.clear();
        return hadSucceeded;
    }

    @Override
    public boolean logout() {
        if (subject != null) {
            subject.getPrincipals().removeAll(principals);
        }
        principals.clear();
        return true;
    }
}
