package org.corelink.login.pam;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A PAM process of this console's own, started and ended with it. Any thread. */
final class PamProcess implements AccountCheck {
    private final PamSupervisor supervisor;
    private final PamClient client;

    private PamProcess(PamSupervisor supervisor) {
        this.supervisor = supervisor;
        this.client = new PamClient(supervisor.socket());
    }

    /**
     * Starts the process; the first questions wait for it.
     *
     * @throws IOException if there is no place for its socket
     */
    static PamProcess start(PamCommand command) throws IOException {
        return new PamProcess(PamSupervisor.start(command));
    }

    @Override
    public PamAnswer ask(PamQuestion question) throws InterruptedException {
        return client.ask(question);
    }

    /** The process that answers now; empty between two. */
    Optional<ProcessHandle> process() {
        return supervisor.process();
    }

    /** Where it takes questions. */
    Path socket() {
        return supervisor.socket();
    }

    /** Ends the process. */
    @Override
    public void close() {
        client.close();
        supervisor.close();
    }
}
