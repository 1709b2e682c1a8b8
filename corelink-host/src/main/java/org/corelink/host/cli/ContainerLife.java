package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.corelink.host.ca.CaCertificate;
import org.corelink.host.ca.StoreException;
import org.corelink.host.container.ContainerState;
import org.corelink.host.container.Docker;
import org.corelink.host.container.DockerException;
import org.jspecify.annotations.Nullable;

/** {@code --stop}, {@code --restart}, {@code --status} and the logs: what happens to a container that is there. */
final class ContainerLife {
    private final Terminal terminal;
    private final Machine machine;
    private final Docker docker;

    ContainerLife(Terminal terminal, Machine machine, Docker docker) {
        this.terminal = terminal;
        this.machine = machine;
        this.docker = docker;
    }

    ExitCode stop() throws DockerException, InterruptedException {
        if (docker.state().filter(ContainerState::running).isEmpty()) {
            return notRunning();
        }
        docker.stop();
        terminal.print("CoreLink has ended. Its log is kept: corelink --logs");
        return ExitCode.DONE;
    }

    /**
     * Done when the console answers.
     *
     * @throws IOException or StoreException if this machine's certificates cannot be read
     */
    ExitCode restart(NodeOptions node) throws IOException, StoreException, DockerException, InterruptedException {
        Optional<ContainerState> found = docker.state();
        if (found.isEmpty()) {
            return notRunning();
        }
        docker.restart();
        Integer port = found.get().port();
        Path folder = node.folderOf(machine.process().user());
        Optional<CaCertificate> ca = machine.store(folder).ca(machine.names(node));
        if (port == null || ca.isEmpty()) {
            terminal.complain("CoreLink was started again; whether it answers is not known, as its CA is not in "
                    + folder + ". See: corelink --logs");
            return ExitCode.DONE;
        }
        if (!new ConsoleWait(terminal, machine, docker).isServed(port, ca.get().file())) {
            return ExitCode.FAILED;
        }
        terminal.print("CoreLink was started again.");
        return ExitCode.DONE;
    }

    ExitCode status(boolean json) throws DockerException, InterruptedException {
        Optional<ContainerState> state = docker.state();
        if (json) {
            terminal.print(Json.of(fields(state)));
        } else {
            terminal.print(state.map(ContainerLife::sentence).orElse("CoreLink has no container here."));
        }
        return state.filter(ContainerState::running).isPresent() ? ExitCode.DONE : ExitCode.NOT_RUNNING;
    }

    ExitCode logs(boolean follow) throws DockerException, InterruptedException {
        if (docker.state().isEmpty()) {
            return notRunning();
        }
        if (follow) {
            UntilSignal.run(() -> docker.logs(true, terminal::print));
        } else {
            docker.logs(false, terminal::print);
        }
        return ExitCode.DONE;
    }

    private ExitCode notRunning() {
        terminal.complain("CoreLink does not run in a container here. To start it: corelink --start");
        return ExitCode.NOT_RUNNING;
    }

    private static String sentence(ContainerState state) {
        String version = state.version() == null ? "" : " " + state.version();
        if (!state.running()) {
            return "CoreLink" + version + " does not run: " + state.status() + ", ended with " + state.exitCode() + ".";
        }
        return "CoreLink" + version + " runs" + (state.health() == null ? "" : ", " + state.health()) + ", since "
                + state.since() + (state.gpus() ? ", with GPUs" : ", without GPUs")
                + (state.port() == null ? "" : ": https://localhost:" + state.port() + "/");
    }

    private static Map<String, Object> fields(Optional<ContainerState> found) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("running", found.filter(ContainerState::running).isPresent());
        found.ifPresent(state -> {
            fields.put("status", state.status());
            fields.put("since", state.since());
            fields.put("gpus", state.gpus());
            putIfKnown(fields, "health", state.health());
            putIfKnown(fields, "version", state.version());
            putIfKnown(fields, "port", state.port());
            if (!state.running()) {
                fields.put("exitCode", state.exitCode());
            }
        });
        return fields;
    }

    private static void putIfKnown(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
