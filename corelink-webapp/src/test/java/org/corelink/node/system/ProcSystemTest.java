package org.corelink.node.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcSystemTest {
    private static final String STAT = """
        cpu  1000 50 300 8000 200 0 50 400 123 0
        cpu0 500 25 150 4000 100 0 25 200 60 0
        intr 1462898 0 9
        """;
    private static final String MEMINFO = """
        MemTotal:       16316412 kB
        MemFree:          204800 kB
        MemAvailable:   12582912 kB
        Buffers:          102400 kB
        """;

    @TempDir
    Path proc;

    @Test
    void allFilesMakeOneReading() throws IOException {
        write("stat", STAT);
        write("loadavg", "0.52 0.58 12.59 3/602 4711\n");
        write("meminfo", MEMINFO);
        write("uptime", "12345.67 54321.00\n");
        write("sys/kernel/osrelease", "6.1.0-18-amd64\n");
        write("sys/kernel/random/boot_id", "0d3bbb8a-6a1e-4f04-9c1e-3d1b2f1a9d10\n");
        ProcSystem system = new ProcSystem(proc);
        SystemReading first = system.get();
        assertThat(first)
                .isEqualTo(new SystemReading(
                        null,
                        new LoadAverage(0.52, 0.58, 12.59),
                        new MemorySize(15_933, 12_288),
                        12_345L,
                        "6.1.0-18-amd64",
                        "0d3bbb8a-6a1e-4f04-9c1e-3d1b2f1a9d10"));
        assertThat(first.memory()).extracting(MemorySize::usedMiB).isEqualTo(3_645L);
        write("stat", STAT.replace("cpu  1000 50 300 8000 200", "cpu  1150 50 400 8700 250"));
        assertThat(system.get().cpuPercent()).as("250 of 1000 ticks").isEqualTo(25.0);
    }

    @Test
    void whatIsMissingIsUnknown() {
        assertThat(new ProcSystem(proc.resolve("nowhere")).get()).isEqualTo(SystemReading.UNKNOWN);
    }

    @Test
    void aProcessorsTimeThatCouldNotBeReadOnceIsNotGuessed() throws IOException {
        write("stat", STAT);
        ProcSystem system = new ProcSystem(proc);
        system.get();
        Files.delete(proc.resolve("stat"));
        assertThat(system.get().cpuPercent()).isNull();
        write("stat", STAT);
        assertThat(system.get().cpuPercent()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cpu",
                "cpu  1 2 3 4 5 6 7",
                "cpu0 1 2 3 4 5 6 7 8 9 10",
                "cpu  1 2 3 -4 5 6 7 8 0 0",
                "cpu  1 2 3 99999999999999999999 5 6 7 8 0 0",
                "cpu  a b c d e f g h"
            })
    void processorTimesOfAnotherFormAreUnknown(String text) {
        assertThat(CpuTimes.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "100, 40, 60.0",
                "100, 100, 0.0",
                "100, 0, 100.0",
                "3, 2, 33.3",
                "0, 0, -",
                "-5, 0, -",
                "100, -1, -",
                "100, 101, -"
            })
    void shareOfWorkIsTakenFromTheDifference(long total, long idle, Double percent) {
        CpuTimes before = new CpuTimes(10_000, 8_000);
        assertThat(new CpuTimes(10_000 + total, 8_000 + idle).percentSince(before))
                .isEqualTo(percent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MemTotal: 100 kB\n",
                "MemAvailable: 100 kB\n",
                "MemTotal: 100 kB\nMemAvailable: 101 kB\n",
                "MemTotal: 100 kB\nMemAvailable: 5",
                "MemTotal: x kB\nMemAvailable: 5 kB\n",
                "MemTotal: 9999999999999999999999 kB\nMemAvailable: 5 kB\n"
            })
    void memoryOfAnotherFormIsUnknown(String text) {
        assertThat(MemorySize.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"12345.67 54321.00, 12345", "0.01 0.00, 0", "'', -", "up, -", "-5.0 1.0, -", "99999999999.0 1, -"})
    void uptimeIsTheFirstNumber(String text, Long seconds) {
        assertThat(ProcSystem.uptime(text + "\n")).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0.52 0.58", "0.52 0.58 0.", "a b c d", "-1.00 1.00 1.00 1/2 3", "0,52 0,58 0,59 3/602 4"})
    void loadOfAnotherFormIsUnknown(String text) {
        assertThat(LoadAverage.parse(text)).isNull();
    }

    @Test
    void aFileWithoutEndIsReadUpToABound() throws IOException {
        write("stat", STAT + "x".repeat(1 << 20));
        assertThat(new ProcFiles(proc).read("stat")).startsWith("cpu ").hasSize(16_384);
    }

    @Test
    void kernelNamesOfAnotherFormAreUnknown() throws IOException {
        write("sys/kernel/osrelease", "6.1\u00e9\u001b[31m\n");
        write("sys/kernel/random/boot_id", "../../etc\n");
        SystemReading reading = new ProcSystem(proc).get();
        assertThat(reading.kernel()).isNull();
        assertThat(reading.bootId()).isNull();
    }

    @Property
    void anyTextIsReadOrUnknownButNeverThrows(@ForAll String text) {
        assertThat(CpuTimes.parse("cpu  " + text)).isNull();
        assertThat(MemorySize.parse("MemTotal: " + text)).isNull();
        assertThat(ProcessStat.ticks(text)).isEmpty();
        assertThat(ProcessStat.ticks("1 (java) " + text)).isEmpty();
    }

    @Test
    void thisMachineIsRead() {
        ProcSystem system = ProcSystem.ofThisMachine();
        assertThat(system.get()).hasNoNullFieldsOrPropertiesExcept("cpuPercent");
    }

    private void write(String name, String text) throws IOException {
        Path file = proc.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
