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

/** Which machines a CA has let in: the newest certificate of each. SHELL, under the lock of the store. */
final class Register {
    private static final String SUFFIX = ".crt";

    private final Path folder;
    private final GuardedFiles files;

    Register(Path folder, GuardedFiles files) {
        this.folder = folder;
        this.files = files;
    }

    void enter(String name, X509Certificate certificate) throws IOException, GeneralSecurityException {
        files.createFolder(folder);
        files.replace(file(name), Pem.ofCertificates(List.of(certificate)));
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

    /** Whether it was there. */
    boolean strike(String name) throws IOException {
        return Files.deleteIfExists(file(name));
    }

    private Path file(String name) {
        return folder.resolve(CertificateStore.fileName(name) + SUFFIX);
    }
}
