package org.corelink.login.audit;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/**
 * Audit lines in a file that its owner alone may read, and in the log. A file that is full becomes {@code .1}, the one before
 * {@code .2}; older lines go.
 */
public final class AuditFile implements AuditLog {
    /** Bytes of one file. */
    static final long FULL = 10L * 1024 * 1024;

    private static final System.Logger LOG = System.getLogger("org.corelink.audit");

    private final Path path;
    private final long full;

    /** Nothing is written yet. */
    public AuditFile(Path path) {
        this(path, FULL);
    }

    AuditFile(Path path, long full) {
        this.path = path;
        this.full = full;
    }

    @Override
    public void record(AuditEvent event) {
        String line = event.line(Instant.now());
        LOG.log(System.Logger.Level.INFO, line);
        try {
            append(line + "\n");
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "{0} cannot be written, the line above is in this log only: {1}",
                    path,
                    e);
        }
    }

    /** Opened for each line: there are few, and whoever moves the file away gets a new one. */
    private synchronized void append(String line) throws IOException {
        if (Files.exists(path) && Files.size(path) >= full) {
            Path older = path.resolveSibling(path.getFileName() + ".1");
            if (Files.exists(older)) {
                Files.move(older, path.resolveSibling(path.getFileName() + ".2"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(path, older);
        }
        try (FileChannel file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            // Not the channel itself: on a disk that is nearly full it may write a part, and say so in its result
            // alone.
            Channels.newOutputStream(file).write(line.getBytes(StandardCharsets.UTF_8));
        }
    }
}
