package org.corelink.gpu.nvml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.corelink.gpu.ChosenGpuSource.Opening;
import org.corelink.gpu.FakeMachine;
import org.corelink.gpu.GpuSource;
import org.corelink.gpu.GpuSurroundings;

/** The stand-in for NVML, built with gcc, in a folder of its own; the head of its source says what can be set. */
public final class FakeNvml {
    private static final String FILE = "libnvidia-ml.so.1";

    private final Path folder;

    private FakeNvml(Path folder) {
        this.folder = folder;
    }

    /** One that lacks no function. */
    public static FakeNvml in(Path folder) throws IOException {
        return build(folder, List.of());
    }

    /** One as old as drivers before 2020. */
    public static FakeNvml oldIn(Path folder) throws IOException {
        return build(folder, List.of("-DOLD"));
    }

    private static FakeNvml build(Path folder, List<String> options) throws IOException {
        Path source = Files.createDirectories(folder).resolve("nvml.c");
        try (InputStream in = FakeNvml.class.getResourceAsStream("/fake/nvml.c")) {
            Files.copy(Objects.requireNonNull(in), source, StandardCopyOption.REPLACE_EXISTING);
        }
        FakeNvml fake = new FakeNvml(folder);
        ProcessBuilder gcc = new ProcessBuilder(
                "gcc", "-O1", "-shared", "-fPIC", "-o", fake.library().toString());
        gcc.command().addAll(options);
        gcc.command().addAll(List.of(source.toString(), "-ldl"));
        gcc.inheritIO();
        try {
            if (gcc.start().waitFor() != 0) {
                throw new IOException("gcc failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("gcc was interrupted", e);
        }
        return fake;
    }

    /** The built library. */
    public Path library() {
        return folder.resolve(FILE);
    }

    /** Makes it answer for that machine from the next sample on. */
    public FakeNvml show(FakeMachine machine) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), machine.toScript());
        Files.move(next, folder.resolve("machine"), StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** A source that reads it. */
    public GpuSource open(GpuSurroundings surroundings) {
        return switch (NvmlGpuSource.of(library(), surroundings).open().get()) {
            case Opening.Ready ready -> ready.source();
            case Opening.Missing missing -> throw new AssertionError(missing.reason());
        };
    }
}
