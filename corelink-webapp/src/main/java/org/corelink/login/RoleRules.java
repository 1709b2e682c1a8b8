package org.corelink.login;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which Unix groups grant which role on this host. Pure.
 *
 * @param groups names of groups by role; a role without any is granted to nobody
 */
public record RoleRules(Map<Role, Set<String>> groups) {
    private static final String COMMENT = "#";

    /** Takes an immutable copy. */
    public RoleRules {
        groups = Map.copyOf(groups);
    }

    /**
     * Reads rules of the form {@code operator: gpu-ops students}, one role a line; empty lines and those after # do not count.
     *
     * @throws IllegalArgumentException if a line is anything else or names a role twice; the message says which
     */
    static RoleRules parse(List<String> lines) {
        Map<Role, Set<String>> groups = new EnumMap<>(Role.class);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith(COMMENT)) {
                addLine(groups, line, i + 1);
            }
        }
        return new RoleRules(groups);
    }

    private static void addLine(Map<Role, Set<String>> groups, String line, int number) {
        String[] parts = line.split(":", 2);
        Optional<Role> role = Arrays.stream(Role.values())
                .filter(known -> known.roleName().equals(parts[0].strip().toLowerCase(Locale.ROOT)))
                .findFirst();
        if (parts.length < 2 || role.isEmpty() || groups.containsKey(role.get())) {
            throw new IllegalArgumentException("line " + number
                    + " is not viewer:, operator: or admin:, each at most once," + " and names of groups after it");
        }
        Set<String> names = Arrays.stream(parts[1].strip().split("\\s+"))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        groups.put(role.get(), names);
    }

    /** The highest role that any of the groups grants and those below it; empty for a person who may not come in. */
    public Set<Role> rolesOf(Set<String> userGroups) {
        for (Role role : new Role[] {Role.ADMIN, Role.OPERATOR, Role.VIEWER}) {
            if (groups.getOrDefault(role, Set.of()).stream().anyMatch(userGroups::contains)) {
                return role.withThoseBelow();
            }
        }
        return Set.of();
    }
}
