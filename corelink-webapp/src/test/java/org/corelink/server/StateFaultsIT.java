package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the console keeps, in the hands of others, unreadable, or something else than a file: it is said, nobody is let in by it, and
 * the console serves on. These consoles are root without the right to pass by permissions.
 */
@Tag("slow")
class StateFaultsIT extends Endurance {
    private static final String[] HELD_BY_PERMISSIONS = {"setpriv", "--bounding-set=-dac_override,-dac_read_search"};

    private static void permit(Path path, String permissions) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void filesOfAnotherOwnerOpenNothingAndAreSaid() throws Exception {
        start(HELD_BY_PERMISSIONS);
        settlePort();
        try (ConsoleClient before = signedIn()) {
            server.terminate();
            Shell.run("chown", "nobody", data().resolve("sessions").toString());
            start(HELD_BY_PERMISSIONS);
            awaitService();
            assertThat(isIn(before))
                    .as("a session that others could have written")
                    .isFalse();
            assertThat(server.log()).contains("sessions cannot be used", "sessions.bad");
        }
        server.terminate();
        for (String name : List.of("sessions", "gossip-identity")) {
            permit(data().resolve(name), "rw-rw-rw-");
        }
        start(HELD_BY_PERMISSIONS);
        awaitService();
        assertThat(server.log()).contains("sessions.bad", "gossip-identity.bad", "others than its owner may write it");
        requireNothingUnexpected();
    }

    @Test
    void unreadableIdentityIsSaidAtTheStartWithWhatToDo() throws Exception {
        start(HELD_BY_PERMISSIONS);
        server.terminate();
        Path identity = data().resolve("gossip-identity");
        permit(identity, "---------");
        ServerProcess refused = launch(HELD_BY_PERMISSIONS);
        assertThat(refused.awaitExit()).isEqualTo(1);
        assertThat(refused.log())
                .contains("no permission for " + identity, "correct that")
                .doesNotContain("\tat ");
        permit(identity, "rw-------");
        start(HELD_BY_PERMISSIONS);
        awaitService();
    }

    @Test
    void folderThatCannotBeUsedAnyMoreIsSaidAndTheConsoleServesOn() throws Exception {
        start(HELD_BY_PERMISSIONS);
        requireService();
        Holdings before = Holdings.of(server);
        permit(data(), "---------");
        try (ConsoleClient person = signedIn()) {
            assertThat(server.log()).contains("sessions cannot be kept over a restart", "cannot be written, the line");
            permit(data(), "rwx------");
            awaitService();
            assertThat(isIn(person)).isTrue();
        }
        assertThat(Files.readString(data().resolve("audit.log"))).contains(account.name());
        awaitBaseLine(before);
        requireNothingUnexpectedBut("audit.log cannot be written");
    }

    @Test
    void foldersInThePlaceOfFilesAreSaidAndTheConsoleServesOn() throws Exception {
        start(HELD_BY_PERMISSIONS);
        requireService();
        Holdings before = Holdings.of(server);
        List<String> names = List.of("sessions", "audit.log", "roles", "manager-addresses", "api-tokens");
        for (String name : names) {
            Files.deleteIfExists(data().resolve(name));
            Files.createDirectory(data().resolve(name));
        }
        try (ConsoleClient person = signedIn()) {
            assertThat(person.get("api/v1/cluster").statusCode()).isEqualTo(200);
            assertThat(server.log())
                    .contains("sessions cannot be kept", "audit.log cannot be written", "roles cannot be read");
            for (String name : names) {
                Files.delete(data().resolve(name));
            }
            awaitService();
            assertThat(isIn(person)).isTrue();
        }
        assertThat(data().resolve("sessions")).isRegularFile();
        awaitBaseLine(before);
        requireNothingUnexpectedBut("audit.log cannot be written");
    }
}
