package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corelink.server.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application image as it was assembled, in a JVM of its own. */
class ApplicationImageIT {
    private static final Path IMAGE = Path.of(System.getProperty("corelink.image"));

    @TempDir
    private Path home;

    @Test
    void imageTellsItsVersion() throws Exception {
        assertThat(corelink("--version")).isEqualTo("CoreLink " + Version.CURRENT + "\n0");
    }

    @Test
    void imageMakesAndShowsCertificates() throws Exception {
        assertThat(corelink("--regen-cert", "--data", home.toString())).endsWith("\n0");
        assertThat(corelink("--get-ca", "--data", home.toString()))
                .contains(home.resolve("ca").toString())
                .endsWith("\n0");
    }

    @Test
    void wrongOptionEndsWithTwo() throws Exception {
        assertThat(corelink("--nonsense")).contains("Unknown option").endsWith("\n2");
    }

    @Test
    void noLibraryIsThereTwice() throws Exception {
        List<String> libraries = new ArrayList<>(names(IMAGE.resolve("lib")));
        libraries.addAll(names(IMAGE.resolve("war").resolve("WEB-INF").resolve("lib")));
        assertThat(libraries.stream()
                        .map(name -> name.replaceFirst("-\\d.*", ""))
                        .collect(Collectors.toList()))
                .contains("corelink-host", "corelink-webapp", "corelink-gossip", "picocli", "bcpkix-jdk18on")
                .doesNotHaveDuplicates();
    }

    /** Standard output and error together, then the exit code. */
    private String corelink(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                IMAGE + "/war/WEB-INF/lib/*:" + IMAGE + "/lib/*",
                "org.corelink.host.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + process.waitFor();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
