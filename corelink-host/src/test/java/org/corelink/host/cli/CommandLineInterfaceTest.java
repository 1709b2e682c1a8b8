package org.corelink.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.exec.RecordingCommandRunner;
import org.corelink.node.clock.NtpServer;
import org.corelink.server.LeastTls;
import org.corelink.server.ServerConfig;
import org.corelink.server.StartException;
import org.corelink.server.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineInterfaceTest {
    @TempDir
    private Path home;

    private final RecordingTerminal terminal = new RecordingTerminal();
    private final RecordingStarter starter = new RecordingStarter();

    @Test
    void versionIsTheBuilds() {
        assertThat(run("--version")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.results).containsExactly("CoreLink " + Version.CURRENT);
    }

    @Test
    void helpShowsExamplesAndEveryOption() {
        assertThat(run("--help")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.allResults())
                .contains(
                        "Examples:",
                        "--serve",
                        "--get-ca",
                        "--regen-cert",
                        "--simulate",
                        "--pam-service",
                        "(default: 443)");
        assertThat(terminal.results).allMatch(line -> line.length() <= 110);
    }

    @Test
    void examplesCallItAsPeopleDoHere() {
        run("--help");
        assertThat(terminal.results)
                .contains("  sudo ./corelink --serve                        on port 443, for every account of this"
                        + " machine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        --serv                        | Unknown option: '--serv'. Did you mean --serve or --seal or --search?
        serve                         | Unmatched argument at index 0: 'serve'
        --serve --get-ca              | mutually exclusive
        --port 8443                   | Say what to do, for example --check
        --serve --port                | Missing required parameter for option '--port'
        --serve --port x              | 'x' is not an int
        --serve --port 65536          | --port must be 1 to 65535, or 0 with --serve
        --serve --port -1             | --port must be 1 to 65535, or 0 with --serve
        --serve --gossip-port 65535   | --gossip-port must be 1 to 65534
        --serve --gossip secret       | --gossip must be open, sealed or mixed
        --serve --gossip-keys k       | --gossip-keys makes sense with --gossip sealed or mixed only
        --stop --gossip sealed        | --gossip makes sense with --serve, --start, --seal only
        --serve --gossip-keys k --gossip open | --gossip-keys makes sense with --gossip sealed or mixed only
        --invite --ttl 0s             | --ttl must be 1s to 24h, such as 10m
        --invite --ttl 25h            | --ttl must be 1s to 24h, such as 10m
        --invite --ttl ten            | --ttl must be 1s to 24h, such as 10m
        --invite --invite-port 0      | --invite-port must be 1 to 65535
        --serve --ttl 10m             | --ttl makes sense with --invite only
        --join alpha                  | --join needs --ca-hash, as --invite has printed it
        --join alpha --ca-hash sha256:ab | --ca-hash must be sha256: and 64 hexadecimal digits
        --join a:b:c --ca-hash x      | --join must be a name or address
        --join alpha --token 00       | Unknown options: '--token'
        --serve --simulate 255        | --simulate must be 0 to 254
        --serve --idle-limit 481      | --idle-limit must be 0 to 480 minutes
        --serve --idle-limit -1       | --idle-limit must be 0 to 480 minutes
        --serve --tls-min 1.1         | --tls-min must be 1.2 or 1.3
        --stop --tls-min 1.2          | --tls-min makes sense with --serve, --start only
        --serve --pam-service ../x    | --pam-service must be
        --serve --ntp-server x:y      | --ntp-server must be a name or address
        --serve --ntp-server a:70000  | --ntp-server must be a name or address
        --serve --domain a_b          | --domain must be a DNS name
        --get-ca --simulate 3         | --simulate makes sense with --serve only
        --stop --port 8443            | --port makes sense with --serve, --check, --start, --nodes, --top only
        --start --fix                 | --fix makes sense with --check only
        --start --port 0              | --port must be 1 to 65535, or 0 with --serve
        --start --base-image a,b      | --base-image must be the name of an image
        --serve --interface eth0,eth1 | --interface must be the name of a network interface
        --start --stop                | mutually exclusive
        """)
    void wrongOptionsAreAUsageErrorWithNothingDone(String arguments, String fault) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.allProblems()).contains(fault).contains("./corelink --help");
        assertThat(home).isEmptyDirectory();
        assertThat(starter.started).isEmpty();
    }

    @Test
    void noOptionAtAllIsAUsageError() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.allProblems()).contains("Say what to do");
    }

    @Test
    void serveMakesCertificatesStartsTheConsoleAndTellsWhereItIs() {
        assertThat(run("--serve", "--port", "8443", "--simulate", "3", "--interface", "eth0", "--interface", "eth1"))
                .isEqualTo(ExitCode.DONE);
        assertThat(starter.started).singleElement().satisfies(config -> {
            assertThat(config.name()).isEqualTo("alpha");
            assertThat(config.port()).isEqualTo(8_443);
            assertThat(config.simulatedNodes()).isEqualTo(3);
            assertThat(config.gossipInterfaces()).containsExactly("eth0", "eth1");
            assertThat(config.pamService()).isEqualTo("login");
            assertThat(config.data())
                    .isEqualTo(home.resolve(".corelink/data/alpha"))
                    .isDirectory();
            assertThat(config.certificate()).isRegularFile();
            assertThat(config.privateKey()).isRegularFile();
            assertThat(config.caCertificate()).isEqualTo(home.resolve(".corelink/ca/ca.crt"));
        });
        assertThat(starter.closed).isEqualTo(1);
        assertThat(terminal.allResults())
                .contains("https://alpha:8443/", "https://10.1.2.3:8443/", "https://localhost:8443/")
                .containsPattern("CA SHA-256 +([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void addressToldIsThatOfThePortThatWasFound() {
        run("--serve", "--port", "0", "--hostname", "beta", "--pam-service", "sshd");
        assertThat(terminal.allResults()).contains("https://beta:12345/");
        assertThat(starter.started.getFirst().pamService()).isEqualTo("sshd");
    }

    @Test
    void sessionsMayGoUnusedUnlessALimitIsGiven() {
        run("--serve", "--port", "8443");
        run("--serve", "--port", "8443", "--idle-limit", "30");
        assertThat(starter.started)
                .extracting(ServerConfig::idleLimit)
                .containsExactly(Optional.empty(), Optional.of(Duration.ofMinutes(30)));
    }

    @Test
    void onlyTls13IsSpokenUnlessAnOlderOneIsWanted() {
        run("--serve", "--port", "8443");
        run("--serve", "--port", "8443", "--tls-min", "1.2");
        assertThat(starter.started)
                .extracting(ServerConfig::leastTls)
                .containsExactly(LeastTls.TLS_1_3, LeastTls.TLS_1_2);
    }

    @Test
    void noNtpServerIsAskedUnlessItIsNamed() {
        run("--serve", "--port", "8443");
        run("--serve", "--port", "8443", "--ntp-server", "[fd00::1]:1123");
        assertThat(starter.started)
                .extracting(ServerConfig::ntpServer)
                .containsExactly(Optional.empty(), Optional.of(new NtpServer("fd00::1", 1_123)));
    }

    @Test
    void dataFolderCanBeNamed() {
        Path data = home.resolve("elsewhere");
        run("--serve", "--port", "8443", "--data", data.toString());
        assertThat(starter.started.getFirst().caCertificate()).isEqualTo(data.resolve("ca/ca.crt"));
        assertThat(home.resolve(".corelink")).doesNotExist();
    }

    @Test
    void userOnPort443IsToldWhatToDoAndNothingIsMade() {
        assertThat(run(new FixedMachine(home, false, Optional.of(home)), starter, "--serve"))
                .isEqualTo(ExitCode.PREREQUISITE_MISSING);
        assertThat(terminal.allProblems())
                .contains("Port 443 needs root")
                .contains("sudo")
                .contains("--port 8443");
        assertThat(home).isEmptyDirectory();
        assertThat(starter.started).isEmpty();
    }

    @Test
    void consoleThatCannotStartIsAFailureInItsOwnWords() {
        ConsoleServer.Starter failing = (_, _) -> {
            throw new StartException("Port 443 is taken by process 7 (nginx).", new IOException("in use"));
        };
        assertThat(run(new FixedMachine(home, true, Optional.of(home)), failing, "--serve"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(terminal.problems).containsExactly("Port 443 is taken by process 7 (nginx).");
    }

    @Test
    void faultOfCoreLinkIsToldAsOne() {
        ConsoleServer.Starter broken = (_, _) -> {
            throw new IllegalStateException("impossible");
        };
        assertThat(run(new FixedMachine(home, true, Optional.of(home)), broken, "--serve"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("fault of CoreLink").contains("impossible");
    }

    @Test
    void serveOutsideAnImageSaysHowToStart() {
        assertThat(run(new FixedMachine(home, true, Optional.empty()), starter, "--serve"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("./corelink");
    }

    @Test
    void damagedCaIsRefusedInWords() throws Exception {
        run("--serve", "--port", "8443");
        Path ca = starter.started.getFirst().caCertificate();
        Files.writeString(ca, "half");
        assertThat(run("--serve", "--port", "8443")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains(ca.toString()).contains("truncated or damaged");
        assertThat(starter.started).hasSize(1);
    }

    @Test
    void getCaBeforeTheFirstStartSaysHowToMakeIt() {
        assertThat(run("--get-ca")).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.allProblems()).contains("corelink --start, or --serve");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void getCaTellsFileFingerprintAndHowToInstallIt() {
        run("--regen-cert");
        assertThat(run("--get-ca")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.allResults())
                .contains(home.resolve(".corelink/ca/ca.crt").toString())
                .contains("update-ca-certificates", "Firefox", "macOS", "Windows");
    }

    @Test
    void getCaForProgramsIsOneLineOfJson() {
        run("--regen-cert");
        terminal.results.clear();
        run("--get-ca", "--json");
        assertThat(terminal.results)
                .singleElement()
                .asString()
                .matches("\\{\"file\":\".*/ca/ca.crt\",\"sha256\":\"[0-9A-F:]{95}\",\"validUntil\":\"2036-.*Z\"}");
    }

    @Test
    void regenCertReplacesTheCertificate() throws Exception {
        run("--regen-cert");
        Path current = home.resolve(".corelink/nodes")
                .resolve(CertificateStore.fileName("alpha"))
                .resolve("current");
        String before = Files.readString(current.resolve("node.crt"));
        assertThat(run("--regen-cert")).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(current.resolve("node.crt"))).isNotEqualTo(before);
    }

    private ExitCode run(String... arguments) {
        return run(new FixedMachine(home, true, Optional.of(home)), starter, arguments);
    }

    private ExitCode run(Machine machine, ConsoleServer.Starter with, String... arguments) {
        return new CommandLineInterface(terminal, machine, with, new RecordingCommandRunner()).run(arguments);
    }
}
