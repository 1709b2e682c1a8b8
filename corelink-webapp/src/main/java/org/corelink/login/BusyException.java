package org.corelink.login;

import javax.security.auth.login.LoginException;

/** So many sign-ins wait for PAM that this one was not tried. */
public final class BusyException extends LoginException {
    private static final long serialVersionUID = 1L;

    BusyException() {
        super("too many sign-ins at once");
    }
}
