package org.corelink.host.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.corelink.host.exec.RecordingCommandRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerTest {
    private static final String RUNNING = """
        true
        running
        healthy
        2026-11-26T10:00:00Z
        sha256:ab
        1.2.3
        PATH=/bin
        CORELINK_PORT=8443

        gpus
        0 0
        """;

    private final RecordingCommandRunner runner = new RecordingCommandRunner();
    private final Docker docker = new Docker(runner);

    @TempDir
    private Path folder;

    @BeforeEach
    void install() throws Exception {
        for (String part : List.of("docker", "lib", "war", "runtime")) {
            Files.createDirectories(folder.resolve(part));
            Files.writeString(folder.resolve(part).resolve("file"), part);
        }
    }

    @Test
    void stateIsRead() throws Exception {
        runner.answer("docker container inspect", RUNNING);
        assertThat(docker.state())
                .contains(new ContainerState(
                        true, "running", "healthy", "2026-11-26T10:00:00Z", "sha256:ab", "1.2.3", 8_443, true, 0, 0));
    }

    @Test
    void whatDockerDoesNotTellIsAbsent() throws Exception {
        runner.answer("docker container inspect", "false\nexited\n\nx\nsha256:ab\n<no value>\nA=b\n\n\n137 3\n");
        ContainerState state = docker.state().orElseThrow();
        assertThat(state.health()).isNull();
        assertThat(state.version()).isNull();
        assertThat(state.port()).isNull();
        assertThat(state.gpus()).isFalse();
        assertThat(state.exitCode()).isEqualTo(137);
        assertThat(state.restarts()).isEqualTo(3);
    }

    @Test
    void noContainerIsNoFailureAndNoDockerIs() throws Exception {
        runner.fail("docker container inspect", "Error: No such container: corelink");
        assertThat(docker.state()).isEmpty();
        runner.fail("docker container inspect", "Cannot connect to the Docker daemon");
        assertThatThrownBy(docker::state)
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("Cannot connect")
                .hasMessageContaining("corelink --check");
    }

    @Test
    void imageIsTheRightOneOnlyIfItWasBuiltFromTheSameOnTheSame() throws Exception {
        ImageContent content = new ImageContent(folder);
        runner.answer("docker image inspect", content.digest() + " base:1\n");
        assertThat(docker.hasImage("corelink:1.2.3", content, "base:1")).isTrue();
        assertThat(docker.hasImage("corelink:1.2.3", content, "base:2")).isFalse();
        Files.writeString(folder.resolve("war").resolve("file"), "changed");
        assertThat(docker.hasImage("corelink:1.2.3", content, "base:1")).isFalse();
        runner.fail("docker image inspect", "Error: No such image: corelink:1.2.3");
        assertThat(docker.hasImage("corelink:1.2.3", content, "base:1")).isFalse();
    }

    @Test
    void contentIsCompleteOnlyWithAllItsParts() throws Exception {
        assertThat(new ImageContent(folder).isComplete()).isTrue();
        Files.delete(folder.resolve("runtime").resolve("file"));
        Files.delete(folder.resolve("runtime"));
        assertThat(new ImageContent(folder).isComplete()).isFalse();
    }

    @Test
    void buildTakesNothingFromTheCurrentFolderAndTellsWhatGoesOn() throws Exception {
        runner.answer("docker build", "Step 1/9 : FROM base:1\n");
        List<String> lines = new ArrayList<>();
        docker.build(new ImageBuild("corelink:1.2.3", new ImageContent(folder), "base:1", "1.2.3"), lines::add);
        assertThat(lines).containsExactly("Step 1/9 : FROM base:1");
        assertThat(runner.commands.getLast())
                .startsWith("docker build --network none --file " + folder + "/docker/Dockerfile --tag corelink:1.2.3")
                .contains("--build-arg BASE_IMAGE=base:1")
                .contains("--label org.opencontainers.image.version=1.2.3")
                .endsWith(" " + folder);
    }

    @Test
    void failedBuildNamesTheWayWithoutARegistry() {
        runner.fail("docker build", "pull access denied");
        assertThatThrownBy(() -> docker.build(
                        new ImageBuild("corelink:1.2.3", new ImageContent(folder), "base:1", "1.2.3"), _ -> {}))
                .hasMessageContaining("pull access denied")
                .hasMessageContaining("--base-image");
    }

    @Test
    void followingStartsAtTheEndAndWholeLogAtTheBeginning() throws Exception {
        runner.answer("docker container logs", "one\ntwo\n");
        List<String> lines = new ArrayList<>();
        docker.logs(false, lines::add);
        docker.logs(true, lines::add);
        assertThat(lines).containsExactly("one", "two", "one", "two");
        assertThat(runner.commands)
                .containsExactly(
                        "docker container logs corelink", "docker container logs --follow --tail 100 corelink");
    }
}
