package org.corelink.gossip.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.corelink.gossip.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a real disk. */
class IdentityFileTest {
    private static final long NOW = 1_800_000_000_000L;

    @TempDir
    private Path folder;

    private final Logger logger = Logger.getLogger(IdentityFile.class.getName());
    private final List<String> logged = new ArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void record() {
        logger.addHandler(recorder);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopRecording() {
        logger.removeHandler(recorder);
        logger.setUseParentHandlers(true);
    }

    @Test
    void firstRunGetsTheWallClockAndNewKeys() throws IOException {
        Identity identity = run(NOW);

        assertThat(identity.incarnation()).isEqualTo(NOW);
        assertThat(identity.id().value()).matches("[0-9a-f]{16}");
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(logged).isEmpty();
    }

    @Test
    void nextRunIsTheSameNodeWithAGreaterIncarnationAndAnotherSalt() throws IOException {
        Identity first = run(NOW);
        Identity second = run(NOW + 60_000);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.keys().getPrivate()).isEqualTo(first.keys().getPrivate());
        assertThat(second.incarnation()).isEqualTo(NOW + 60_000);
        assertThat(second.boot()).isNotEqualTo(first.boot());
    }

    @Test
    void incarnationGrowsBeyondAllThatTheLastRunMayHaveUsedWhereverTheClockGoes() throws IOException {
        assertThat(run(NOW).incarnation()).isEqualTo(NOW);
        assertThat(run(NOW + 5).incarnation()).isEqualTo(NOW + 1_001);
        assertThat(run(NOW - 86_400_000).incarnation()).isEqualTo(NOW + 2_002);
        assertThat(run(0).incarnation()).isEqualTo(NOW + 3_003);
        assertThat(run(Long.MIN_VALUE).incarnation()).isEqualTo(NOW + 4_004);
        long far = run(Long.MAX_VALUE).incarnation();
        assertThat(run(NOW).incarnation()).isEqualTo(far + 1_001);
    }

