package org.corelink.host.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.corelink.server.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package in a chroot, from its installation to its removal, told in order. As {@link ReleaseIT}. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DebianPackageIT {
    private static final String PACKAGE = "corelink_" + Version.CURRENT + "_amd64.deb";
    private static final Path RELEASE = Path.of(System.getProperty("corelink.release", ""));
    private static final Path BASE = Path.of(System.getProperty("corelink.debian.base", ""));

    /** Everything that a package may leave; what dpkg and apt write down for themselves is in /var. */
    private static final String EVERYTHING =
            "find / -xdev \\( -path /proc -o -path /dev -o -path /tmp -o -path /root -o -path /var \\) -prune -o"
                    + " -print";

    /** As documented: to install it, to look at it, to remove it. */
    private static final List<String> COMMANDS = documented();

    @TempDir
    private static Path root;

    private static List<String> before;

    @BeforeAll
    static void unpack() throws Exception {
        assumeTrue(!System.getProperty("corelink.release", "").isEmpty(), "no release is named");
        assertThat(Shell.run("tar", "-xf", BASE.toString(), "-C", root.toString()))
                .isEqualTo("\n0");
        assertThat(Shell.run(
                        "cp",
                        RELEASE.resolve(PACKAGE).toString(),
                        root.resolve("tmp").toString()))
                .isEqualTo("\n0");
        before = everything();
    }

    /** JUnit would warn about each link of a Debian. */
    @AfterAll
    static void remove() throws Exception {
        Shell.run("find", root.toString(), "-xdev", "-mindepth", "1", "-delete");
    }

    @Test
    @Order(1)
    void itInstalls() throws Exception {
        assertThat(inside("dpkg", "--info", "/tmp/" + PACKAGE)).contains("Depends: libc6, libpam0g");
        assertThat(inside("sh", "-ec", "cd /tmp; " + COMMANDS.get(0)))
                .doesNotContain("some seconds longer")
                .endsWith("\n0");
        assertThat(root.resolve("opt/corelink/runtime/lib/corelink.aot")).isRegularFile();
    }

    @Test
    @Order(2)
    void theToolRuns() throws Exception {
        assertThat(inside("sh", "-c", COMMANDS.get(1))).isEqualTo("CoreLink " + Version.CURRENT + "\n0");
        assertThat(inside("corelink", "--check", "--no-gpu"))
                .contains("FAIL  Docker", "not installed")
                .endsWith("\n3");
        assertThat(inside("head", "-n", "1", "/usr/share/man/man1/corelink.1")).startsWith(".TH CORELINK 1");
    }

    @Test
    @Order(3)
    void theConsoleIsServed() throws Exception {
        try (ServedConsole console = ServedConsole.start(command("corelink"))) {
            assertThat(console.status(root.resolve("root/.corelink/ca/ca.crt"))).isEqualTo(200);
        }
    }

    @Test
    @Order(4)
    void itIsInstalledOverItself() throws Exception {
        assertThat(inside("dpkg", "--install", "/tmp/" + PACKAGE)).endsWith("\n0");
        assertThat(inside("corelink", "--version")).endsWith("\n0");
    }

    @Test
    @Order(5)
    void removedItLeavesNothing() throws Exception {
        assertThat(inside("sh", "-c", COMMANDS.get(2) + " --yes"))
                .doesNotContain("warning")
                .endsWith("\n0");
        assertThat(everything()).containsExactlyInAnyOrderElementsOf(before);
    }

    /** But /opt, which dpkg takes away where the package was all that lay in it. */
    private static List<String> everything() throws Exception {
        return inside("sh", "-c", EVERYTHING)
                .lines()
                .filter(file -> !file.equals("/opt"))
                .toList();
    }

    private static List<String> documented() {
        try {
            return DocumentedCommands.under("### Debian package");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inside(String... command) throws Exception {
        return Shell.run(Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), command(command));
    }

    /** With a /proc and a /dev that are gone with the command. */
    private static List<String> command(String... command) {
        List<String> all = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t proc proc \"$0/proc\" && mount --bind /dev \"$0/dev\" && exec chroot \"$0\" env -i HOME=/root"
                        + " PATH=/usr/sbin:/usr/bin:/sbin:/bin \"$@\"",
                root.toString()));
        all.addAll(List.of(command));
        return all;
    }
}
