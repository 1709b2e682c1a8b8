package org.corelink.host.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corelink.host.check.FixedFacts.failed;
import static org.corelink.host.check.FixedFacts.hanging;
import static org.corelink.host.check.FixedFacts.missing;
import static org.corelink.host.check.FixedFacts.ok;

import java.util.List;
import java.util.Map;
import org.corelink.host.check.Finding.Severity;
import org.corelink.host.check.HostFacts.Docker;
import org.corelink.host.check.HostFacts.Gpus;
import org.corelink.host.check.HostFacts.Networking;
import org.corelink.host.exec.CommandResult;
import org.corelink.node.clock.ClockReading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrerequisitesTest {
    private static final Wanted WANTED = new Wanted(443, 47_100, true, false);
    private static final Wanted WITHOUT_GPUS = new Wanted(443, 47_100, false, false);
    private static final Wanted ANY_SYSTEM = new Wanted(443, 47_100, true, true);

    @Test
    void goodMachineIsWellInEveryLine() {
        List<Finding> findings = Prerequisites.forContainer(FixedFacts.GOOD, WANTED);
        assertThat(findings).allMatch(finding -> finding.severity() == Severity.OK);
        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactly(
                        "System",
                        "Docker",
                        "NVIDIA driver",
                        "GPU toolkit",
                        "GPUs in Docker",
                        "Port TCP 443",
                        "Port UDP 47101",
                        "Multicast",
                        "Firewall",
                        "Disk",
                        "Clock");
        assertThat(findings).extracting(Finding::text).contains("2 x NVIDIA H100");
    }

    @ParameterizedTest
    @CsvSource({
        "ubuntu, 18.04, false",
        "ubuntu, 20.04, true",
        "ubuntu, 22.04, true",
        "ubuntu, 25.10, true",
        "ubuntu, 26.04, true",
        "ubuntu, 26.10, false",
        "ubuntu, x, false",
        "linuxmint, 22.04, false",
        "debian, 12, false"
    })
    void systemGoesByIdAndVersion(String id, String version, boolean fine) {
        HostFacts facts = FixedFacts.with(new OperatingSystem(id, version, id));
        assertThat(Prerequisites.isBlocked(Prerequisites.forContainer(facts, WANTED)))
                .isEqualTo(!fine);
        assertThat(Prerequisites.isBlocked(Prerequisites.forContainer(facts, ANY_SYSTEM)))
                .isFalse();
    }

    @Test
    void osReleaseIsReadWithAndWithoutQuotes() {
        String text =
                "PRETTY_NAME=\"Ubuntu 24.04 LTS\"\nNAME=\"Ubuntu\"\nVERSION_ID='24.04'\nID=ubuntu\nID_LIKE=debian\n";
        assertThat(OperatingSystem.parse(text)).isEqualTo(new OperatingSystem("ubuntu", "24.04", "Ubuntu 24.04 LTS"));
        assertThat(OperatingSystem.parse("").name()).isEqualTo("an unknown system");
    }

    @Test
    void missingDockerIsInstalled() {
        Finding finding = of("Docker", FixedFacts.WITHOUT_DOCKER);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.mend()).containsExactly(List.of("apt-get", "install", "-y", "docker.io"));
    }

    @Test
    void userWhomDockerTurnsAwayJoinsItsGroup() {
        Finding finding = of("Docker", docker(failed("docker", "permission denied while trying to connect to ...")));
        assertThat(finding.text()).contains("does not let anna in");
        assertThat(finding.mend()).containsExactly(List.of("usermod", "-aG", "docker", "anna"));
    }

    @Test
    void silentDaemonIsStarted() {
        Finding finding = of("Docker", docker(failed("docker", "Cannot connect to the Docker daemon at ...")));
        assertThat(finding.text()).contains("Cannot connect");
        assertThat(finding.mend()).containsExactly(List.of("systemctl", "start", "docker"));
        assertThat(of("Docker", docker(hanging("docker"))).advice()).contains("restart docker");
    }

    @ParameterizedTest
    @CsvSource({"19.03.8, FAIL", "20.10.24+dfsg1, OK", "28.2.2, OK", "podman, FAIL"})
    void dockerGoesByItsVersion(String version, Severity severity) {
        assertThat(of("Docker", docker(ok("docker", version + "\nrunc nvidia"))).severity())
                .isEqualTo(severity);
    }

    @Test
    void driverThatIsMissingHangingOrWithoutGpusIsSaid() {
        assertThat(of("NVIDIA driver", gpus(missing("nvidia-smi"))).advice()).contains("--no-gpu");
        assertThat(of("NVIDIA driver", gpus(hanging("nvidia-smi"))).text()).contains("no answer for 30 s");
        assertThat(of("NVIDIA driver", gpus(ok("nvidia-smi", "No devices found.")))
                        .severity())
                .isEqualTo(Severity.FAIL);
        assertThat(of("NVIDIA driver", gpus(failed("nvidia-smi", "Driver/library version mismatch")))
                        .text())
                .contains("mismatch");
    }

    @Test
    void missingToolkitIsSaid() {
        Gpus gpus = new Gpus(FixedFacts.TWO_GPUS.list(), missing("nvidia-ctk"), missing("nvidia-ctk"));
        assertThat(of("GPU toolkit", FixedFacts.with(gpus)).text()).contains("nvidia-ctk is not installed");
    }

    @Test
    void dockerWithoutTheRuntimeIsToldOfItUnlessItKnowsCdi() {
        CommandResult plain = ok("docker", "28.2.2\nrunc \n");
        Finding finding = of("GPUs in Docker", docker(plain));
        assertThat(finding.mend())
                .containsExactly(
                        List.of("nvidia-ctk", "runtime", "configure", "--runtime=docker"),
                        List.of("systemctl", "restart", "docker"));
        Gpus described = new Gpus(
                FixedFacts.TWO_GPUS.list(), FixedFacts.TWO_GPUS.toolkit(), ok("nvidia-ctk", "nvidia.com/gpu=all\n"));
        HostFacts cdi = new HostFacts(
                FixedFacts.GOOD.system(),
                FixedFacts.GOOD.process(),
                described,
                new Docker(plain, ok("docker", "/etc/cdi /var/run/cdi"), null),
                FixedFacts.LAN,
                1L << 40,
                FixedFacts.GOOD.clock());
        assertThat(of("GPUs in Docker", cdi).severity()).isEqualTo(Severity.OK);
    }

    @Test
    void containerThatHasLostItsGpusIsSaidWithTheMend() {
        Docker lost = new Docker(
                FixedFacts.DOCKER.info(),
                ok("docker", ""),
                failed("docker", "Failed to initialize NVML: Unknown Error"));
        assertThat(of("Container", FixedFacts.with(lost)).advice()).contains("corelink --restart");
    }

    @Test
    void machineWithoutGpusNeedsNoneOfThat() {
        HostFacts bare = gpus(missing("nvidia-smi"));
        assertThat(Prerequisites.isBlocked(Prerequisites.forContainer(bare, WITHOUT_GPUS)))
                .isFalse();
    }

    @Test
    void takenPortTellsItsOwnerAndOurOwnIsNoFault() {
        HostFacts taken =
                network("process 7 (nginx)", "process 8 (java -cp x org.corelink.server.Main)", missing("ufw"));
        assertThat(of("Port TCP 443", taken).text()).contains("process 7 (nginx)");
        assertThat(of("Port TCP 443", taken).severity()).isEqualTo(Severity.FAIL);
        assertThat(of("Port UDP 47101", taken).severity()).isEqualTo(Severity.OK);
    }

    @Test
    void closedUfwIsOpenedForTheLanAlone() {
        Finding finding = of("Firewall", network(null, null, ok("ufw", "Status: active\n")));
        assertThat(finding.severity()).isEqualTo(Severity.WARN);
        assertThat(finding.mend())
                .containsExactly(
                        List.of("ufw", "allow", "proto", "tcp", "from", "192.168.1.0/24", "to", "any", "port", "443"),
                        List.of(
                                "ufw",
                                "allow",
                                "proto",
                                "udp",
                                "from",
                                "192.168.1.0/24",
                                "to",
                                "any",
                                "port",
                                "47100:47101"));
    }

    @Test
    void rulesThatOnlyRootReadsAreAWarning() {
        assertThat(of("Firewall", network(null, null, failed("ufw", "ERROR: You need to be root")))
                        .advice())
                .contains("sudo");
    }

    @Test
    void noLanIsAWarning() {
        Networking alone = new Networking(null, null, missing("ufw"), missing("nft"), Map.of());
        assertThat(of("Multicast", FixedFacts.with(alone)).severity()).isEqualTo(Severity.WARN);
    }

    @Test
    void fullDiskAndWrongClockAreSaid() {
        assertThat(of("Disk", FixedFacts.withFree(1L << 30)).severity()).isEqualTo(Severity.WARN);
        assertThat(of("Clock", clock(-2.5)).severity()).isEqualTo(Severity.WARN);
        assertThat(of("Clock", clock(3_700.0)).severity()).isEqualTo(Severity.FAIL);
        assertThat(of("Clock", clock(null)).text()).contains("Nobody tells");
    }

    private static Finding of(String subject, HostFacts facts) {
        return Prerequisites.forContainer(facts, WANTED).stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static HostFacts docker(CommandResult info) {
        return FixedFacts.with(new Docker(info, failed("docker", "no such field"), null));
    }

    private static HostFacts gpus(CommandResult list) {
        return FixedFacts.with(new Gpus(list, FixedFacts.TWO_GPUS.toolkit(), FixedFacts.TWO_GPUS.cdi()));
    }

    private static HostFacts network(@Nullable String https, @Nullable String gossip, CommandResult ufw) {
        return FixedFacts.with(new Networking(https, gossip, ufw, missing("nft"), FixedFacts.LAN.lans()));
    }

    private static HostFacts clock(@Nullable Double seconds) {
        return FixedFacts.with(new ClockReading(seconds, "chrony"));
    }
}
