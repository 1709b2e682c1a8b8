package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.corelink.host.container.Docker;
import org.corelink.host.container.DockerException;
import org.corelink.host.container.ImageBuild;
import org.corelink.host.container.ImageContent;
import org.corelink.server.Version;

/** {@code --build}: the container's image, from the folder that CoreLink was installed to. */
final class BuildImage {
    private final Terminal terminal;
    private final Machine machine;
    private final Docker docker;

    BuildImage(Terminal terminal, Machine machine, Docker docker) {
        this.terminal = terminal;
        this.machine = machine;
        this.docker = docker;
    }

    ExitCode run(String base) throws DockerException, IOException, InterruptedException {
        Optional<ImageBuild> build = of(base);
        if (build.isEmpty()) {
            return ExitCode.FAILED;
        }
        build(build.get());
        return ExitCode.DONE;
    }

    /** What is to be built; empty, with words to the terminal, if CoreLink does not run from where it can be. */
    Optional<ImageBuild> of(String base) {
        Optional<Path> folder = machine.application();
        Optional<ImageContent> content = folder.map(ImageContent::new).filter(ImageContent::isComplete);
        if (content.isEmpty()) {
            terminal.complain(
                    "The image's parts (docker/ and runtime/ beside lib/) are missing. Start by " + machine.command());
        }
        return content.map(found -> new ImageBuild(ImageBuild.imageOf(Version.CURRENT), found, base, Version.CURRENT));
    }

    /** Builds it if it is not there, or was built from something else. */
    void ensure(ImageBuild build) throws DockerException, IOException, InterruptedException {
        if (!docker.hasImage(build.image(), build.content(), build.base())) {
            build(build);
        }
    }

    private void build(ImageBuild build) throws DockerException, IOException, InterruptedException {
        terminal.tell("Building the image " + build.image() + " on " + build.base());
        docker.build(build, line -> terminal.tell("  " + line));
        terminal.print("Image " + build.image() + " is built.");
    }
}
