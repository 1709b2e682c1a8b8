package org.corelink.node.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the kernel's {@code /proc}, read with a bound. Any thread. */
final class ProcFiles {
    /** Where Linux has it. */
    static final Path PROC = Path.of("/proc");

    /** The first lines tell all that is read here; {@code stat} of a machine with many processors is longer. */
    private static final int MAX_BYTES = 16 * 1_024;

    private final Path proc;

    /** Reads under {@code proc}. */
    ProcFiles(Path proc) {
        this.proc = proc;
    }

    /** The beginning of the file; empty if there is none, or it cannot be read. */
    String read(String name) {
        try (InputStream in = Files.newInputStream(proc.resolve(name))) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // No proc file system, or a kernel without this file: unknown.
            return "";
        }
    }
}
