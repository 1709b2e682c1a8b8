package org.corelink.host.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corelink.server.Version;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ./verify --release} has made, on a machine without Java. {@code ./verify --full} makes it before, twice, and
 * names its folder by {@code corelink.release}. Needs root.
 */
@Tag("slow")
class ReleaseIT {
    private static final Path RELEASE = Path.of(System.getProperty("corelink.release", ""));
    private static final String BASE = System.getProperty("corelink.docker.base", "");
    private static final Path ARCHIVE = RELEASE.resolve("corelink-" + Version.CURRENT + "-linux-x64.tar.gz");
    private static final long LARGEST = 120_000_000;
    private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    @TempDir
    private static Path folder;

    private static Path app;

    @TempDir
    private Path home;

    @BeforeAll
    static void unpack() throws Exception {
        assumeTrue(!System.getProperty("corelink.release", "").isEmpty(), "no release is named");
        assertThat(Shell.run("tar", "-xzf", ARCHIVE.toString(), "-C", folder.toString()))
                .isEqualTo("\n0");
        app = folder.resolve("corelink-" + Version.CURRENT);
    }

    @Test
    void theArchiveIsSmallEnoughAndHasItsHashBesideIt() throws Exception {
        assertThat(Files.size(ARCHIVE)).isLessThan(LARGEST);
        assertThat(Shell.run("sh", "-c", "cd \"$0\" && sha256sum --check *.sha256", RELEASE.toString()))
                .endsWith("OK\n0");
    }

    @Test
    void everythingInItBelongsToRootAndIsOfOneTime() throws Exception {
        List<String> entries = Shell.run("tar", "-tvzf", ARCHIVE.toString(), "--full-time", "--numeric-owner")
                .lines()
                .toList();
        List<String> files = entries.subList(0, entries.size() - 1);
        assertThat(files).hasSizeGreaterThan(200).allMatch(entry -> entry.matches("[-dl]r[w-].{7} 0/0 .*"));
        assertThat(files.stream().map(entry -> entry.replaceFirst(".*?(\\d{4}-\\d\\d-\\d\\d [\\d:]+).*", "$1")))
                .containsOnly("2026-11-23 00:00:00");
    }

    @Test
    void theToolRunsWithoutJavaThroughALinkToo() throws Exception {
        Path link = Files.createSymbolicLink(home.resolve("a link"), app.resolve("bin/corelink"));
        for (Path command : List.of(app.resolve("bin/corelink"), link)) {
            assertThat(withoutJava(command, "--version")).isEqualTo("CoreLink " + Version.CURRENT + "\n0");
        }
        assertThat(withoutJava(link, "--check", "--no-gpu", "--any-os", "--port", "8443"))
                .contains("System", "Port TCP 8443", "Disk")
                .containsPattern("\n[03]$");
    }

    @Test
    void theLinesOfTheDocumentationUnpackAndPrepareIt() throws Exception {
        String lines = String.join("\n", DocumentedCommands.under("### By hand"));
        assertThat(Shell.run(
                        Map.of("PATH", PATH, "HOME", home.toString()),
                        List.of("sh", "-ec", "cd \"$HOME\"; ln -s \"$0\" .; " + lines, ARCHIVE.toString())))
                .endsWith("CoreLink " + Version.CURRENT + "\n0");
        assertThat(home.resolve("corelink-" + Version.CURRENT + "/runtime/lib/corelink.aot"))
                .isRegularFile();
    }

    @Test
    void theConsoleIsServedWithoutJava() throws Exception {
        List<String> command = new ArrayList<>(emptyMachine());
        command.add(app.resolve("bin/corelink").toString());
        try (ServedConsole console = ServedConsole.start(command)) {
            assertThat(console.status(home.resolve(".corelink/ca/ca.crt"))).isEqualTo(200);
        }
    }

    @Test
    void theImageIsBuiltOfTheArchiveWithItsOwnRuntime() throws Exception {
        try {
            assertThat(withoutJava(app.resolve("bin/corelink"), "--build", "--base-image", BASE))
                    .contains("is built.")
                    .endsWith("\n0");
            assertThat(Shell.run(
                            "docker",
                            "run",
                            "--rm",
                            "--network",
                            "none",
                            "--entrypoint",
                            "sha256sum",
                            "corelink:" + Version.CURRENT,
                            "/opt/corelink/runtime/lib/modules"))
                    .startsWith(Shell.run(
                                    "sha256sum",
                                    app.resolve("runtime/lib/modules").toString())
                            .substring(0, 64));
        } finally {
            Shell.run("docker", "rmi", "--force", "corelink:" + Version.CURRENT);
        }
    }

