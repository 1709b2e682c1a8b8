package org.corelink.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corelink.login.Role.ADMIN;
import static org.corelink.login.Role.OPERATOR;
import static org.corelink.login.Role.VIEWER;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "0, /bin/bash, false",
        "33, /bin/bash, false",
        "999, /bin/sh, false",
        "1000, /bin/bash, true",
        "65534, /bin/sh, false",
        "1000, /usr/sbin/nologin, false",
        "1000, /bin/false, false",
        "4294967294, /bin/bash, true"
    })
    void onlyPeopleWithALoginShellMayComeIn(long uid, String shell, boolean person) {
        assertThat(new UnixAccount("x", uid, shell, Set.of()).isPerson()).isEqualTo(person);
    }
}
