package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.corelink.gossip.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptIdentityTest {
    @TempDir
    private Path data;

    private Identity run() throws IOException {
        try (KeptIdentity kept = KeptIdentity.in(data)) {
            return kept.identity();
        }
    }

    @Test
    void machineIsTheSameInItsNextRun() throws Exception {
        Identity first = run();
        Identity second = run();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.incarnation()).isGreaterThan(first.incarnation());
    }

    @Test
    void identityIsOneConsolesAtATime() throws Exception {
        try (KeptIdentity _ = KeptIdentity.in(data)) {
            assertThatThrownBy(this::run).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
    }

    @Test
    void whatRootWritesBelongsToTheUserWhoseFolderItIs() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        UserPrincipal user =
                data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(data, user);
        run();
        try (var files = Files.list(data)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getOwner(file)).isEqualTo(user));
        }
    }
}
