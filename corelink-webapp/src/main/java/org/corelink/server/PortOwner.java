package org.corelink.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The process that has a port of this machine, found in {@code /proc}. Without root only processes of the same user are
 * found; of others the user is told.
 *
 * @param pid the process; null if it is not ours to see
 * @param command its command line; empty if it is not ours to see
 * @param uid number of the user that opened the socket
 */
public record PortOwner(@Nullable Long pid, String command, long uid) {
    /** Of a longer command line only so much of its beginning and its end is told: the program and its arguments. */
    private static final int HEAD_LENGTH = 40;

    private static final int TAIL_LENGTH = 70;

    private static final Path PROC = Path.of("/proc");

    /** Who listens on a TCP port; empty if nobody does. */
    public static Optional<PortOwner> ofTcp(int port) {
        return find(List.of("net/tcp", "net/tcp6"), row -> row.port() == port && row.state() == SocketTable.LISTENING);
    }

    /** Who has bound a UDP port; empty if nobody has. */
    public static Optional<PortOwner> ofUdp(int port) {
        return find(List.of("net/udp", "net/udp6"), row -> row.port() == port);
    }

    /** For a sentence: {@code "process 4711 (nginx -g daemon off;)"}; the program is named without its folder. */
    public String describe() {
        return pid == null
                ? "a process of user " + uid + " (root can see which)"
                : "process " + pid + (command.isEmpty() ? "" : " (" + command + ")");
    }

    private static Optional<PortOwner> find(List<String> tables, Predicate<SocketTable.Row> wanted) {
        return tables.stream()
                .flatMap(table -> SocketTable.parse(read(PROC.resolve(table))).stream())
                .filter(wanted)
                .findFirst()
                .map(PortOwner::of);
    }

    private static PortOwner of(SocketTable.Row row) {
        Long pid = pidWithSocket(row.inode());
        return new PortOwner(pid, pid == null ? "" : commandOf(pid), row.uid());
    }

    private static @Nullable Long pidWithSocket(long inode) {
        Path link = Path.of("socket:[" + inode + "]");
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (hasLink(process.resolve("fd"), link)) {
                    return Long.valueOf(process.getFileName().toString());
                }
            }
            return null;
        } catch (IOException e) {
            // No /proc to look into: the socket's user is still known.
            return null;
        }
    }

    private static boolean hasLink(Path descriptors, Path link) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
            for (Path entry : entries) {
                if (link.equals(targetOf(entry))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // Another user's process, or one that has just ended: not seen.
            return false;
        }
    }

    private static @Nullable Path targetOf(Path entry) {
        try {
            return Files.readSymbolicLink(entry);
        } catch (IOException e) {
            // Closed since it was listed.
            return null;
        }
    }

    private static String commandOf(long pid) {
        String line = read(PROC.resolve(Long.toString(pid)).resolve("cmdline"))
                .replaceFirst("^/[^\0 ]*/", "")
                .replace('\0', ' ')
                .replaceAll("\\p{Cntrl}", "?")
                .strip();
        return line.length() <= HEAD_LENGTH + TAIL_LENGTH
                ? line
                : line.substring(0, HEAD_LENGTH) + " ... " + line.substring(line.length() - TAIL_LENGTH);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // No IPv6 means no such table; an ended process has no command line.
            return "";
        }
    }
}
