package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corelink.host.release.Shell;
import org.corelink.server.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application image as it was assembled, in a JVM of its own. */
class ApplicationImageIT {
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

    /** This mode of the JVM ends with an error where the default would only be slower. */
    @Test
    void cacheOfClassesFitsTheImageWhereverItLies() throws Exception {
        Path copy = copy();
        assertThat(serve(copy, "-XX:AOTMode=on")).isEqualTo("CoreLink " + Version.CURRENT + "\n0");
    }

    @Test
    void cacheOfOtherClassesIsNotUsedAndNotInTheWay() throws Exception {
        Path copy = copy();
        Path jar = copy.resolve("lib").resolve(theOne(copy.resolve("lib"), "corelink-host"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(serve(copy, "-XX:AOTMode=on")).doesNotEndWith("\n0");
        assertThat(serve(copy)).isEqualTo("CoreLink " + Version.CURRENT + "\n0");
    }

    @Test
    void rehearsalIsOfTheBuildAlone() throws Exception {
        assertThat(launch(AssembledImage.FOLDER, "org.corelink.host.RehearsalMain", home.toString()))
                .contains("A rehearsal is a part of the build", "corelink --serve")
                .endsWith("\n1");
        assertThat(home).isEmptyDirectory();
    }

    /** The command line of a console, which ends at once. */
    private static String serve(Path image, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(List.of("org.corelink.host.Main", "--serve", "--version"));
        return launch(image, command.toArray(String[]::new));
    }

    /** A copy of the image at another place. */
    private Path copy() throws IOException, InterruptedException {
        Path copy = home.resolve("copy");
        Process process = new ProcessBuilder("cp", "-a", AssembledImage.FOLDER.toString(), copy.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return copy;
    }

    private static String theOne(Path folder, String library) throws IOException {
        return names(folder).stream()
                .filter(name -> name.startsWith(library))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void noLibraryIsThereTwice() throws Exception {
        List<String> libraries = new ArrayList<>(names(AssembledImage.FOLDER.resolve("lib")));
        libraries.addAll(
                names(AssembledImage.FOLDER.resolve("war").resolve("WEB-INF").resolve("lib")));
        assertThat(libraries.stream()
                        .map(name -> name.replaceFirst("-\\d.*", ""))
                        .collect(Collectors.toList()))
                .contains("corelink-host", "corelink-webapp", "corelink-gossip", "picocli", "bouncycastle")
                .doesNotHaveDuplicates();
    }

    /** Standard output and error together, then the exit code. */
    private String corelink(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("org.corelink.host.Main"));
        command.addAll(List.of(arguments));
        return launch(AssembledImage.FOLDER, command.toArray(String[]::new));
    }

    private static String launch(Path image, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(image.resolve("lib/launch").toString()));
        command.addAll(List.of(arguments));
        return Shell.run(command);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
