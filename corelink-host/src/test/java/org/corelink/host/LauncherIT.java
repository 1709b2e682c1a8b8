package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./corelink} on machines that lack something: a namespace hides it. Needs root. */
class LauncherIT {
    private static final Path SOURCES = Path.of(System.getProperty("corelink.sources"));

    /** No network but a dead loopback, and nothing where JDKs lie. */
    private static final String BARE_MACHINE =
            "for folder in /usr/lib/jvm /opt /usr/java; do [ -d $folder ] && mount -t tmpfs none $folder; done; ";

    @TempDir
    private Path clone;

    /** What of the sources the launcher reads before it builds. */
    @BeforeEach
    void cloneSources() throws Exception {
        for (String file : List.of(
                "corelink",
                "pom.xml",
                "NOTICE",
                "LICENSE",
                "docker/Dockerfile",
                "corelink-host/src/main/sh/prerequisites.sh",
                "corelink-host/src/main/sh/build.sh")) {
            Files.createDirectories(clone.resolve(file).getParent());
            Files.copy(SOURCES.resolve(file), clone.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    void missingJdkWithoutNetworkIsSaidWithTheNextStepAndLeavesNothingBehind() throws Exception {
        String answer =
                onBareMachine("unset JAVA_HOME; HOME=/nowhere PATH=/usr/sbin:/usr/bin:/sbin:/bin ./corelink --serve");
        assertThat(answer).contains("A JDK 25 is missing", "JAVA_HOME=").endsWith("\n3");
        try (var files = Files.walk(clone)) {
            assertThat(files.map(Path::toString).filter(name -> name.contains("target")))
                    .isEmpty();
        }
    }

    /** What the script printed, then its exit code. */
    private String onBareMachine(String script) throws Exception {
        Process process = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "--mount",
                        "bash",
                        "-c",
                        BARE_MACHINE + "cd \"$0\"; " + script,
                        clone.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "\n" + process.waitFor();
    }
}
