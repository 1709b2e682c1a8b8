package org.corelink.gpu.smi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.corelink.server.Shell;

/** The stand-in for nvidia-smi in a folder of its own; its head says what can be set. */
public final class FakeNvidiaSmi {
    private final Path folder;

    private FakeNvidiaSmi(Path folder) {
        this.folder = folder;
    }

    /** Copies the script into {@code folder}. */
    public static FakeNvidiaSmi in(Path folder) throws IOException {
        FakeNvidiaSmi fake = new FakeNvidiaSmi(Files.createDirectories(folder));
        try (InputStream script = FakeNvidiaSmi.class.getResourceAsStream("/fake/nvidia-smi")) {
            Files.copy(Objects.requireNonNull(script), fake.executable());
        }
        Files.setPosixFilePermissions(fake.executable(), PosixFilePermissions.fromString("rwxr-xr-x"));
        return fake;
    }

    /** The script. */
    public Path executable() {
        return folder.resolve("nvidia-smi");
    }

    /** Writes one of the files that the script reads. */
    public void set(String name, String value) throws IOException {
        Files.writeString(folder.resolve(name), value + "\n");
    }

    /** Makes it print {@code log} whatever else is set; atomically, as a call may be under way. */
    public void print(String log) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), log);
        Files.move(next, folder.resolve("gpus.xml"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Builds what its mode "unkillable" needs. */
    public FakeNvidiaSmi withUnkillable() throws IOException {
        Path source = folder.resolve("unkillable.c");
        try (InputStream in = FakeNvidiaSmi.class.getResourceAsStream("/fake/unkillable.c")) {
            Files.copy(Objects.requireNonNull(in), source);
        }
        Shell.run("gcc", "-O1", "-o", folder.resolve("unkillable").toString(), source.toString());
        return this;
    }

    /** The process of the newest call; null if it is gone. */
    public ProcessHandle newestProcess() throws IOException {
        return process("pid");
    }

    /** The process that the newest hanging call started; null if it is gone. */
    public ProcessHandle newestChild() throws IOException {
        return process("child");
    }

    /** Whether a call has come to hang, its child included. */
    public boolean hangs() {
        return Files.exists(folder.resolve("child"));
    }

    private ProcessHandle process(String file) throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
        return ProcessHandle.of(pid).orElse(null);
    }

    /** The arguments of each call so far. */
    public List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }
}
