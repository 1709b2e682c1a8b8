package org.corelink.host.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that CoreLink was unpacked or built into: {@code lib/} with this jar, {@code war/} with the console. */
final class ApplicationImage {
    private ApplicationImage() {}

    /** The folder that this class was loaded from; empty if that is no application image. */
    static Optional<Path> folder() {
        try {
            Path jar = Path.of(ApplicationImage.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = jar.resolveSibling("..").normalize();
            return Optional.of(folder)
                    .filter(image -> Files.isDirectory(webapp(image).resolve("WEB-INF")));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the location of a class is a URI", e);
        }
    }

    /** The exploded WAR in an image. */
    static Path webapp(Path folder) {
        return folder.resolve("war");
    }
}
