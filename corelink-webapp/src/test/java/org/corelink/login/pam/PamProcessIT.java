package org.corelink.login.pam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.corelink.server.Shell;
import org.corelink.server.TestAccount;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The PAM process with real accounts, and with a PAM module that crashes and hangs when told to. Needs root and gcc. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PamProcessIT {
    private static final String SERVICE =
            "corelink-it-" + ProcessHandle.current().pid();
    private static final Path SERVICE_FILE = Path.of("/etc/pam.d", SERVICE);

    private static final int CURL_TIMED_OUT = 28;

    @TempDir
    static Path folder;

    private static TestAccount anna;

    @BeforeAll
    static void makeAccountAndService() throws Exception {
        anna = TestAccount.create("corelink-pam");
        Path source = folder.resolve("pam_corelink_test.c");
        try (var in = Objects.requireNonNull(PamProcessIT.class.getResourceAsStream("/fake/pam_corelink_test.c"))) {
            Files.copy(in, source);
        }
        Path module = folder.resolve("pam_corelink_test.so");
        Shell.run("gcc", "-shared", "-fPIC", "-o", module.toString(), source.toString());
        Files.writeString(
                SERVICE_FILE,
                "auth optional " + module + "\nauth required pam_unix.so nodelay\naccount required pam_unix.so\n");
    }

    @AfterAll
    static void removeAccountAndService() throws Exception {
        anna.close();
        Files.deleteIfExists(SERVICE_FILE);
    }

    private static PamProcess process() throws IOException {
        return PamProcess.start(new PamCommand(SERVICE, Set.of("corelink-viewer")));
    }

    private static PamQuestion signIn(TestAccount account) {
        return PamQuestion.signIn(account.name(), account.password(), "127.0.0.1");
    }

    @Test
    void shippedRulesAdmitTheRightPasswordAndRefuseTheRest() throws Exception {
        try (PamProcess pam = PamProcess.start(new PamCommand(PamServiceFile.DEFAULT, Set.of()));
                TestAccount expired = TestAccount.create("corelink-pex");
                TestAccount empty = TestAccount.create("corelink-pem")) {
            expired.expire();
            Shell.run("passwd", "--delete", empty.name());
            assertThat(pam.ask(signIn(anna))).isInstanceOf(PamAnswer.Granted.class);
            assertThat(pam.ask(PamQuestion.signIn(anna.name(), "wrong", ""))).isEqualTo(new PamAnswer.Refused());
            assertThat(pam.ask(PamQuestion.signIn("no-such-user", "x", ""))).isEqualTo(new PamAnswer.Refused());
            assertThat(pam.ask(PamQuestion.signIn(empty.name(), "", ""))).isEqualTo(new PamAnswer.Refused());
            assertThat(pam.ask(signIn(expired))).isEqualTo(new PamAnswer.Refused());
            assertThat(pam.ask(PamQuestion.review(expired.name()))).isEqualTo(new PamAnswer.Refused());
        }
    }

    @Test
    void passwordMayHaveAnyCharacter() throws Exception {
        try (PamProcess pam = process();
                TestAccount account = TestAccount.create("corelink-put")) {
            String password = "päß wörd €\u1F600 \"'\\$(x)";
            Shell.runWithInput(account.name() + ":" + password, "chpasswd");
            assertThat(pam.ask(PamQuestion.signIn(account.name(), password, "")))
                    .isInstanceOf(PamAnswer.Granted.class);
        }
    }

    @Test
    void fingerprintChangesWithThePasswordAndWithALockAndStaysOtherwise() throws Exception {
        try (PamProcess pam = process();
                TestAccount account = TestAccount.create("corelink-pfp")) {
            String first = fingerprint(pam, account);
            assertThat(fingerprint(pam, account)).isEqualTo(first);
            Shell.runWithInput(account.name() + ":" + account.password(), "chpasswd");
            String second = fingerprint(pam, account);
            assertThat(second).isNotEqualTo(first);
            account.lock();
            assertThat(fingerprint(pam, account)).isNotEqualTo(second);
            assertThat(pam.ask(signIn(account))).isEqualTo(new PamAnswer.Refused());
        }
    }

    private static String fingerprint(PamProcess pam, TestAccount account) throws InterruptedException {
        PamAnswer answer = pam.ask(PamQuestion.review(account.name()));
        assertThat(answer).isInstanceOf(PamAnswer.Granted.class);
        return ((PamAnswer.Granted) answer).fingerprint();
    }

    @Test
    void crashFailsThatSignInOnly() throws Exception {
        try (PamProcess pam = process();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            pam.ask(signIn(anna));
            ProcessHandle before = pam.process().orElseThrow();
            Future<PamAnswer> beside = callers.submit(() -> pam.ask(PamQuestion.signIn("slow-anna", "x", "")));
            Future<PamAnswer> guilty = callers.submit(() -> pam.ask(PamQuestion.signIn("crash-me", "x", "")));
            Future<PamAnswer> right = callers.submit(() -> pam.ask(signIn(anna)));
            assertThat(guilty.get()).isInstanceOf(PamAnswer.Failed.class);
            assertThat(beside.get()).isEqualTo(new PamAnswer.Refused());
            assertThat(right.get()).isInstanceOf(PamAnswer.Granted.class);
            assertThat(pam.ask(signIn(anna))).isInstanceOf(PamAnswer.Granted.class);
            assertThat(pam.process()).isNotEmpty().isNotEqualTo(java.util.Optional.of(before));
        }
    }

    @Test
    void hangFailsThatSignInOnlyAndTheProcessIsReplaced() throws Exception {
        try (PamProcess pam = process();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            pam.ask(signIn(anna));
            ProcessHandle before = pam.process().orElseThrow();
            Future<PamAnswer> guilty = callers.submit(() -> pam.ask(PamQuestion.signIn("hang-up", "x", "")));
            assertThat(pam.ask(signIn(anna))).isInstanceOf(PamAnswer.Granted.class);
            assertThat(guilty.get()).isInstanceOf(PamAnswer.Failed.class);
            assertThat(before.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
            assertThat(pam.ask(signIn(anna))).isInstanceOf(PamAnswer.Granted.class);
        }
    }

    @Test
    void rightGroupsComeOfAThousandSignInsOfTwentyUsersAtOnce() throws Exception {
        List<TestAccount> accounts = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        try (PamProcess pam = process();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                TestAccount account = TestAccount.create("corelink-u" + i);
                accounts.add(account);
                groups.add("g-" + account.name());
                Shell.run("groupadd", "g-" + account.name());
                Shell.run("usermod", "--append", "--groups", "g-" + account.name(), account.name());
                Shell.runWithInput(account.name() + ":" + account.password(), "chpasswd", "-c", "SHA512", "-s", "1000");
            }
            List<Future<Void>> signIns = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                TestAccount account = accounts.get(i % accounts.size());
                signIns.add(callers.submit(() -> requireOwnGroups(pam, account)));
            }
            for (Future<Void> signIn : signIns) {
                signIn.get();
            }
        } finally {
            for (TestAccount account : accounts) {
                account.close();
            }
            for (String group : groups) {
                Shell.run("groupdel", group);
            }
        }
    }

    private static Void requireOwnGroups(PamProcess pam, TestAccount account) throws InterruptedException {
        PamAnswer answer = pam.ask(signIn(account));
        while (answer instanceof PamAnswer.Busy) {
            TimeUnit.MILLISECONDS.sleep(50);
            answer = pam.ask(signIn(account));
        }
        assertThat(answer).isInstanceOf(PamAnswer.Granted.class);
        UnixAccount granted = ((PamAnswer.Granted) answer).account();
        assertThat(granted.name()).isEqualTo(account.name());
        assertThat(granted.groups()).containsExactlyInAnyOrder(account.name(), "g-" + account.name());
        return null;
    }

    @Test
    void socketIsOfItsOwnerAlone() throws Exception {
        try (PamProcess pam = process()) {
            pam.ask(signIn(anna));
            Path socket = pam.socket();
            assertThat(Files.getPosixFilePermissions(socket)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(socket.getParent()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            // Even where both were open, the process itself turns others away.
            Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
            // What curl sends is the begin of a long question: who may connect waits for more, in vain.
            assertThat(curl(socket)).isEqualTo(CURL_TIMED_OUT);
            assertThat(curl(socket, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"))
                    .isNotZero()
                    .isNotEqualTo(CURL_TIMED_OUT);
        }
    }

    @Test
    void groupThatMayPassTheFolderMayAsk() throws Exception {
        Path own = Files.createTempDirectory(Path.of("/run"), "corelink-pam-it-");
        Shell.run("chgrp", "65534", own.toString());
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx--x---"));
        Process server = new ProcessBuilder(new PamCommand(SERVICE, Set.of()).arguments(own)).start();
        Path socket = own.resolve(PamServer.SOCKET);
        while (server.isAlive() && !isOpen(socket)) {
            Thread.onSpinWait();
        }
        try {
            assertThat(curl(socket, "setpriv", "--reuid=65533", "--regid=65534", "--clear-groups"))
                    .isEqualTo(CURL_TIMED_OUT);
            // Who gets at the socket in another way is turned away by the process itself.
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx--x--x"));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
            assertThat(curl(socket, "setpriv", "--reuid=65533", "--regid=65533", "--clear-groups"))
                    .isNotZero()
                    .isNotEqualTo(CURL_TIMED_OUT);
        } finally {
            server.getOutputStream().close();
            assertThat(server.waitFor()).isZero();
        }
    }

    /** Whether a socket has got its final permissions. */
    private static boolean isOpen(Path socket) throws IOException {
        return Files.exists(socket)
                && Files.getPosixFilePermissions(socket).equals(PosixFilePermissions.fromString("rw-rw----"));
    }

    private static int curl(Path socket, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of("curl", "-s", "--max-time", "2", "--unix-socket", socket.toString(), "http://x/"));
        return Shell.exitOf(new ProcessBuilder(command).start());
    }

    @Test
    void nonsenseOnTheSocketHarmsNobody() throws Exception {
        try (PamProcess pam = process()) {
            pam.ask(signIn(anna));
            ProcessHandle before = pam.process().orElseThrow();
            for (byte[] bytes : new byte[][] {{}, {0}, {0, 0}, {-1, -1, 1}, {0, 2, 9, 9}, {0, 2, 1, 1}}) {
                try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                    channel.connect(UnixDomainSocketAddress.of(pam.socket()));
                    channel.write(ByteBuffer.wrap(bytes));
                }
            }
            assertThat(pam.ask(signIn(anna))).isInstanceOf(PamAnswer.Granted.class);
            assertThat(pam.process()).contains(before);
        }
    }

    @Test
    void processAndItsFolderEndWithTheConsole() throws Exception {
        PamProcess pam = process();
        pam.ask(signIn(anna));
        ProcessHandle child = pam.process().orElseThrow();
        pam.close();
        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(pam.socket().getParent()).doesNotExist();
    }

    @Test
    void processThatLosesItsConsoleEndsAndRemovesItsFolder() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Process server = new ProcessBuilder(new PamCommand(SERVICE, Set.of()).arguments(own)).start();
        Path socket = own.resolve(PamServer.SOCKET);
        while (server.isAlive() && Files.notExists(socket)) {
            Thread.onSpinWait();
        }
        // What the kernel does when a console is killed.
        server.getOutputStream().close();
        assertThat(server.waitFor()).isZero();
        assertThat(own).doesNotExist();
    }

    @Test
    void processIsSmall() throws Exception {
        try (PamProcess pam = process()) {
            pam.ask(signIn(anna));
            String status = Files.readString(
                    Path.of("/proc", pam.process().orElseThrow().pid() + "/status"));
            long residentKib = Long.parseLong(status.replaceFirst("(?s).*VmRSS:\\s+(\\d+).*", "$1"));
            assertThat(residentKib).isLessThan(80 * 1024);
        }
    }
}