    @Test
    void damagedFileIsSetAsideAndTheIncarnationGoesOn() throws IOException {
        Identity first = run(NOW);
        byte[] damaged = damage(file());

        Identity second = run(NOW - 1_000_000);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.incarnation()).isEqualTo(NOW + 1_001);
        assertThat(file(".bad")).hasBinaryContent(damaged);
        assertThat(logged).hasSize(1);
        assertThat(logged.getFirst())
                .startsWith("WARNING")
                .contains(file().toString(), "damaged", file(".bad").toString(), "new id");
        assertThat(run(NOW).id()).isEqualTo(second.id());
    }

    @Test
    void earlierDebrisIsNeverOverwritten() throws IOException {
        run(NOW);
        byte[] first = damage(file());
        run(NOW);
        byte[] second = damage(file());
        run(NOW);
        byte[] third = damage(file());
        run(NOW);

        assertThat(file(".bad")).hasBinaryContent(first);
        assertThat(file(".bad.1")).hasBinaryContent(second);
        assertThat(file(".bad.2")).hasBinaryContent(third);
    }

    @Test
    void incarnationIsFoundInTheDebrisWhenTheHintIsLostToo() throws IOException {
        run(NOW);
        damage(file());
        Files.delete(file(".inc"));

        assertThat(run(1).incarnation()).isEqualTo(NOW + 1_001);
    }

    @Test
    void incarnationIsFoundInTheHintWhenTheFileIsLost() throws IOException {
        run(NOW);
        Files.delete(file());

        assertThat(run(1).incarnation()).isEqualTo(NOW + 1_001);
    }

    @Test
    void fileThatWasRestoredFromABackupDoesNotTakeTheIncarnationBack() throws IOException {
        run(NOW);
        byte[] backup = Files.readAllBytes(file());
        Identity lost = run(NOW + 1_000_000);
        Files.write(file(), backup);

        Identity restored = run(NOW);

        assertThat(restored.id()).isEqualTo(lost.id());
        assertThat(restored.incarnation()).isEqualTo(NOW + 1_001_001);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 80, 200, 280})
    void fileCutShortIsSetAside(int length) throws IOException {
        run(NOW);
        Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), length));

        assertThat(run(1).incarnation()).isEqualTo(NOW + 1_001);
        assertThat(file(".bad")).hasSize(length);
    }

    @Test
    void fileOfZeroesIsSetAside() throws IOException {
        run(NOW);
        Files.write(file(), new byte[(int) Files.size(file())]);

        assertThat(run(1).incarnation()).isEqualTo(NOW + 1_001);
        assertThat(logged).hasSize(1);
    }

    @Test
    void fileMuchTooLongIsSetAside() throws IOException {
        Files.write(file(), new byte[1 << 20]);

        assertThat(run(NOW).incarnation()).isEqualTo(NOW);
        assertThat(file(".bad")).hasSize(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-rw-", "rw--w----", "rw-----w-"})
    void fileThatOthersMayWriteIsNotTrusted(String permissions) throws IOException {
        Identity first = run(NOW);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));

        Identity second = run(1);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.incarnation()).isEqualTo(NOW + 1_001);
        assertThat(logged.getFirst()).contains("others than its owner may write it");
        for (Path secret : List.of(file(), file(".bad"))) {
            assertThat(Files.getPosixFilePermissions(secret)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void fileThatOthersMayReadIsClosedToThemWithAWarning() throws IOException {
        Identity first = run(NOW);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(run(NOW).id()).isEqualTo(first.id());
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(logged).hasSize(1);
        assertThat(logged.getFirst()).contains("could read");
        run(NOW);
        assertThat(logged).hasSize(1);
    }

    @Test
    void runThatWasKilledWhileWritingLeavesNothingThatHarms() throws IOException {
        Identity first = run(NOW);
        byte[] before = Files.readAllBytes(file());
        byte[] hintBefore = Files.readAllBytes(file(".inc"));
        run(NOW + 10_000);
        byte[] after = Files.readAllBytes(file());
        byte[] hintAfter = Files.readAllBytes(file(".inc"));

        // Killed while the hint was written; between the two; while the file was written.
        lay(before, hintBefore);
        Files.write(file(".inc.tmp"), Arrays.copyOf(hintAfter, 20));
        assertThat(run(1).incarnation()).isEqualTo(NOW + 1_001);
        lay(before, hintAfter);
        assertThat(run(1).incarnation()).isEqualTo(NOW + 11_001);
        lay(before, hintAfter);
        Files.write(file(".tmp"), Arrays.copyOf(after, 100));
        Identity last = run(1);
        assertThat(last.incarnation()).isEqualTo(NOW + 11_001);
        assertThat(last.id()).isEqualTo(first.id());
        assertThat(file(".bad")).doesNotExist();
        assertThat(file(".tmp")).doesNotExist();
    }

    @Test
    void runThatWasKilledAfterTheDamagedFileWasSetAsideIsFollowedByOneThatGoesOn() throws IOException {
        run(NOW);
        Files.move(file(), file(".bad"));
        Files.delete(file(".inc"));

        assertThat(run(1).incarnation()).isEqualTo(NOW + 1_001);
    }

    @Test
    void fileThatCannotBeWrittenIsNamedAndTheOldOneStays() throws IOException {
        run(NOW);
        byte[] before = Files.readAllBytes(file());
        Files.createDirectories(file(".tmp").resolve("in-the-way"));

        assertThatThrownBy(() -> run(NOW + 5_000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("choose another file");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void folderThatIsMissingOrReadOnlyIsNamed() {
        for (Path unusable : List.of(folder.resolve("missing/identity"), Path.of("/proc/identity"))) {
            assertThatThrownBy(() -> IdentityFile.at(unusable).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(unusable.toString())
                    .hasMessageContaining("choose another file");
        }
    }

    @Test
    void folderInPlaceOfTheFileIsNamedAndKept() throws IOException {
        Files.createDirectory(file());

        assertThatThrownBy(() -> run(NOW)).isInstanceOf(IOException.class).hasMessageContaining(file().toString());
        assertThat(file()).isDirectory();
    }

    @Test
    void secondNodeIsRefusedWhileTheFirstRuns() throws IOException {
        IdentityFile first = IdentityFile.at(file());
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), folder);

        for (Path same : List.of(file(), alias.resolve("identity"))) {
            assertThatThrownBy(() -> IdentityFile.at(same).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(same.toString())
                    .hasMessageContaining("in use by another node");
        }
        first.close();
        first.close();
        assertThat(run(NOW).incarnation()).isEqualTo(NOW);
    }

    /** Also after an attempt within the first process, which must not cost it its lock. */
    @Test
    void secondProcessIsRefusedWhileTheFirstRuns() throws Exception {
        try (IdentityFile _ = IdentityFile.at(file())) {
            assertThatThrownBy(() -> IdentityFile.at(file()).close()).hasMessageContaining("in use");
            assertThat(startInAnotherProcess()).contains("in use by another node");
        }
        assertThat(startInAnotherProcess()).contains("incarnation " + NOW);
    }

    private String startInAnotherProcess() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(java, "-cp", classPath, OtherProcess.class.getName(), file().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }

    /** A run of a node in a process of its own. */
    static final class OtherProcess {
        private OtherProcess() {}

        @SuppressWarnings("SystemOut") // Read by the test.
        public static void main(String[] arguments) {
            try (IdentityFile file = IdentityFile.at(Path.of(arguments[0]))) {
                System.out.println("incarnation " + file.next(NOW).incarnation());
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void ofManyThatStartAtOnceNoTwoGetTheSameIncarnation() throws Exception {
        List<Callable<Long>> starts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            starts.add(() -> run(NOW).incarnation());
        }
        List<Long> incarnations = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (Future<Long> start : executor.invokeAll(starts)) {
                try {
                    incarnations.add(start.get());
                } catch (ExecutionException e) {
                    assertThat(e).cause().hasMessageContaining("in use by another node");
                }
            }
        }
        assertThat(incarnations).isNotEmpty().doesNotHaveDuplicates();
        assertThat(logged).isEmpty();
    }

    private Identity run(long wallMillis) throws IOException {
        try (IdentityFile file = IdentityFile.at(file())) {
            return file.next(wallMillis);
        }
    }

    private void lay(byte[] content, byte[] hint) throws IOException {
        Files.write(file(), content);
        Files.write(file(".inc"), hint);
    }

    private static byte[] damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);
        return bytes;
    }

    private Path file() {
        return file("");
    }

    private Path file(String ending) {
        return folder.resolve("identity" + ending);
    }
}
