package org.corelink.manager;

import org.corelink.login.Role;

/** What a command does to the server, and so what it needs. */
public enum Effect {
    /** Nothing. */
    READS(Role.ADMIN, false),
    /** Readings are taken sooner. */
    REFRESHES(Role.OPERATOR, false),
    /** Something is different afterwards. */
    CHANGES(Role.ADMIN, true);

    private final Role role;
    private final boolean passwordNeeded;

    Effect(Role role, boolean passwordNeeded) {
        this.role = role;
        this.passwordNeeded = passwordNeeded;
    }

    /** The least role that may. */
    public Role role() {
        return role;
    }

    /** Whether the person must have given the password within the last minutes. */
    public boolean isPasswordNeeded() {
        return passwordNeeded;
    }
}