    @Test
    void everyLibraryIsInTheBillOfMaterialsWithALicenceWhoseTextIsThere() throws Exception {
        String materials = Files.readString(app.resolve("sbom.json"));
        assertThat(materials).contains("\"bomFormat\" : \"CycloneDX\"").doesNotContain("file:");
        assertThat(libraries()).hasSizeGreaterThan(30).allSatisfy(library -> {
            String name = library.replaceFirst("-\\d.*", "");
            assertThat(materials).contains("\"name\" : \"" + name + "\"");
            assertThat(hasText(name) || isUnderApacheLicence(materials, name))
                    .as(name)
                    .isTrue();
        });
        assertThat(materials).contains("pkg:generic/openjdk@25", "pkg:npm/atmosphere.js@", "pkg:npm/uplot@");
        assertThat(app.resolve("LICENSE")).content().contains("Apache License");
        assertThat(app.resolve("NOTICE")).content().contains("CoreLink");
    }

    @Test
    void manualPageAndCompletionComeWithIt() throws Exception {
        assertThat(withoutJava(app.resolve("bin/corelink"), "--help"))
                .contains("  corelink --start ")
                .doesNotContain("./corelink");
        assertThat(app.resolve("share/man/man1/corelink.1")).content().startsWith(".TH CORELINK 1");
        assertThat(Shell.run(
                        "bash",
                        "-c",
                        "source \"$0\" && complete -p corelink",
                        app.resolve("share/bash-completion/completions/corelink")
                                .toString()))
                .contains("corelink\n0");
    }

    @Test
    void theInstallerGetsItFromAWebServer() throws Exception {
        try (WebFolder web = new WebFolder(RELEASE)) {
            String words = Shell.run(
                    Map.of("HOME", home.toString(), "PATH", PATH, "CORELINK_RELEASE", web.address()),
                    List.of("sh", RELEASE.resolve("get-corelink.sh").toString(), "--version"));
            assertThat(words).endsWith("\nCoreLink " + Version.CURRENT + "\n0").doesNotContain("some seconds longer");
        }
        assertThat(home.resolve(".corelink/app/current/runtime/lib/corelink.aot"))
                .isRegularFile();
        assertThat(Shell.run(
                        Map.of("PATH", PATH),
                        List.of(
                                home.resolve(".corelink/app/current/lib/launch")
                                        .toRealPath()
                                        .toString(),
                                "-XX:AOTMode=on",
                                "org.corelink.host.Main",
                                "--serve",
                                "--version")))
                .isEqualTo("CoreLink " + Version.CURRENT + "\n0");
    }

    private static List<String> libraries() throws IOException {
        List<String> names = new ArrayList<>();
        for (String part : List.of("lib", "war/WEB-INF/lib")) {
            try (Stream<Path> files = Files.list(app.resolve(part))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".jar") && !name.startsWith("corelink-"))
                        // The three of them are one jar.
                        .map(name -> name.replace("bouncycastle-", "bcprov-jdk18on-"))
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static boolean hasText(String library) throws IOException {
        try (Stream<Path> texts = Files.list(app.resolve("licences"))) {
            return texts.map(text -> text.getFileName().toString().replaceFirst("-\\d.*|\\.txt$", ""))
                    .anyMatch(text -> library.equals(text) || library.startsWith(text + "-"));
        }
    }

    /** Its text is the file LICENSE. */
    private static boolean isUnderApacheLicence(String materials, String library) {
        int entry = materials.indexOf("\"name\" : \"" + library + "\"");
        int next = materials.indexOf("\"bom-ref\"", entry);
        return materials.substring(entry, next < 0 ? materials.length() : next).contains("\"id\" : \"Apache-2.0\"");
    }

    /** What hides Java, and empties the environment; a command follows. */
    private List<String> emptyMachine() {
        return List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "for folder in /usr/lib/jvm /opt; do mount -t tmpfs none $folder; done; ! command -v javac && exec"
                        + " \"$@\"",
                "sh",
                "env",
                "-i",
                "HOME=" + home,
                "PATH=" + PATH);
    }

    private String withoutJava(Path command, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(emptyMachine());
        all.add(command.toString());
        all.addAll(List.of(arguments));
        return Shell.run(Map.of("PATH", PATH), all);
    }
}
