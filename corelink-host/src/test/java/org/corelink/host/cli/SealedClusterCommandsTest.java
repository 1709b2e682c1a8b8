package org.corelink.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.corelink.gossip.Mode;
import org.corelink.gossip.seal.KeyringText;
import org.corelink.host.exec.RecordingCommandRunner;
import org.corelink.manager.RefusedEvictionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands of a sealed cluster say and change on one machine; {@code JoinIT} has both ends of a join. */
class SealedClusterCommandsTest {
    private static final String HASH = "sha256:" + "0".repeat(64);

    private final RecordingTerminal terminal = new RecordingTerminal();
    private final RecordingStarter starter = new RecordingStarter();

    @TempDir
    private Path home;

    @Test
    void firstSealMakesKeysAndSaysWhatComesNext() throws Exception {
        assertThat(run("--seal")).isEqualTo(ExitCode.DONE);
        assertThat(KeyringText.parse(Files.readString(keys())).current().epoch())
                .isEqualTo(1);
        assertThat(terminal.allResults())
                .contains(
                        "New keys   " + keys(),
                        "mixed: ",
                        "corelink --restart",
                        "corelink --invite",
                        "--gossip sealed");
    }

    @Test
    void sealAgainChangesNothingAndNoSecretIsSaid() throws Exception {
        run("--seal");
        String made = Files.readString(keys());
        terminal.results.clear();
        assertThat(run("--seal")).isEqualTo(ExitCode.DONE);
        assertThat(keys()).hasContent(made);
        assertThat(terminal.allResults())
                .contains("Keys       " + keys(), "mixed: ")
                .doesNotContain("New");
        String secret = made.lines()
                .filter(line -> line.startsWith("current"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".* ", "");
        assertThat(terminal.allResults() + terminal.allProblems()).doesNotContain(secret);
    }

    @Test
    void consoleStartsInTheModeThatIsSealedAndAnOptionWins() {
        run("--serve", "--port", "8443");
        run("--seal");
        run("--serve", "--port", "8443");
        run("--seal", "--gossip", "sealed");
        run("--serve", "--port", "8443");
        run("--serve", "--port", "8443", "--gossip", "open");
        assertThat(starter.started)
                .extracting(config -> config.mode())
                .containsExactly(Mode.OPEN, Mode.MIXED, Mode.SEALED, Mode.OPEN);
        assertThat(starter.started)
                .allSatisfy(config -> assertThat(config.keyring()).isEqualTo(keys()));
    }

    @Test
    void damagedKeysAreRefusedInWordsAndNothingIsMadeAnew() throws Exception {
        run("--seal");
        Files.writeString(keys(), "half");
        assertThat(run("--seal")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains(keys().toString(), "truncated or damaged", "corelink --join here");
        assertThat(keys()).hasContent("half");
    }

    @Test
    void whatIsPastedWithoutATokenIsAUsageErrorBeforeAnybodyIsAsked() {
        for (String typed : new String[] {"", "0123", "sha256:" + "0".repeat(64)}) {
            terminal.typed = typed;
            assertThat(run("--join", "127.0.0.1:1", "--ca-hash", HASH)).isEqualTo(ExitCode.USAGE);
        }
        assertThat(terminal.allProblems()).contains("That is no token", "corelink --invite");
        assertThat(terminal.questions).containsOnly("Token:");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void invitationThatIsNotThereIsNotRunning() {
        terminal.typed = "0".repeat(32);
        assertThat(run("--join", "127.0.0.1:1", "--ca-hash", HASH)).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(terminal.allProblems())
                .contains("Nobody answers at 127.0.0.1:1")
                .doesNotContain(terminal.typed);
        assertThat(keys()).doesNotExist();
    }

    @Test
    void invitationPrintsOneLineWithoutTheTokenAmongTheArguments() {
        assertThat(run("--invite", "--ttl", "1s", "--invite-port", "47992")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.results)
                .filteredOn(line -> line.contains("--join"))
                .singleElement()
                .asString()
                .matches("  corelink --join 10\\.1\\.2\\.3:47992 --ca-hash sha256:[0-9a-f]{64} <<< [0-9a-f]{32}");
        assertThat(terminal.allProblems()).contains("Nobody has joined", "corelink --invite");
        assertThat(keys()).as("the first invitation seals").isRegularFile();
    }

    @Test
    void machineThatSpeaksTheOpenFormatByChoiceInvitesNobody() {
        run("--seal", "--gossip", "open");
        assertThat(run("--invite")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("corelink --seal --gossip mixed");
    }

    @Test
    void onlyAMachineThatWasLetInCanBeEvicted() throws Exception {
        assertThat(run("--evict", "beta")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("corelink --seal");
        run("--seal");
        String before = Files.readString(keys());
        assertThat(run("--evict", "beta")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("No machine beta was let in from here", "none");
        assertThat(keys()).hasContent(before);
    }

    @Test
    void consoleThatIsServedEvictsByTheSameFilesAndSaysTheSame() throws Exception {
        run("--seal");
        run("--serve", "--port", "8443");
        String before = Files.readString(keys());
        assertThatThrownBy(() -> starter.evictions.getFirst().evict("beta"))
                .isInstanceOf(RefusedEvictionException.class)
                .hasMessageContaining("No machine beta was let in from here");
        assertThat(keys()).hasContent(before);
    }

    @Test
    void consoleWithKeysOfItsOwnLeavesThemAlone() throws Exception {
        run("--seal");
        run("--serve", "--port", "8443", "--gossip", "sealed", "--gossip-keys", keys().toString());
        assertThatThrownBy(() -> starter.evictions.getFirst().evict("beta"))
                .isInstanceOf(RefusedEvictionException.class)
                .hasMessageContaining("--gossip-keys", "corelink --evict beta");
    }

    private Path keys() {
        return home.resolve(".corelink/nodes/alpha/gossip-keys");
    }

    private ExitCode run(String... arguments) {
        return new CommandLineInterface(
                        terminal,
                        new FixedMachine(home, true, Optional.of(home)),
                        starter,
                        new RecordingCommandRunner())
                .run(arguments);
    }
}
