package org.corelink.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corelink.host.release.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real tool on a machine with GPUs and Docker, as far as programs on the PATH make one: they answer, and note what they were asked. */
class GpuHostIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void installPrograms() throws IOException {
        install("nvidia-smi", "echo 'GPU 0: NVIDIA H100 (UUID: GPU-1)'; echo 'GPU 1: NVIDIA H100 (UUID: GPU-2)'");
        install("nvidia-ctk", "[ \"$1\" = cdi ] || echo 'NVIDIA Container Toolkit CLI version 1.17.4'");
        install("docker", """
            case "$*" in
                'info --format {{.ServerVersion}}'*) printf '28.2.2\\nio.containerd.runc.v2 nvidia runc \\n' ;;
                'info --format {{.DockerRootDir}}') echo / ;;
                'container inspect'* | 'image inspect'*) echo 'Error: No such object' >&2; exit 1 ;;
                'container logs'*) echo 'it has not begun' ;;
            esac
            """);
    }

    private void install(String program, String script) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(program);
        Files.writeString(
                file, "#!/bin/sh\necho \"${0##*/} $*\" >>'" + folder.resolve("asked") + "'\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void checkReadsWhatTheProgramsOfTheDriverTell() throws Exception {
        assertThat(corelink("--check", "--any-os"))
                .containsPattern("OK +NVIDIA driver.*2 x NVIDIA H100")
                .containsPattern("OK +GPU toolkit.*1\\.17\\.4")
                .containsPattern("OK +GPUs in Docker");
        assertThat(asked()).contains("nvidia-smi -L", "nvidia-ctk --version", "nvidia-ctk cdi list");
    }

    @Test
    void checkSaysWhatADriverThatDoesNotFitSays() throws Exception {
        install("nvidia-smi", "echo 'Failed to initialize NVML: Driver/library version mismatch'; exit 18");
        assertThat(corelink("--check", "--any-os"))
                .containsPattern("FAIL +NVIDIA driver.*Driver/library version mismatch")
                .endsWith("\n3");
    }

    @Test
    void startAsksDockerForAllGpusAndTellsWhyTheContainerIsNotThere() throws Exception {
        assertThat(corelink(
                        "--start", "--any-os", "--data", folder.resolve("data").toString()))
                .contains("The container ended with no trace", "it has not begun")
                .endsWith("\n1");
        assertThat(asked())
                .anyMatch(line -> line.startsWith("docker build "))
                .anyMatch(line -> line.startsWith("docker run --detach --name corelink --network host --gpus all "));
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(folder.resolve("asked"));
    }

    private String corelink(String... arguments) throws Exception {
        List<String> command = AssembledImage.command(arguments);
        command.addAll(List.of(
                "--port", Integer.toString(FreePorts.https()), "--gossip-port", Integer.toString(FreePorts.gossip())));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.merge("PATH", folder.resolve("bin").toString(), (path, first) -> first + ":" + path);
        return Shell.run(environment, command);
    }
}
