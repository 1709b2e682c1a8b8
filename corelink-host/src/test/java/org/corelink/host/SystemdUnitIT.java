package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.corelink.host.release.DocumentedCommands;
import org.corelink.host.release.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit of systemd that the manual shows for the agent. */
class SystemdUnitIT {
    private static final String INSTALLED = "/usr/bin/corelink";

    @TempDir
    private Path folder;

    @Test
    void systemdFindsNothingWrongWithIt() throws Exception {
        assertThat(verified(unit())).isEqualTo("\n0");
        assertThat(verified(unit().stream()
                        .map(line -> line.replace("ProtectSystem=strict", "ProtectSystem=stern"))
                        .toList()))
                .as("a line that is none")
                .contains("stern");
    }

    /** As systemd starts and ends it: without anything to read, and by SIGTERM. */
    @Test
    void itsCommandRunsUntilItIsToldToEnd() throws Exception {
        String start = unit().stream()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow();
        String[] arguments = start.substring(start.indexOf(INSTALLED) + INSTALLED.length())
                .strip()
                .split(" ");
        ProcessBuilder builder = new ProcessBuilder(AssembledImage.command(arguments)).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        Process agent = builder.start();
        try (BufferedReader said = agent.inputReader()) {
            agent.getOutputStream().close();
            assertThat(said.lines().filter(line -> line.contains("Ctrl-C")).findFirst())
                    .contains("The certificate is renewed when it is due; no machine has joined yet. Ctrl-C ends it.");
            agent.destroy();
            assertThat(agent.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(agent.exitValue()).isZero();
        } finally {
            agent.destroyForcibly();
        }
        assertThat(folder.resolve(".corelink/ca/ca.crt")).exists();
    }

    private static List<String> unit() throws Exception {
        return DocumentedCommands.under("## A sealed cluster").stream()
                .dropWhile(line -> !line.equals("# /etc/systemd/system/corelink-agent.service"))
                .takeWhile(line -> !line.startsWith("sudo "))
                .toList();
    }

    /** What systemd says of a unit, and its exit code. */
    private String verified(List<String> unit) throws Exception {
        Path program = AssembledImage.FOLDER.resolve("bin/corelink");
        Path file = folder.resolve("corelink-agent.service");
        Files.write(
                file,
                unit.stream()
                        .map(line -> line.replace(INSTALLED, program.toString()))
                        .toList());
        return Shell.run("systemd-analyze", "verify", "--man=no", file.toString());
    }
}
