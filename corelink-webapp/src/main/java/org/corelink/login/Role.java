package org.corelink.login;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person may do. A ladder: each role includes those before it. */
public enum Role {
    /** May read. */
    VIEWER,
    /** May acknowledge and resample. */
    OPERATOR,
    /** May administer: manager, invitations, keys. */
    ADMIN;

    private static final Set<String> ADMIN_GROUPS = Set.of("sudo", "docker");

    /** The name in {@code web.xml} and in the realm, for example {@code "viewer"}. */
    public String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The groups that grant a role by their name. */
    public static Set<String> groupNames() {
        return Arrays.stream(values()).map(Role::groupName).collect(Collectors.toUnmodifiableSet());
    }

    /** The Unix group that grants this role, for example {@code "corelink-viewer"}. */
    public String groupName() {
        return "corelink-" + roleName();
    }

    /**
     * The roles of a person.
     *
     * <p>If this host has any of the groups {@code corelink-viewer}, {@code -operator}, {@code -admin}, these decide
     * alone. Otherwise members of {@code sudo} or {@code docker} are admin, and other people viewer.
     *
     * @param userGroups names of the person's groups
     * @param hostHasRoleGroups whether any of the three groups exists on this host
     * @return the highest role granted and those below it; empty for a person who may not come in
     */
    public static Set<Role> of(Set<String> userGroups, boolean hostHasRoleGroups) {
        if (hostHasRoleGroups) {
            for (Role role : new Role[] {ADMIN, OPERATOR, VIEWER}) {
                if (userGroups.contains(role.groupName())) {
                    return role.withThoseBelow();
                }
            }
            return Set.of();
        }
        boolean admin = userGroups.stream().anyMatch(ADMIN_GROUPS::contains);
        return (admin ? ADMIN : VIEWER).withThoseBelow();
    }

    /** This role and all that it includes. */
    Set<Role> withThoseBelow() {
        return Set.copyOf(EnumSet.range(VIEWER, this));
    }
}
