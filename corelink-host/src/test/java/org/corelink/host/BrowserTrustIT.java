package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Chromium and the certificates, told to trust the CA by the very line that {@code --get-ca} prints. */
@Tag("slow")
class BrowserTrustIT {
    private static final String SIGN_IN = "type=\"password\"";
    private static final String WARNING = "ERR_CERT_AUTHORITY_INVALID";

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void browserThatTrustsTheCaOpensEveryAddressWithoutAWarningAndAnotherRefusesAll() throws Exception {
        List<String> addresses = serve();
        assertThat(addresses).hasSizeGreaterThan(1);
        Path trusting = Files.createDirectory(folder.resolve("trusting"));
        Path strange = Files.createDirectory(folder.resolve("strange"));
        trustAsIsTold(trusting);
        for (String address : addresses) {
            assertThat(open(trusting, address)).as(address).contains(SIGN_IN).doesNotContain(WARNING);
            assertThat(open(strange, address)).as(address).contains(WARNING).doesNotContain(SIGN_IN);
        }
    }

    /** The addresses that are told to people. */
    private List<String> serve() throws IOException {
        Process server = started(AssembledImage.serve(AssembledImage.FOLDER, FreePorts.https()));
        BufferedReader said = server.inputReader();
        StringBuilder words = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            words.append(line).append('\n');
            if (line.contains("Ctrl-C ends CoreLink")) {
                return Pattern.compile("https://\\S+")
                        .matcher(words)
                        .results()
                        .map(MatchResult::group)
                        .toList();
            }
        }
        throw new AssertionError("it has ended:\n" + words);
    }

    /** Makes an empty store of certificates, and runs the line in it. */
    private void trustAsIsTold(Path home) throws Exception {
        Path store = Files.createDirectories(home.resolve(".pki/nssdb"));
        run(home, "certutil", "-N", "-d", "sql:" + store, "--empty-password");
        Process told = started(AssembledImage.command("--get-ca"));
        String line = told.inputReader()
                .lines()
                .filter(text -> text.contains("Chrome on Linux"))
                .findFirst()
                .orElseThrow()
                .replace("Chrome on Linux", "")
                .strip();
        assertThat(line).startsWith("certutil ");
        run(home, "sh", "-c", line);
    }

    /** The page as Chromium has it then, and what it complains of. */
    private static String open(Path home, String address) throws Exception {
        return run(
                home,
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--no-proxy-server",
                "--user-data-dir=" + home.resolve("profile"),
                "--dump-dom",
                address);
    }

    private static String run(Path home, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_DATA_HOME");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(List.of(command) + "\n" + output).isZero();
        return output;
    }

    private Process started(List<String> command) throws IOException {
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }
}
