package org.corelink.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.corelink.login.Role.ADMIN;
import static org.corelink.login.Role.OPERATOR;
import static org.corelink.login.Role.VIEWER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.corelink.login.pam.PamAnswer;
import org.corelink.login.pam.UnixAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleRulesTest {
    private static final List<String> FILE =
            List.of("# Who may do what here", "", "admin: sudo  wheel", " Operator : gpu-ops", "viewer: users");

    @TempDir
    Path folder;

    private static PamAnswer.Granted memberOf(String... groups) {
        return new PamAnswer.Granted(new UnixAccount("anna", 1_000, "/bin/sh", Set.of(groups)), false, "f");
    }

    @Test
    void highestRoleOfAllGroupsIsGrantedWithThoseBelow() {
        RoleRules rules = RoleRules.parse(FILE);
        assertThat(rules.rolesOf(Set.of("users", "wheel"))).containsExactlyInAnyOrder(VIEWER, OPERATOR, ADMIN);
        assertThat(rules.rolesOf(Set.of("gpu-ops"))).containsExactlyInAnyOrder(VIEWER, OPERATOR);
        assertThat(rules.rolesOf(Set.of("users"))).containsExactly(VIEWER);
        assertThat(rules.rolesOf(Set.of("docker"))).isEmpty();
    }

    @Test
    void roleWithoutGroupsIsGrantedToNobody() {
        assertThat(RoleRules.parse(List.of("admin:")).rolesOf(Set.of("", "sudo")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"root: sudo", "admin sudo", "admin: sudo\nadmin: wheel", ": x"})
    void otherLinesAreRefusedWithTheirNumber(String text) {
        assertThatThrownBy(() -> RoleRules.parse(text.lines().toList())).hasMessageContaining("line ");
    }

    @Test
    void fileCountsAtOnceAndADamagedOneChangesNothing() throws Exception {
        Path path = folder.resolve("roles");
        RoleFile roles = new RoleFile(path);
        assertThat(roles.of(memberOf("docker"))).contains(ADMIN);
        Files.write(path, FILE);
        assertThat(roles.of(memberOf("docker"))).isEmpty();
        assertThat(roles.of(memberOf("gpu-ops"))).contains(OPERATOR);
        Files.writeString(path, "nonsense");
        assertThat(roles.of(memberOf("gpu-ops"))).contains(OPERATOR);
        assertThatThrownBy(() -> new RoleFile(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString());
    }
}
