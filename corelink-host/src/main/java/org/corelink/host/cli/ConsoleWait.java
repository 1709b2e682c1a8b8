package org.corelink.host.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.corelink.host.container.ContainerState;
import org.corelink.host.container.Docker;
import org.corelink.host.container.DockerException;

/** Waits until the console in a container answers that was started just now. */
final class ConsoleWait {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Two minutes of pauses. */
    private static final int LOOKS = 240;

    private final Terminal terminal;
    private final Machine machine;
    private final Docker docker;

    ConsoleWait(Terminal terminal, Machine machine, Docker docker) {
        this.terminal = terminal;
        this.machine = machine;
        this.docker = docker;
    }

    /** Whether it does. Else that was told, with its log if it has ended; it is not left to start again and again. */
    boolean isServed(int port, Path caCertificate) throws DockerException, InterruptedException {
        terminal.tell("Waiting for the console to answer");
        for (int look = 0; look < LOOKS; look++) {
            Optional<ContainerState> state = docker.state();
            if (state.isEmpty() || !state.get().running() || state.get().restarts() > 0) {
                terminal.complain("The container ended with "
                        + state.map(ended -> Integer.toString(ended.exitCode())).orElse("no trace")
                        + ". Its log says:");
                docker.logs(false, terminal::tell);
                // Else Docker would try again for ever.
                docker.stop();
                return false;
            }
            if (machine.isServed(port, caCertificate)) {
                return true;
            }
            Thread.sleep(PAUSE);
        }
        terminal.complain("The console does not answer on port " + port + ". See why: corelink --logs");
        return false;
    }
}
