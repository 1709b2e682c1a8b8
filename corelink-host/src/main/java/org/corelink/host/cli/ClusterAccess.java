package org.corelink.host.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.corelink.host.ca.CaCertificate;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.StoreException;
import org.corelink.host.container.ContainerState;
import org.corelink.host.container.Docker;
import org.corelink.host.container.DockerException;
import org.corelink.host.view.ClusterSource;
import org.corelink.host.view.ConsoleClient;
import org.corelink.host.view.ConsoleException;
import org.corelink.host.view.ConsoleException.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Finds the console of this machine, and by what it lets this user in: a token that only who runs it can read, or else the
 * user's password.
 */
final class ClusterAccess {
    private static final int HTTPS = 443;
    private static final int UNAUTHORIZED = 401;

    /** The cheapest question to which the answer depends on who asks. */
    private static final String QUESTION = "/api/v1/events";

    private final Terminal terminal;
    private final Machine machine;
    private final Docker docker;

    ClusterAccess(Terminal terminal, Machine machine, Docker docker) {
        this.terminal = terminal;
        this.machine = machine;
        this.docker = docker;
    }

    /** Where a console is asked. */
    private record Place(int port, CaCertificate ca, ConsoleClient client) {}

    /**
     * The console of this machine, which has let this user in.
     *
     * @param port where it listens; null = as the container has it, or 443
     * @throws ConsoleException if there is none, or it does not let in
     * @throws StoreException if this machine's certificates or tokens cannot be used
     */
    ClusterSource open(NodeOptions node, @Nullable Integer port)
            throws ConsoleException, IOException, StoreException, InterruptedException {
        Path folder = node.folderOf(machine.process().user());
        HostNames names = machine.names(node);
        CertificateStore store = machine.store(folder);
        CaCertificate ca = store.ca(names)
                .orElseThrow(() -> new ConsoleException(
                        Cause.NOBODY,
                        "No console was started from " + folder
                                + " yet. To start one: corelink --start, or corelink --serve. If it keeps its files"
                                + " elsewhere: --data DIR"));
        Optional<Integer> contained = containerPort();
        int chosen = port == null ? contained.orElse(HTTPS) : port;
        Place place = new Place(chosen, ca, machine.console(chosen, ca.file()));
        Optional<String> token =
                contained.filter(own -> own == chosen).isPresent() ? docker.apiToken() : store.apiToken(names);
        return letIn(place, token.map(own -> "Bearer " + own).orElse(""));
    }

    private Optional<Integer> containerPort() throws InterruptedException {
        try {
            return docker.state().filter(ContainerState::running).map(ContainerState::port);
        } catch (DockerException e) {
            // Without Docker, or without the right to ask it, there may still be a console outside.
            return Optional.empty();
        }
    }

    private ClusterSource letIn(Place place, String authorization) throws ConsoleException, InterruptedException {
        if (isLetIn(place, authorization)) {
            return new ClusterSource(place.client(), authorization);
        }
        String user = machine.process().user().name();
        terminal.tell("The console on port " + place.port() + " has no token that " + user + " may read.");
        String typed = terminal.secret("Password of " + user + ":").orElse("");
        if (typed.isEmpty()) {
            throw new ConsoleException(
                    Cause.NOT_SIGNED_IN,
                    "Nobody has signed in. Run this as the user who runs CoreLink, or type the password of an account"
                            + " that may sign in.");
        }
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + typed).getBytes(StandardCharsets.UTF_8));
        if (!isLetIn(place, basic)) {
            throw new ConsoleException(
                    Cause.NOT_SIGNED_IN, "The console does not let " + user + " in by that password.");
        }
        return new ClusterSource(place.client(), basic);
    }

    private static boolean isLetIn(Place place, String authorization) throws ConsoleException, InterruptedException {
        try {
            return place.client()
                            .get(QUESTION, Map.of("limit", "1"), authorization)
                            .status()
                    != UNAUTHORIZED;
        } catch (SSLException e) {
            throw new ConsoleException(
                    Cause.NOBODY,
                    "What answers on port " + place.port() + " has no certificate of the CA in "
                            + place.ca().file()
                            + ": another console, or one that keeps its files elsewhere (--data DIR). "
                            + e.getMessage());
        } catch (IOException e) {
            throw new ConsoleException(
                    Cause.NOBODY,
                    "No console answers on port " + place.port()
                            + " of this machine. To start one: corelink --start, or corelink --serve. If it has another"
                            + " port: --port N");
        }
    }
}
