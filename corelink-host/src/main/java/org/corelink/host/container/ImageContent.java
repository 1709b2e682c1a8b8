package org.corelink.host.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that an image is built from: the installed application itself, with the Dockerfile in it. SHELL.
 *
 * @param folder has {@code docker/}, {@code lib/}, {@code war/} and {@code runtime/}
 */
public record ImageContent(Path folder) {
    private static final List<String> PARTS = List.of("docker", "lib", "war", "runtime");
    private static final int BUFFER = 1 << 16;
    private static final int DIGEST_LENGTH = 32;

    /** Whether everything of it is there. */
    public boolean isComplete() {
        return PARTS.stream().allMatch(part -> Files.isDirectory(folder.resolve(part)));
    }

    Path dockerfile() {
        return folder.resolve("docker").resolve("Dockerfile");
    }

    /**
     * A hash of names and bytes, 32 hexadecimal digits: equal for equal content, wherever it lies.
     *
     * @throws IOException if something of it cannot be read
     */
    public String digest() throws IOException {
        MessageDigest digest = sha256();
        for (String part : PARTS) {
            for (Path file : files(folder.resolve(part))) {
                digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) (Files.isExecutable(file) ? 1 : 0));
                digest.update(Long.toString(Files.size(file)).getBytes(StandardCharsets.US_ASCII));
                add(file, digest);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_LENGTH);
    }

    private static List<Path> files(Path part) throws IOException {
        try (Stream<Path> walk = Files.walk(part)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void add(Path file, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
