package org.corelink.host.ca;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which machines a CA has let in, and by which certificates each of them is known, the newest first. Whoever is struck off
 * has none that counts. SHELL, under the lock of the store.
 */
final class Register {
    /**
     * Certificates that count for one machine. More than one, because an answer may not reach the machine that was given a
     * new one, and because two programs may renew there at once.
     */
    static final int KEPT = 8;

    private static final String SUFFIX = ".crt";
    private static final String ADVICE =
            "Move it away, and let that machine in again: corelink --invite here, corelink --join there.";

    private final Path folder;
    private final GuardedFiles files;

    Register(Path folder, GuardedFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** A machine is let in: what it had before does not count any more. */
    void enter(String name, X509Certificate certificate) throws IOException, GeneralSecurityException {
        write(name, List.of(certificate));
    }

    /** A machine that is on the register has one certificate more. */
    void add(String name, X509Certificate certificate) throws StoreException, IOException, GeneralSecurityException {
        write(
                name,
                Stream.concat(Stream.of(certificate), of(name).stream())
                        .limit(KEPT)
                        .toList());
    }

    /** By which certificates a machine is known; none if it is not on the register. */
    List<X509Certificate> of(String name) throws StoreException {
        Path file = file(name);
        return Files.exists(file) ? PemPair.certificates(file, files.readPublic(file), ADVICE) : List.of();
    }

    /** The names of all of them, in their order. */
    List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(entry -> entry.endsWith(SUFFIX) && !entry.startsWith("."))
                    .map(entry -> entry.substring(0, entry.length() - SUFFIX.length()))
                    .map(entry -> URLDecoder.decode(entry, StandardCharsets.UTF_8))
                    .sorted()
                    .toList();
        }
    }

    void strike(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    private void write(String name, List<X509Certificate> certificates) throws IOException, GeneralSecurityException {
        files.createFolder(folder);
        files.replace(file(name), Pem.ofCertificates(certificates));
    }

    private Path file(String name) {
        return folder.resolve(CertificateStore.fileName(name) + SUFFIX);
    }
}
