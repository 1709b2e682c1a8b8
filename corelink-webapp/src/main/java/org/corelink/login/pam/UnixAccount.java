package org.corelink.login.pam;

import java.util.Set;

/**
 * One entry of the host's user database.
 *
 * @param name user name, as the database spells it
 * @param uid numeric user id
 * @param shell login shell, an absolute path
 * @param groups names of all groups, primary and supplementary
 */
public record UnixAccount(String name, long uid, String shell, Set<String> groups) {
    /** First user id of a person; lower ones belong to the system (UID_MIN of Debian's and Red Hat's login.defs). */
    public static final long FIRST_PERSON_UID = 1_000;

    /** {@code nobody}: no person either. */
    private static final long NOBODY_UID = 65_534;

    private static final Set<String> NO_LOGIN_SHELLS =
            Set.of("/usr/sbin/nologin", "/sbin/nologin", "/bin/false", "/usr/bin/false");

    /** Takes an immutable copy of the groups. */
    public UnixAccount {
        groups = Set.copyOf(groups);
    }

    /** Whether a person stands behind it who may log in: neither root nor a system account, and with a login shell. */
    public boolean isPerson() {
        return uid >= FIRST_PERSON_UID && uid != NOBODY_UID && !NO_LOGIN_SHELLS.contains(shell);
    }
}
