package org.corelink.gossip.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Every datagram under {@code golden}, good and bad: where fuzzing starts from. */
final class GoldenDatagrams {
    private GoldenDatagrams() {}

    static Stream<byte[]> all() {
        return files().stream().map(GoldenDatagrams::bytes);
    }

    /** What the sealed ones say, deciphered. */
    static Stream<byte[]> plaintexts() {
        return files().stream()
                .filter(file -> file.getParent().endsWith("sealed"))
                .map(file -> property("plaintext", bytes(file)))
                .map(HexFormat.of()::parseHex);
    }

    private static String property(String name, byte[] file) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name);
    }

    private static List<Path> files() {
        try (Stream<Path> files =
                Files.walk(Path.of(GoldenDatagrams.class.getResource("/golden").toURI()))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError("the golden datagrams are on the class path, in a folder", e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
