package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.corelink.host.release.DocumentedCommands;
import org.corelink.host.release.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real tool with a real Docker: one container from its build to its end, told in order. Only where {@code
 * corelink.docker.base} names an image to build on: {@code ./verify} makes one of the machine's packages and leaves out what
 * is slow, {@code ./verify --full} one by debootstrap.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DockerIT {
    private static final String BASE = System.getProperty("corelink.docker.base", "");
    private static final Path NODE =
            Path.of(System.getProperty("corelink.sources"), "corelink-gossip/target/gossip-node.jar");

    /** A Linux account that exists for these tests. */
    private static final String ACCOUNT = "corelink-docker-it";

    /** What is answered to somebody whom the console knows, and to a stranger. */
    private static final String IN = "200";

    private static final String OUT = "401";

    @TempDir
    private static Path home;

    private static int port;
    private static int gossipPort;

    @BeforeAll
    static void choosePorts() throws Exception {
        assumeTrue(!BASE.isEmpty(), "no base image is named");
        removeAll();
        port = FreePorts.https();
        gossipPort = FreePorts.gossip();
        assertThat(run(List.of("useradd", "--no-create-home", "--shell", "/bin/sh", ACCOUNT)))
                .endsWith("\n0");
    }

    @AfterAll
    static void removeAll() throws Exception {
        if (!BASE.isEmpty()) {
            run(List.of("docker", "rm", "--force", "corelink"));
            run(List.of("docker", "volume", "rm", "--force", "corelink-data"));
            run(List.of("userdel", ACCOUNT));
        }
    }

    @Test
    @Order(1)
    void withoutAContainerThereIsNothingToStopOrRead() throws Exception {
        for (String option : List.of("--status", "--stop", "--restart", "--logs", "--logs-follow")) {
            assertThat(corelink(option)).endsWith("\n4");
        }
    }

    @Test
    @Order(2)
    void imageIsBuiltWithProgressFromAnyFolder() throws Exception {
        assertThat(corelink("--build", "--base-image", BASE))
                .contains("Step 1/", "is built.")
                .endsWith("\n0");
    }

    @Test
    @Order(3)
    void startEndsWhenTheConsoleAnswers() throws Exception {
        assertThat(start())
                .contains("https://localhost:" + port + "/", "CA SHA-256")
                .doesNotContain("Building the image")
                .endsWith("\n0");
        assertThat(curl("/")).isEqualTo(IN);
    }

    @Test
    @Order(4)
    void statusAndLogsTellOfIt() throws Exception {
        assertThat(corelink("--status", "--json"))
                .contains("\"running\":true", "\"port\":" + port, "\"gpus\":false")
                .endsWith("\n0");
        assertThat(corelink("--logs")).contains("listens on port " + port).endsWith("\n0");
    }

    @Test
    @Order(5)
    void webSideIsAnOrdinaryUserThatReachesNoSecretAndNoDocker() throws Exception {
        String status = Files.readString(Path.of("/proc", webPid(), "status"));
        assertThat(status)
                .containsPattern("Uid:\t61100\t61100\t61100\t61100")
                .containsPattern("CapEff:\t0000000000000400")
                .containsPattern("CapBnd:\t0000000000000400")
                .containsPattern("NoNewPrivs:\t1");
        assertThat(asWebUser("cat /host/etc/shadow"))
                .contains("Permission denied")
                .endsWith("\n1");
        assertThat(asWebUser("ls /var/run/docker.sock /run/docker.sock")).endsWith("\n2");
        assertThat(asWebUser("find / -xdev -name ca.key 2>/dev/null | grep .")).endsWith("\n1");
        assertThat(asWebUser("touch /opt/corelink/x"))
                .contains("Read-only file system")
                .endsWith("\n1");
    }

    @Test
    @Order(6)
    void limitsAreSet() throws Exception {
        assertThat(run(List.of(
                        "docker",
                        "inspect",
                        "--format",
                        "{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.HostConfig.ReadonlyRootfs}}"
                                + " {{.HostConfig.NetworkMode}} {{.HostConfig.RestartPolicy.Name}}"
                                + " {{.HostConfig.LogConfig.Config}}",
                        "corelink")))
                .isEqualTo("1073741824 512 true host unless-stopped map[max-file:3 max-size:10m]\n0");
    }

    @Test
    @Order(6)
    void clusterIsPrintedWithoutAPasswordByATokenFromWithin() throws Exception {
        assertThat(corelink("--nodes"))
                .contains(hostName(), "online", "1 machine: 1 online")
                .doesNotContain("Password")
                .endsWith("\n0");
        assertThat(asWebUser("stat -c %a /data/node/api-tokens")).isEqualTo("600\n0");
        assertThat(corelink("--nodes", "--json")).contains("\"nodeCount\":1").endsWith("\n0");
    }

    @Test
    @Order(7)
    void pamProcessIsRootWithoutACapability() throws Exception {
        assertThat(Files.readString(Path.of("/proc", pamPid(), "status")))
                .containsPattern("Uid:\t0\t0\t0\t0")
                .containsPattern("Gid:\t61100\t61100\t61100\t61100")
                .containsPattern("CapEff:\t0000000000000000")
                .containsPattern("CapBnd:\t0000000000000000")
                .containsPattern("NoNewPrivs:\t1");
    }

    @Test
    @Order(8)
    void accountOfTheHostSignsInAndAChangedPasswordCountsAtOnce() throws Exception {
        setPassword("first");
        assertThat(signIn("wrong")).isEqualTo(OUT);
        assertThat(signIn("first")).isEqualTo(IN);
        setPassword("second");
        assertThat(signIn("first")).isEqualTo(OUT);
        assertThat(signIn("second")).isEqualTo(IN);
    }

    @Test
    @Order(9)
    void killedPamProcessComesBackAndSessionsStay() throws Exception {
        String killed = pamPid();
        assertThat(run(List.of("kill", "-9", killed))).endsWith("\n0");
        assertThat(visit()).isEqualTo(IN);
        assertThat(signIn("second")).isEqualTo(IN);
        assertThat(pamPid()).isNotEqualTo(killed);
    }

    @Test
    @Order(10)
    void sessionSurvivesARestart() throws Exception {
        assertThat(corelink("--restart")).endsWith("\n0");
        assertThat(visit()).isEqualTo(IN);
    }

    @Test
    @Tag("slow")
    @Order(11)
    void lockedAccountIsOutWithinAMinute() throws Exception {
        assertThat(run(List.of("usermod", "--lock", ACCOUNT))).endsWith("\n0");
        long start = System.nanoTime();
        String answer = visit();
        while (answer.equals(IN) && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) {
            Thread.sleep(1_000);
            answer = visit();
        }
        assertThat(answer).isEqualTo(OUT);
        assertThat(signIn("second")).isEqualTo(OUT);
    }

    @Test
    @Tag("slow")
    @Order(12)
    void renewedCertificateArrivesInTheRunningContainer() throws Exception {
        assertThat(corelink("--regen-cert")).endsWith("\n0");
        await("docker logs corelink 2>&1 | grep -q 'TLS goes on with the certificate'");
    }

    @Test
    @Tag("slow")
    @Order(12)
    void healthCheckFindsTheConsoleWell() throws Exception {
        await("[ $(docker inspect --format '{{.State.Health.Status}}' corelink) = healthy ]");
    }

    @Test
    @Tag("slow")
    @Order(13)
    void killedConsoleStartsAgainByItself() throws Exception {
        assertThat(run(List.of("kill", "-9", webPid()))).endsWith("\n0");
        await("[ $(docker inspect --format '{{.RestartCount}} {{.State.Running}}' corelink | tr ' ' -) = 1-true ]");
        assertThat(corelink("--status")).endsWith("\n0");
    }

    @Test
    @Tag("slow")
    @Order(14)
    void restartKeepsTheIdentityOfTheNode() throws Exception {
        String identity = asRoot("grep ^public= /data/node/gossip-identity");
        assertThat(corelink("--restart")).endsWith("\n0");
        assertThat(asRoot("grep ^public= /data/node/gossip-identity"))
                .isEqualTo(identity)
                .endsWith("\n0");
    }

    @Test
    @Tag("slow")
    @Order(15)
    void imageOfAnotherContentIsBuiltAnew() throws Exception {
        String tag = run(List.of("docker", "images", "--format", "{{.Tag}}", "corelink"))
                .lines()
                .findFirst()
                .orElseThrow();
        Path other =
                Files.writeString(home.resolve("Dockerfile"), "FROM " + BASE + "\nLABEL org.corelink.content=old\n");
        run(List.of("docker", "build", "--tag", "corelink:" + tag, "--file", other.toString(), home.toString()));
        assertThat(start()).contains("Building the image").endsWith("\n0");
    }

    @Test
    @Tag("slow")
    @Order(16)
    void followingTheLogEndsWithZeroUponCtrlC() throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(AssembledImage.command("--logs-follow"));
        Process following =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(following.inputReader().readLine()).isNotNull();
        run(List.of("kill", "-INT", Long.toString(following.pid())));
        assertThat(following.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(following.exitValue()).isZero();
    }

    @Test
    @Tag("slow")
    @Order(17)
    void containerAndItsSessionsAreBackAfterTheEngineWasRestarted() throws Exception {
        assertThat(run(List.of("usermod", "--unlock", ACCOUNT))).endsWith("\n0");
        assertThat(signIn("second")).isEqualTo(IN);
        String before = webPid();
        restartEngine();
        await("[ $(curl -sk -o /dev/null -w '%{http_code}' https://localhost:" + port + "/healthz) = " + IN + " ]");
        assertThat(webPid()).isNotEqualTo(before);
        assertThat(visit()).isEqualTo(IN);
        assertThat(corelink("--status")).endsWith("\n0");
    }

    /** As its upgrade does: by systemd where that runs it, else as it was started. */
    private static void restartEngine() throws Exception {
        Path log = home.resolve("dockerd.log");
        String script = """
            if systemctl is-active --quiet docker 2>/dev/null; then systemctl restart docker; exit; fi
            engine=$(cat /run/docker.pid)
            mapfile -d '' -t command </proc/$engine/cmdline
            kill "$engine"
            while [ -e /proc/$engine/exe ]; do sleep 0.2; done
            setsid "${command[@]}" >"%s" 2>&1 </dev/null &
            """.formatted(log);
        assertThat(run(List.of("bash", "-c", script))).endsWith("\n0");
        await("docker info >/dev/null 2>&1");
    }

    @Test
    @Order(18)
    void stopIsCleanTellsThePeersAndKeepsTheLog() throws Exception {
        Path events = home.resolve("events");
        Process peer = startPeer(events);
        try {
            await("grep -q " + hostName() + " " + events);
            assertThat(corelink("--stop")).endsWith("\n0");
            await("grep " + hostName() + " " + events + " | grep -qi left");
        } finally {
            peer.destroyForcibly();
        }
        assertThat(run(List.of("docker", "inspect", "--format", "{{.State.ExitCode}}", "corelink")))
                .isEqualTo("0\n0");
        assertThat(corelink("--status")).contains("does not run").endsWith("\n4");
        assertThat(corelink("--logs")).endsWith("\n0");
    }

    /** A console in the container, the agent beside it, and the CA on another machine. */
    @Test
    @Tag("slow")
    @Order(19)
    void agentBringsKeysAndCertificatesOfAnotherMachinesCaIntoTheRunningContainer() throws Exception {
        List<Process> beside = new ArrayList<>();
        try (LanOfMachines lan = new LanOfMachines();
                ServedMachine issuer = new ServedMachine("issuer", lan.add("issuer", 1), home)) {
            issuer.run(0, "", "--seal", "--gossip", "mixed");
            join(issuer);
            beside.add(awaitWords("are answered on port", issuer.start("", "--agent")));
            assertThat(start()).endsWith("\n0");
            beside.add(awaitWords("is asked for new keys and certificates", begin("--agent")));
            // Its first step hands the next key out; nobody needs the others here.
            beside.add(awaitWords("Handed out  epoch 2", issuer.start("", "--rotate-keys")));
            await("docker logs corelink 2>&1 | grep -q 'the cluster has new keys'");
            String address = lan.addAddressHere(2);
            await("curl -sS --cacert .corelink/nodes/" + hostName() + "/current/ca.crt https://" + address + ":" + port
                    + "/healthz");
            assertThat(run(List.of("docker", "inspect", "--format", "{{.RestartCount}}", "corelink")))
                    .isEqualTo("0\n0");
        } finally {
            beside.forEach(Process::destroyForcibly);
        }
    }

    /** As a person does it, by the line that the invitation prints. */
    private static void join(ServedMachine issuer) throws Exception {
        Process invitation = issuer.start("", "--invite");
        Matcher line = PastedLine.pasted(invitation.inputReader());
        String join = String.join(" ", AssembledImage.command("--join", line.group(1), "--ca-hash", line.group(2)));
        assertThat(run(List.of("bash", "-c", join + " <<< " + line.group(3))))
                .contains("has let this machine in")
                .endsWith("\n0");
        assertThat(invitation.waitFor()).isZero();
    }

    /** Done when the process has printed these words. What it prints afterwards is not read. */
    private static Process awaitWords(String words, Process process) throws IOException {
        List<String> said = new ArrayList<>();
        BufferedReader reader = process.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.add(line);
            if (line.contains(words)) {
                return process;
            }
        }
        throw new AssertionError("it ended before \"" + words + "\": " + said);
    }

    private static Process begin(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(AssembledImage.command(arguments)).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        return builder.start();
    }

    @Test
    @Order(20)
    void linesToUninstallItLeaveNothing() throws Exception {
        assertThat(start()).endsWith("\n0");
        String launch = String.join(" ", AssembledImage.command());
        for (String line : DocumentedCommands.under("## Uninstall")) {
            assertThat(run(List.of("bash", "-c", line.replace("./corelink", launch))))
                    .as(line)
                    .endsWith("\n0");
        }
        assertThat(run(List.of("docker", "ps", "--all", "--quiet", "--filter", "name=^corelink$")))
                .isEqualTo("\n0");
        assertThat(run(List.of("docker", "volume", "ls", "--quiet", "--filter", "name=^corelink-data$")))
                .isEqualTo("\n0");
        assertThat(home.resolve(".corelink")).doesNotExist();
    }

    private static String start() throws Exception {
        return corelink(
                "--start",
                "--any-os",
                "--no-gpu",
                "--port",
                Integer.toString(port),
                "--gossip-port",
                Integer.toString(gossipPort),
                "--interface",
                "lo",
                "--base-image",
                BASE);
    }

    /** Another machine of the cluster, on another address of the loopback interface. */
    private static Process startPeer(Path events) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(AssembledImage.FOLDER.resolve("runtime/bin/java").toString()));
        command.addAll(List.of("-jar", NODE.toString(), "--name", "peer", "--address", "127.0.0.2"));
        command.addAll(List.of("--port", Integer.toString(gossipPort), "--gpus", "0"));
        command.addAll(List.of("--view", home.resolve("view").toString(), "--events", events.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("peer.log").toFile())
                .start();
    }

    private static String hostName() throws Exception {
        return run(List.of("hostname")).lines().findFirst().orElseThrow();
    }

    private static void setPassword(String password) throws Exception {
        assertThat(run(List.of("bash", "-c", "echo '" + ACCOUNT + ":" + password + "' | chpasswd")))
                .endsWith("\n0");
    }

    /** Fills in the form of the sign-in page; then {@link #visit}. */
    private static String signIn(String password) throws Exception {
        Files.deleteIfExists(home.resolve("cookies"));
        curl("/");
        curl("/j_security_check", "--data", "j_username=" + ACCOUNT, "--data", "j_password=" + password);
        return visit();
    }

    /** How the console answers to the session that {@link #signIn} began: {@link #IN} or {@link #OUT}. */
    private static String visit() throws Exception {
        return curl("/api/v1/cluster");
    }

    /** The status of an answer. */
    private static String curl(String path, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}"));
        String cookies = home.resolve("cookies").toString();
        command.addAll(List.of("--cookie", cookies, "--cookie-jar", cookies));
        command.addAll(List.of("--cacert", home.resolve(".corelink/ca/ca.crt").toString()));
        command.addAll(List.of(options));
        command.add("https://localhost:" + port + path);
        return run(command).lines().findFirst().orElseThrow();
    }

    /** The console's process, as this machine numbers it. */
    private static String webPid() throws Exception {
        return pidOf("org.corelink.server.Main");
    }

    private static String pamPid() throws Exception {
        return pidOf("org.corelink.login.pam.PamServer");
    }

    private static String pidOf(String mainClass) throws Exception {
        return run(List.of("docker", "top", "corelink", "-eo", "pid,args"))
                .lines()
                .filter(line -> line.contains("/runtime/bin/java") && line.contains(mainClass))
                .map(line -> line.strip().split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    private static String asWebUser(String script) throws Exception {
        return run(List.of("docker", "exec", "--user", "61100:61100", "corelink", "sh", "-c", script));
    }

    private static String asRoot(String script) throws Exception {
        return run(List.of("docker", "run", "--rm", "--volume", "corelink-data:/data:ro", BASE, "sh", "-c", script));
    }

    /** Until a script succeeds; a minute at most. */
    private static void await(String condition) throws Exception {
        String loop = "for i in $(seq 120); do if " + condition + "; then exit 0; fi; sleep 0.5; done; exit 1";
        assertThat(run(List.of("bash", "-c", loop))).endsWith("\n0");
    }

    private static String corelink(String... arguments) throws Exception {
        return run(AssembledImage.command(arguments));
    }

    /** Standard output and error together, then the exit code on a line of its own. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
        builder.environment().putAll(Map.of("HOME", home.toString()));
        return Shell.run(builder);
    }
}
