package org.corelink.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corelink.login.Role.ADMIN;
import static org.corelink.login.Role.OPERATOR;
import static org.corelink.login.Role.VIEWER;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void withoutRoleGroupsSudoAndDockerAreAdminAndOthersViewer() {
        assertThat(Role.of(Set.of("users"), false)).containsExactly(VIEWER);
        assertThat(Role.of(Set.of("users", "sudo"), false)).containsExactlyInAnyOrder(VIEWER, OPERATOR, ADMIN);
        assertThat(Role.of(Set.of("docker"), false)).contains(ADMIN);
    }

    @Test
    void whereRoleGroupsExistTheyDecideAlone() {
        assertThat(Role.of(Set.of("sudo"), true)).isEmpty();
        assertThat(Role.of(Set.of("corelink-viewer"), true)).containsExactly(VIEWER);
        assertThat(Role.of(Set.of("corelink-operator"), true)).containsExactlyInAnyOrder(VIEWER, OPERATOR);
        assertThat(Role.of(Set.of("corelink-viewer", "corelink-admin"), true))
                .containsExactlyInAnyOrder(VIEWER, OPERATOR, ADMIN);
    }
}
