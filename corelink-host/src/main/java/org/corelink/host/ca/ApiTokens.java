package org.corelink.host.ca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The file with the tokens of programs that may ask the console: see {@link org.corelink.api.access.TokenFile}. SHELL. */
final class ApiTokens {
    private static final int BYTES = 32;

    private final GuardedFiles files;
    private final SecureRandom random;

    ApiTokens(GuardedFiles files, SecureRandom random) {
        this.files = files;
        this.random = random;
    }

    /**
     * The first token of {@code file}, which is made with one if it is not there; empty if somebody has made it and put none
     * into it.
     *
     * @throws StoreException if the file must not be used
     * @throws IOException if it cannot be written
     */
    Optional<String> first(Path file) throws StoreException, IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] token = new byte[BYTES];
            random.nextBytes(token);
            files.replace(file, HexFormat.of().formatHex(token) + "\n");
        }
        return files.readSecret(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst();
    }
}
