package org.corelink.login;

import java.security.Principal;

/** A role that a signed-in person holds. */
public record RolePrincipal(Role role) implements Principal {
    @Override
    public String getName() {
        return role.roleName();
    }
}
