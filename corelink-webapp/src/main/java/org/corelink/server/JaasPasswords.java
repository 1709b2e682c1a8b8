package org.corelink.server;

import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.corelink.api.access.PasswordCheck;
import org.corelink.login.Role;
import org.corelink.login.RolePrincipal;

/** Checks the passwords that programs send as those of people are checked: by JAAS, and so by PAM. */
final class JaasPasswords implements PasswordCheck {
    private static final System.Logger LOG = System.getLogger(JaasPasswords.class.getName());

    private final PamConfiguration configuration;

    JaasPasswords(String pamService) {
        configuration = new PamConfiguration(pamService);
    }

    @Override
    public Verdict ask(String user, String password, String address) {
        Subject subject = new Subject();
        try {
            new LoginContext(PamConfiguration.APPLICATION, subject, asked -> answer(asked, user, password), configuration)
                    .login();
        } catch (LoginException e) {
            LOG.log(System.Logger.Level.DEBUG, "a program was refused", e);
            return new Refused();
        }
        return subject.getPrincipals().contains(new RolePrincipal(Role.VIEWER)) ? new Accepted() : new Refused();
    }

    private static void answer(Callback[] asked, String user, String password) throws UnsupportedCallbackException {
        for (Callback one : asked) {
            switch (one) {
                case NameCallback name -> name.setName(user);
                case PasswordCallback secret -> secret.setPassword(password.toCharArray());
                default -> throw new UnsupportedCallbackException(one);
            }
        }
    }
}
