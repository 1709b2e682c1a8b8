package org.corelink.manager;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.corelink.login.Role;

/** The roles of Tomcat's manager, by which {@code web.xml} guards its parts. All are granted to {@link Role#ADMIN}. */
public enum ContainerRole {
    /** May use the pages. */
    GUI,
    /** May use the text commands. */
    SCRIPT,
    /** May see the status. */
    STATUS;

    /** The name in {@code web.xml}, for example {@code manager-gui}. */
    public String roleName() {
        return "manager-" + name().toLowerCase(Locale.ROOT);
    }

    /** The names of the roles of the manager that come with a person's roles. */
    public static List<String> grantedTo(Set<Role> roles) {
        return roles.contains(Role.ADMIN)
                ? Arrays.stream(values()).map(ContainerRole::roleName).toList()
                : List.of();
    }
}
