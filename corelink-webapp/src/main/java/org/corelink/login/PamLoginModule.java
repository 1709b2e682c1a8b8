package org.corelink.login;

import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;

/**
 * The JAAS login module of CoreLink: a Unix account, checked by PAM, with roles from its Unix groups.
 *
 * <p>Root, system accounts and accounts without a login shell are refused after PAM was asked, so that the answer takes
 * the same time as a wrong password. Option {@value #SERVICE}: the PAM service.
 */
public final class PamLoginModule implements LoginModule {
    /** Name of the option that names the PAM service. */
    public static final String SERVICE = "service";

    private static final System.Logger LOG = System.getLogger(PamLoginModule.class.getName());
    private static final int MAX_NAME = 64;
    private static final int MAX_PASSWORD = 512;

    private @Nullable Subject subject;
    private @Nullable CallbackHandler callbacks;
    private String service = "";
    private final Set<Principal> principals = new HashSet<>();

    /** Called by JAAS. */
    public PamLoginModule() {}

    @Override
    public void initialize(
            Subject newSubject, CallbackHandler handler, Map<String, ?> sharedState, Map<String, ?> options) {
        subject = newSubject;
        callbacks = handler;
        service = String.valueOf(options.get(SERVICE));
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("user: ");
        PasswordCallback password = new PasswordCallback("password: ", false);
        ask(name, password);
        char[] secret = password.getPassword();
        try {
            principals.addAll(authenticate(name.getName(), secret));
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

    private Set<Principal> authenticate(@Nullable String name, char @Nullable [] secret) throws LoginException {
        if (name == null || secret == null || !isPlausible(name, secret)) {
            throw new FailedLoginException();
        }
        try {
            if (!PamCheck.accepts(service, name, new String(secret))) {
                throw new FailedLoginException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedLoginException();
        }
        Optional<UnixAccount> account = UnixAccounts.find(name).filter(UnixAccount::isPerson);
        if (account.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "sign-in refused: not the account of a person");
            throw new FailedLoginException();
        }
        return principalsOf(account.get());
    }

    /** Keeps what no Unix account can be called away from native code: NUL would cut the string there. */
    private static boolean isPlausible(String name, char[] secret) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && secret.length <= MAX_PASSWORD
                && name.chars().noneMatch(Character::isISOControl)
                && new String(secret).indexOf('\0') < 0;
    }

    private static Set<Principal> principalsOf(UnixAccount account) throws LoginException {
        boolean hostHasRoleGroups =
                Arrays.stream(Role.values()).map(Role::groupName).anyMatch(UnixAccounts::groupExists);
        Set<Role> roles = Role.of(account.groups(), hostHasRoleGroups);
        if (roles.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "sign-in refused: in none of the groups that grant a role");
            throw new FailedLoginException();
        }
        Set<Principal> granted = new HashSet<>();
        granted.add(new UserPrincipal(account.name()));
        roles.forEach(role -> granted.add(new RolePrincipal(role)));
        return granted;
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
