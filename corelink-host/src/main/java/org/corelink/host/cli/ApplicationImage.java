package org.corelink.host.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that CoreLink was unpacked or built into: {@code lib/} with this jar, {@code war/} with the console. */
final class ApplicationImage {
    private ApplicationImage() {}

    /** The exploded WAR of the image that this class was loaded from; empty if it was not loaded from an image. */
    static Optional<Path> webapp() {
        try {
            Path jar = Path.of(ApplicationImage.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path webapp = jar.resolveSibling("../war").normalize();
            return Optional.of(webapp).filter(folder -> Files.isDirectory(folder.resolve("WEB-INF")));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the location of a class is a URI", e);
        }
    }
}
