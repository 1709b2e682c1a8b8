package org.corelink.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Keyring;
import org.corelink.gossip.Mode;
import org.corelink.gossip.seal.KeyringText;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.Enrolment;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.NodeProfile;
import org.corelink.host.ca.SigningRequest;
import org.corelink.host.exec.RecordingCommandRunner;
import org.corelink.manager.RefusedEvictionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands of a sealed cluster say and change on one machine; {@code JoinIT} has both ends of a join. */
class SealedClusterCommandsTest {
    private static final int FREE_PORT = 47_994;
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
    void keyOfAClusterOfOneIsRotatedAtOnce() throws Exception {
        run("--seal");
        Keyring before = KeyringText.parse(Files.readString(keys()));
        assertThat(run("--rotate-keys")).isEqualTo(ExitCode.DONE);
        Keyring after = KeyringText.parse(Files.readString(keys()));
        assertThat(after.keys()).hasSize(1).doesNotContain(before.current());
        assertThat(after.current().epoch()).isEqualTo(2);
        assertThat(terminal.allResults())
                .containsSubsequence("Handed out  epoch 2", "In use      epoch 2", "Alone       epoch 2");
    }

    @Test
    void noKeyIsRotatedThatTheMachinesOfTheClusterCouldNotFetch() throws Exception {
        run("--seal");
        letBetaIn();
        String before = Files.readString(keys());
        assertThat(run("--rotate-keys", "--ca-port", "1")).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(terminal.allProblems()).contains("does not answer at 127.0.0.1:1", "corelink --agent");
        assertThat(keys()).hasContent(before);
    }

    @Test
    void rotationWaitsForTheMachinesOfTheClusterBetweenItsSteps() throws Exception {
        run("--seal");
        letBetaIn();
        List<Duration> waits = new ArrayList<>();
        try (Agent agent = new Agent(store(), names(), machine(), FREE_PORT)) {
            agent.look();
            assertThat(agent.isAnswering()).isTrue();
            new RotateKeys(terminal, machine(), waits::add).run(new NodeOptions(null, null, null), FREE_PORT);
        }
        assertThat(waits).containsExactly(RotateKeys.REACHES_ALL, RotateKeys.REACHES_ALL);
    }

    @Test
    void rotationThatWasInterruptedWaitsAndGoesOnWhereItWas() throws Exception {
        run("--seal");
        letBetaIn();
        Keyring handedOut = store().groupKeys(names()).rotate();
        List<Duration> waits = new ArrayList<>();
        try (Agent agent = new Agent(store(), names(), machine(), FREE_PORT)) {
            agent.look();
            new RotateKeys(terminal, machine(), waits::add).run(new NodeOptions(null, null, null), FREE_PORT);
        }
        assertThat(waits)
                .as("before it is used, and before the one before goes")
                .hasSize(2);
        assertThat(store().groupKeys(names()).require().keyring().current())
                .isEqualTo(handedOut.next().orElseThrow());
    }

    @Test
    void nobodyIsAnsweredAsLongAsNobodyHasJoined() throws Exception {
        run("--seal");
        try (Agent agent = new Agent(store(), names(), machine(), FREE_PORT)) {
            agent.look();
            assertThat(agent.isAnswering()).isFalse();
            letBetaIn();
            agent.look();
            assertThat(agent.isAnswering()).isTrue();
        }
    }

    @Test
    void machineThatHasJoinedNoneIsToldThatItNeedsNoServer() {
        assertThat(run("--regen-cert", "--ca-server", "10.1.2.9")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.allProblems()).contains("has joined no other's CA");
        assertThat(run("--regen-cert")).isEqualTo(ExitCode.DONE);
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

    private void letBetaIn() throws Exception {
        store().ensure(names());
        Enrolment enrolment = store().enrolment(names());
        NodeProfile beta = new NodeProfile("beta", List.of("beta.local"), List.of(InetAddress.ofLiteral("10.1.2.4")));
        enrolment.issue(new SigningRequest(beta, enrolment.newKeys().getPublic()));
    }

    private CertificateStore store() {
        return machine().store(home.resolve(".corelink"));
    }

    private HostNames names() {
        return machine().names(new NodeOptions(null, null, null));
    }

    private FixedMachine machine() {
        return new FixedMachine(home, true, Optional.of(home));
    }

    private Path keys() {
        return home.resolve(".corelink/nodes/alpha/gossip-keys");
    }

    private ExitCode run(String... arguments) {
        return new CommandLineInterface(terminal, machine(), starter, new RecordingCommandRunner()).run(arguments);
    }
}
