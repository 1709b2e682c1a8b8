package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.corelink.api.access.TokenFile;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the page on the API as they stand there, with another name of machine and account. */
@ArquillianTest
class ApiExamplesIT {
    private static final Path PAGE = Path.of("../src/site/markdown/api.md");
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    /** What curl exits with when a stream has not ended in its time. */
    private static final int TIMED_OUT = 28;

    @ArquillianResource
    private URL address;

    @TempDir
    Path folder;

    @Deployment(testable = false)
    static WebArchive war() {
        return BuiltWar.archive();
    }

    private record Outcome(int exit, String said) {}

    private Outcome run(String example, TestAccount account) throws IOException, InterruptedException {
        String command = example.replace("https://ws1:8443/", "https://localhost:" + address.getPort() + "/")
                .replace("-u anna", "-u " + account.name() + ":" + account.password())
                .replace("curl ", "curl --silent --show-error --fail-with-body --max-time " + limit(example) + " ");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("TOKEN", TOKEN);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }

    /** Seconds: a stream is looked at for a moment; everything else has all the time of a slow machine. */
    private static int limit(String example) {
        return isStream(example) ? 5 : 60;
    }

    private static boolean isStream(String example) {
        return example.contains("/api/v1/stream");
    }

    @Test
    void everyCurlLineOfThePageWorks() throws Exception {
        List<String> examples = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("    curl "))
                .map(String::strip)
                .toList();
        assertThat(examples).hasSizeGreaterThan(6);
        Path tokens = Files.writeString(TestConsole.data().resolve(TokenFile.NAME), TOKEN + "\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        try (TestAccount account = TestAccount.create("corelink-curl")) {
            for (String example : examples) {
                Outcome outcome = run(example, account);
                int expected = isStream(example) ? TIMED_OUT : 0;
                assertThat(outcome.exit()).as(example + "\n" + outcome.said()).isEqualTo(expected);
            }
        } finally {
            Files.delete(tokens);
        }
    }
}
