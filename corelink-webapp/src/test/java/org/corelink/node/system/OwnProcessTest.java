package org.corelink.node.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnProcessTest {
    private static final String STATUS = "Name:\tjava\nVmRSS:\t  151552 kB\nThreads:\t42\nSigQ:\t0/63\n";

    @TempDir
    Path self;

    private long nanos;

    @Test
    void kernelsFilesTellTheCost() throws IOException {
        Files.writeString(self.resolve("status"), STATUS);
        Files.writeString(self.resolve("stat"), stat("java", 100, 20));
        Files.createDirectories(self.resolve("fd"));
        for (int i = 0; i < 5; i++) {
            Files.writeString(self.resolve("fd/" + i), "");
        }
        OwnProcess process = new OwnProcess(self, () -> nanos);
        ProcessCost first = process.get();
        assertThat(first.cpuPercent()).isNull();
        assertThat(first.residentMiB()).isEqualTo(148);
        assertThat(first.heapMiB()).isPositive();
        assertThat(first.threads()).isEqualTo(42);
        assertThat(first.descriptors()).isEqualTo(4);
        nanos = 2_000_000_000;
        Files.writeString(self.resolve("stat"), stat("java", 103, 22));
        assertThat(process.get().cpuPercent()).as("50 ms in 2 s").isEqualTo(2.5);
    }

    @Test
    void whatIsMissingIsUnknown() {
        ProcessCost cost = new OwnProcess(self.resolve("nowhere"), () -> nanos).get();
        assertThat(cost).isEqualTo(new ProcessCost(null, null, cost.heapMiB(), null, null));
    }

    @Test
    void aNameMayHoldAnything() {
        assertThat(ProcessStat.ticks(stat("a) R 1 2 3 4 5 6 7 8 9 10 900 900 ", 1, 2)))
                .hasValue(3);
        assertThat(ProcessStat.ticks(stat("", 1, 2))).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 (java", "1 (java) S 1 2 3", "1 (java) S 1 1 1 0 -1 4194304 1 0 0 0 7", "1 (java)"})
    void textThatIsCutOffIsUnknown(String text) {
        assertThat(ProcessStat.ticks(text)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void thisProcessIsRead() {
        OwnProcess process = OwnProcess.ofThisProcess();
        assertThat(process.get()).hasNoNullFieldsOrPropertiesExcept("cpuPercent");
    }

    @Test
    void diskOfTheDataTellsItsSizeAndWhatIsOurs() throws IOException {
        Files.createDirectories(self.resolve("tomcat"));
        Files.writeString(self.resolve("tomcat/work"), "x".repeat(1_500));
        Files.writeString(self.resolve("gossip-identity"), "x");
        DiskReading disk = new DataDisk(self).get();
        assertThat(disk.ownKiB()).isEqualTo(2);
        assertThat(disk.totalMiB()).isPositive().isGreaterThanOrEqualTo(disk.freeMiB());
        assertThat(new DataDisk(self.resolve("nowhere")).get()).isEqualTo(DiskReading.UNKNOWN);
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
        Path data = Files.createDirectories(self.resolve("data"));
        Files.writeString(self.resolve("large"), "x".repeat(5_000));
        Files.createSymbolicLink(data.resolve("all"), self);
        assertThat(new DataDisk(data).get().ownKiB()).isZero();
    }

    private static String stat(String name, long user, long system) {
        return "4711 (" + name + ") S 1 4711 4711 0 -1 4194304 9000 0 12 0 " + user + " " + system
                + " 0 0 20 0 42 0 1\n";
    }
}
