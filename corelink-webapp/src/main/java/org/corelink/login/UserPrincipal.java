package org.corelink.login;

import java.security.Principal;

/** A person who signed in, by Unix user name. */
public record UserPrincipal(String name) implements Principal {
    @Override
    public String getName() {
        return name;
    }
}
