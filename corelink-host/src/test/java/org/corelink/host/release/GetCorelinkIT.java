package org.corelink.host.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code get-corelink.sh} against a web server of this machine, with releases that are small. Needs root. */
class GetCorelinkIT {
    private static final Path SCRIPT =
            Path.of(System.getProperty("corelink.sources"), "corelink-host/src/main/release/get-corelink.sh");
    private static final String PATH = "/usr/bin:/bin";
    /** What of a system the script asks for, the clients apart. */
    private static final List<String> PROGRAMS = List.of(
            "cat",
            "df",
            "dirname",
            "find",
            "gzip",
            "id",
            "ln",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "sha256sum",
            "tar",
            "uname");

    private static final int LARGE = 3 << 20;
    private static final int SMALL = 1 << 10;

    @TempDir
    private Path folder;

    private Path release;
    private Path home;
    private WebFolder web;

    @BeforeEach
    void serve() throws IOException {
        release = Files.createDirectory(folder.resolve("release"));
        home = Files.createDirectory(folder.resolve("home of anna"));
        web = new WebFolder(release);
    }

    @AfterEach
    void end() {
        web.close();
    }

    @Test
    void theVersionIsInstalledAndTheCommandLeadsToIt() throws Exception {
        publish("1.00.0");
        assertThat(get("1.00.0")).contains("CoreLink 1.00.0 is ready").endsWith("\n0");
        assertThat(corelink()).isEqualTo("1.00.0 rehearsed\n0");
        assertThat(Files.getPosixFilePermissions(home.resolve(".corelink")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertNothingIsLeftOver();
    }

    @Test
    void theLinesOfTheDocumentationInstallAndRemoveIt() throws Exception {
        publish("1.00.0");
        Files.copy(script("1.00.0"), release.resolve("get-corelink.sh"));
        String lines = String.join("\n", DocumentedCommands.under("### By get-corelink.sh"))
                .replace("https://releases.example.org/corelink", web.address());
        assertThat(lines).contains(web.address());
        assertThat(run(Map.of("HOME", home.toString(), "PATH", PATH), "sh", "-ec", lines))
                .endsWith("1.00.0 rehearsed --version\n0");
        assertThat(home.resolve(".corelink")).isEmptyDirectory();
        assertThat(home.resolve(".local/bin")).isEmptyDirectory();
    }

    @Test
    void wgetWillDo() throws Exception {
        publish("1.00.0");
        assertThat(get("1.00.0", only("wget"))).endsWith("\n0");
        assertThat(corelink()).startsWith("1.00.0");
    }

    @Test
    void argumentsAreForCorelink() throws Exception {
        publish("1.00.0");
        assertThat(get("1.00.0", PATH, "--start", "--port", "8443"))
                .endsWith("1.00.0 rehearsed --start --port 8443\n0");
    }

    @Test
    void anArchiveWithAnotherHashIsNotInstalled() throws Exception {
        publish("1.00.0");
        Files.write(release.resolve(archive("1.00.0")), new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(get("1.00.0"))
                .contains("is not what was released", "Nothing was installed.")
                .endsWith("\n1");
        assertNothingIsInstalled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aDownloadThatIsCutInstallsNothing(String client) throws Exception {
        publish("1.00.0");
        web.cutShort(archive("1.00.0"));
        assertThat(get("1.00.0", only(client)))
                .contains("could not be fetched whole", "Nothing was installed.")
                .endsWith("\n1");
        assertNothingIsInstalled();
    }

    @Test
    void aServerWithoutTheReleaseIsNamed() throws Exception {
        assertThat(get("1.00.0"))
                .contains(web.address(), "could not be fetched")
                .endsWith("\n1");
        assertNothingIsInstalled();
    }

    @Test
    void aPageInPlaceOfTheHashIsRefused() throws Exception {
        publish("1.00.0");
        Files.writeString(release.resolve(archive("1.00.0") + ".sha256"), "<html>Sign in first</html>\n");
        assertThat(get("1.00.0")).contains("holds no SHA-256").endsWith("\n1");
        assertNothingIsInstalled();
    }

    /** Too small for the archive, and too small for what is in it. */
    @ParameterizedTest
    @ValueSource(ints = {LARGE - (1 << 20), LARGE + (1 << 20)})
    void aFullDiskIsNamed(int size) throws Exception {
        publish("1.00.0", LARGE);
        String words = run(
                environment(PATH),
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + size
                        + " none \"$HOME\" && sh \"$0\"; code=$?; find \"$HOME\" -type f; exit $code",
                script("1.00.0").toString());
        assertThat(words)
                .contains("No space is left in " + home, "Nothing was installed.")
                .doesNotContain(home + "/.corelink/app/1.00.0")
                .endsWith("\n1");
    }

    @Test
    void withoutCurlAndWgetItSaysWhatToInstall() throws Exception {
        publish("1.00.0");
        assertThat(get("1.00.0", only()))
                .contains("Neither curl nor wget", "apt-get install curl")
                .endsWith("\n3");
        assertNothingIsInstalled();
    }

    @Test
    void anUpgradeKeepsTheOldVersionUntilTheNewOneIsComplete() throws Exception {
        publish("1.00.0");
        publish("1.00.1");
        get("1.00.0");
        web.cutShort(archive("1.00.1"));
        assertThat(get("1.00.1")).endsWith("\n1");
        assertThat(corelink()).startsWith("1.00.0");
        web.close();
        web = new WebFolder(release);
        assertThat(get("1.00.1")).contains("CoreLink 1.00.0 stays in " + home).endsWith("\n0");
        assertThat(corelink()).startsWith("1.00.1");
        assertThat(home.resolve(".corelink/app/1.00.0")).isDirectory();
        assertNothingIsLeftOver();
    }

    @Test
    void aVersionThatIsThereIsNotFetchedAgain() throws Exception {
        publish("1.00.0");
        get("1.00.0");
        int before = web.requests();
        assertThat(get("1.00.0")).contains("CoreLink 1.00.0 is there already").endsWith("\n0");
        assertThat(web.requests()).isEqualTo(before);
        assertThat(corelink()).startsWith("1.00.0");
    }

    @Test
    void aHomeThatCannotBeWrittenIsNamed() throws Exception {
        publish("1.00.0");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String words = run(
                environment(PATH),
                "setpriv",
                "--reuid",
                "65534",
                "--regid",
                "65534",
                "--clear-groups",
                "sh",
                script("1.00.0").toString());
        assertThat(words)
                .contains("cannot be written", "Nothing was installed.")
                .endsWith("\n1");
        assertNothingIsInstalled();
    }

    @Test
    void aCommandOfSomebodyElseIsLeftAlone() throws Exception {
        publish("1.00.0");
        Path other = Files.createDirectories(home.resolve(".local/bin")).resolve("corelink");
        Files.writeString(other, "mine");
        assertThat(get("1.00.0")).contains("move it away first").endsWith("\n1");
        assertThat(other).hasContent("mine");
    }

    @Test
    void halfOfTheScriptDoesNothing() throws Exception {
        publish("1.00.0");
        String whole = Files.readString(script("1.00.0"));
        for (int lines = (int) whole.lines().count() - 1; lines > 0; lines -= 10) {
            String part = whole.lines().limit(lines).collect(Collectors.joining("\n", "", "\n"));
            run(environment(PATH), "sh", "-c", part);
            assertThat(home).as(part).isEmptyDirectory();
        }
    }

    @Test
    void withoutAnAddressItAsksForOne() throws Exception {
        assertThat(run(
                        Map.of("HOME", home.toString(), "PATH", PATH),
                        "sh",
                        script("1.00.0").toString()))
                .contains("CORELINK_RELEASE=https://")
                .endsWith("\n2");
    }

    private void publish(String version) throws Exception {
        publish(version, SMALL);
    }

    /** An archive with a command that tells its version, and its hash. */
    private void publish(String version, int size) throws Exception {
        Path content = Files.createDirectories(folder.resolve("corelink-" + version));
        byte[] noise = new byte[size];
        new Random(1).nextBytes(noise);
        Files.write(content.resolve("noise"), noise);
        program(
                content.resolve("bin/corelink"),
                "echo " + version + " $(cat \"$(dirname \"$(readlink -f \"$0\")\")/made\") \"$@\"");
        program(content.resolve("lib/rehearse"), "echo rehearsed >\"${0%/lib/rehearse}/bin/made\"");
        assertThat(Shell.run(
                        "bash",
                        "-c",
                        "cd \"$1\" && tar -czf \"$2/$3\" \"corelink-$0\" && cd \"$2\" && sha256sum \"$3\""
                                + " >\"$3.sha256\"",
                        version,
                        folder.toString(),
                        release.toString(),
                        archive(version)))
                .isEqualTo("\n0");
    }

    private static void program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String archive(String version) {
        return "corelink-" + version + "-linux-x64.tar.gz";
    }

    /** As it is released with a version. */
    private Path script(String version) throws IOException {
        Path script = folder.resolve("get-corelink-" + version + ".sh");
        return Files.writeString(script, Files.readString(SCRIPT).replace("@version@", version));
    }

    private String get(String version) throws Exception {
        return get(version, PATH);
    }

    private String get(String version, String path, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", script(version).toString()));
        command.addAll(List.of(arguments));
        return Shell.run(environment(path), command);
    }

    private static String run(Map<String, String> environment, String... command) throws Exception {
        return Shell.run(environment, List.of(command));
    }

    private Map<String, String> environment(String path) {
        return Map.of("HOME", home.toString(), "PATH", path, "CORELINK_RELEASE", web.address() + "/");
    }

    private String corelink() throws Exception {
        return run(Map.of("PATH", PATH), home.resolve(".local/bin/corelink").toString());
    }

    /** A folder with the programs that the script needs, and with these clients alone. */
    private String only(String... clients) throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        for (String name : Stream.concat(PROGRAMS.stream(), Stream.of(clients)).toList()) {
            Files.writeString(programs.resolve(name), "#!/bin/sh\nexec /usr/bin/" + name + " \"$@\"\n");
            Files.setPosixFilePermissions(programs.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return programs.toString();
    }

    private void assertNothingIsInstalled() throws IOException {
        assertThat(home.resolve(".local/bin/corelink")).doesNotExist();
        assertThat(home.resolve(".corelink/app/current")).doesNotExist();
        assertNothingIsLeftOver();
    }

    private void assertNothingIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".new-") || name.startsWith(".current-"));
        }
    }
}
