package org.corelink.login;

import java.security.Principal;

/**
 * A person who signed in.
 *
 * @param name Unix user name, as the host spells it
 * @param fingerprint of the account at that time; another one later means another password or another account
 */
public record UserPrincipal(String name, String fingerprint) implements Principal {
    @Override
    public String getName() {
        return name;
    }
}
