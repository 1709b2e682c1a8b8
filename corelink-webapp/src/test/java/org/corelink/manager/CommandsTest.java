package org.corelink.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.corelink.gossip.Mode;
import org.corelink.login.Role;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final FixedServer server = new FixedServer();
    private final Commands commands = Commands.of(server.controls());

    private String text(String name, String... parameters) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        Arrays.stream(parameters)
                .map(parameter -> parameter.split("=", 2))
                .forEach(parts -> given.put(parts[0], List.of(parts[1])));
        return commands.run(commands.find(name).orElseThrow(), given).text();
    }

    @Test
    void machinesAreListedALineEachWithADashForWhatIsUnknown() {
        assertThat(text("list")).isEqualTo("""
            OK - Listed 2 machines
            here\tonline\t-\t7\t-\t00000000000000aa
            old box\tdown\t10.1.2.3\t-\t61\told box
            """);
        server.members.removeLast();
        assertThat(text("list")).startsWith("OK - Listed 1 machine\n");
    }

    @Test
    void gossipTellsAllCountersAndWhatIsUnknown() {
        assertThat(text("gossip"))
                .startsWith("OK - Gossip of this machine\nMode: [open]\n")
                .contains("Interfaces: [eth0 (10.1.2.1)]\n", "Dropped by the kernel: [-]\n", "Rejected ", "Accepted ");
    }

    @Test
    void gossipTellsWhichKeysThereAreAndNoneOfThem() {
        assertThat(text("gossip")).contains("Keys: [none: the open format uses no key]\n");
        server.mode = Mode.SEALED;
        assertThat(text("gossip")).contains("Keys: [current 7, previous -, next -]\n");
    }

    @Test
    void nobodyIsPutOutOfAnOpenCluster() {
        assertThat(text("evict", "node=beta"))
                .startsWith("FAIL - This cluster is open")
                .contains("corelink --seal");
        assertThat(server.done).isEmpty();
    }

    @Test
    void evictionTellsWhoHasToFetchTheNewKeys() {
        server.mode = Mode.SEALED;
        assertThat(text("evict", "node=beta")).isEqualTo("""
            OK - [beta] is out: it has none of the new keys, epoch [8]
            These see this machine again once they have fetched the new keys: gamma, delta
            That takes up to half a minute where corelink --serve or corelink --agent runs, there and here; else corelink --regen-cert there
            """);
        assertThat(server.done).containsExactly("evict beta");
        server.mode = Mode.MIXED;
        assertThat(text("evict", "node=beta")).contains("as unverified", "corelink --seal --gossip sealed");
    }

    @Test
    void evictionThatIsRefusedSaysWhy() {
        server.mode = Mode.SEALED;
        assertThat(text("evict", "node=no-such-machine"))
                .isEqualTo("FAIL - No machine no-such-machine was let in from here.\n");
        assertThat(text("evict")).startsWith("FAIL - Parameter [node]");
    }

    @Test
    void sessionsAreListedByUserWithoutWhatOpensThem() {
        assertThat(text("sessions")).isEqualTo("""
            OK - 3 sessions of people who have signed in
            cccccccccccccccc\tanna\tviewer\tfe80::1%eth0\t20\t20
            aaaaaaaaaaaaaaaa\tanna\tadmin\t-\t60\t60
            bbbbbbbbbbbbbbbb\tbert\tviewer\t10.1.2.9\t30\t30
            """);
    }

    @Test
    void sessionsEndByUserOrById() {
        assertThat(text("expire", "id=bbbbbbbbbbbbbbbb")).isEqualTo("OK - Ended 1 session\n");
        assertThat(text("expire", "user=anna")).isEqualTo("OK - Ended 2 sessions\n");
        assertThat(server.sessions).isEmpty();
        assertThat(text("expire", "user=anna")).startsWith("FAIL - No session fits");
    }

    @Test
    void sessionsEndThatNobodyHasUsedForThatLong() {
        assertThat(text("expire", "idle=61")).startsWith("FAIL - No session fits");
        assertThat(text("expire", "idle=30")).isEqualTo("OK - Ended 2 sessions\n");
        assertThat(text("sessions")).contains("fe80::1%eth0").doesNotContain("bert");
        assertThat(text("expire", "idle=0")).isEqualTo("OK - Ended 1 session\n");
    }

    @Test
    void expireWantsOneOfItsParametersAndEndsNothingOtherwise() {
        String one = "FAIL - One of [user], [id] and [idle] must be given";
        assertThat(text("expire")).startsWith(one);
        assertThat(text("expire", "user=", "id=")).startsWith(one);
        assertThat(text("expire", "user=anna", "id=aaaaaaaaaaaaaaaa")).startsWith(one);
        assertThat(text("expire", "user=anna", "idle=0")).startsWith(one);
        for (String wrong : List.of("-1", "481", "1h", "1.5", "9999999999")) {
            assertThat(text("expire", "idle=" + wrong)).isEqualTo("FAIL - [idle] must be 0 to 480 minutes\n");
        }
        assertThat(text("expire", "id=aaaa")).startsWith("FAIL - No session fits");
        assertThat(server.sessions).hasSize(3);
    }

    @Test
    void levelOfALoggerIsToldChangedAndReset() {
        assertThat(text("loglevel", "logger=org.corelink.gossip"))
                .isEqualTo("OK - Logger [org.corelink.gossip] writes from level [INFO] on\n");
        assertThat(server.done).isEmpty();
        text("loglevel", "logger=org.corelink.gossip", "level=debug");
        text("loglevel", "logger=org.corelink.gossip", "level=RESET");
        assertThat(server.done)
                .containsExactly("org.corelink.gossip to DEBUG", "org.corelink.gossip to that of its parent");
    }

    @Test
    void levelOrLoggerThatCannotBeIsRefusedWithWords() {
        assertThat(text("loglevel", "logger=org.corelink", "level=loud"))
                .startsWith("FAIL - [LOUD] is no level; there are ALL, TRACE,");
        assertThat(text("loglevel", "logger=a..b", "level=INFO")).startsWith("FAIL - [a..b] cannot be the name");
        assertThat(server.done).isEmpty();
        server.levelsAreFull = true;
        assertThat(text("loglevel", "logger=a", "level=INFO")).startsWith("FAIL - Too many loggers");
    }

    @Test
    void certificateIsReloadedOrTheOldOneStaysAndTheReasonIsTold() {
        assertThat(text("sslReload")).isEqualTo("OK - Certificate and key are read anew\n");
        server.unusableFiles = Optional.of("no key");
        assertThat(text("sslReload"))
                .startsWith("FAIL - The old certificate stays")
                .contains("no key");
        assertThat(server.done).containsExactly("reload");
    }

    @Test
    void answersOfManyLinesBeginWithTheLineThatTellsWhetherItWorked() {
        assertThat(text("vminfo")).isEqualTo("OK - VM info\na machine\n");
        assertThat(text("threaddump")).isEqualTo("OK - JVM thread dump\na thread\n");
        assertThat(text("serverinfo")).isEqualTo("OK - Server info\ncoreLinkVersion: [0.02.0 <beta>]\n");
        assertThat(text("sslConnectorCiphers")).contains("Protocol: [TLSv1.3]\n  TLS_AES_256_GCM_SHA384\n");
        assertThat(text("sslConnectorCerts")).startsWith("OK - Connector / Certificate Chain information\nhttps-443\n");
    }

    @Test
    void parameterThatIsUnknownDoubleMissingOrTooLongIsRefused() {
        assertThat(text("list", "x=1")).startsWith("FAIL - Unknown parameter [x] of [list]");
        assertThat(text("loglevel")).startsWith("FAIL - Parameter [logger]").contains("loglevel?logger=[&level=]");
        assertThat(text("expire", "user=" + "x".repeat(201))).contains("at most 200 characters");
        Command expire = commands.find("expire").orElseThrow();
        assertThat(commands.run(expire, Map.of("user", List.of("anna", "bert"))).text())
                .startsWith("FAIL - Parameter [user] must be given once");
    }

    @Test
    void nothingThatACallerChoosesLooksLikeALineOfTheAnswer() {
        assertThat(text("list", "x\nOK - done=1").lines()).hasSize(1);
        assertThat(text("loglevel", "logger=a\r\nOK - b").lines()).hasSize(1);
    }

    @Test
    void onlyWhatChangesNothingIsForOperatorsOrGoesWithoutAPassword() {
        assertThat(commands.all().stream()
                        .filter(command -> command.effect().isPasswordNeeded())
                        .map(Command::name))
                .containsExactlyInAnyOrder("evict", "expire", "loglevel", "sslReload");
        assertThat(commands.all().stream()
                        .filter(command -> command.effect().role() != Role.ADMIN)
                        .map(Command::name))
                .containsExactly("resample");
    }

    @Test
    void rolesOfTheContainerComeWithTheRoleOfAnAdministratorAlone() {
        assertThat(ContainerRole.grantedTo(Set.of(Role.values())))
                .containsExactly("manager-gui", "manager-script", "manager-status");
        assertThat(ContainerRole.grantedTo(Set.of(Role.VIEWER, Role.OPERATOR))).isEmpty();
    }

    @Test
    void documentationHasTheTableOfTheCommandsAsTheyAre() throws Exception {
        String page = Files.readString(Path.of("../src/site/markdown/manager.md"));
        StringBuilder table = new StringBuilder("| command | role | password | what it does |\n|---|---|---|---|\n");
        for (Command command : commands.all()) {
            table.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            command.usage(),
                            command.effect().role().roleName(),
                            command.effect().isPasswordNeeded() ? "yes" : "no",
                            command.summary()));
        }
        assertThat(page).contains(table);
    }
}
