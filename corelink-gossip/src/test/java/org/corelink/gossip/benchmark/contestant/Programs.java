package org.corelink.gossip.benchmark.contestant;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where programs of others are: unpacked by {@code ./verify --cluster-benchmark}, or installed. */
final class Programs {
    /** What the packages hold, as it would lie in the root folder. */
    static final Path UNPACKED = Path.of("target", "peers").toAbsolutePath();

    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private Programs() {}

    /**
     * The program, unpacked or on the path.
     *
     * @throws IllegalStateException with the package that has it, if it is nowhere
     */
    static Path find(String program, String debianPackage) {
        Stream<Path> unpacked = Stream.of("usr/bin", "usr/sbin").map(UNPACKED::resolve);
        Stream<Path> path = PATH_SEPARATOR
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(Path::of);
        return Stream.concat(unpacked, path)
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        program + " not found; unpack the Debian package " + debianPackage + " to " + UNPACKED));
    }

    /** For what is unpacked and brings its libraries. */
    static String libraryPath() {
        List<String> folders = List.of("usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu");
        return String.join(
                File.pathSeparator,
                folders.stream().map(UNPACKED::resolve).map(Path::toString).toList());
    }
}
