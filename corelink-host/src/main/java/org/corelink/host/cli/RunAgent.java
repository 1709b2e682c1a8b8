package org.corelink.host.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.StoreException;
import org.corelink.host.join.JoinException;

/** {@code --agent}: what {@code --serve} does beside its console, for a console in the container; until it is ended. */
final class RunAgent {
    private final Terminal terminal;
    private final Machine machine;

    RunAgent(Terminal terminal, Machine machine) {
        this.terminal = terminal;
        this.machine = machine;
    }

    ExitCode run(NodeOptions options, int caPort)
            throws IOException, StoreException, JoinException, InterruptedException {
        CertificateStore store = options.announcedStore(machine, terminal);
        HostNames names = machine.names(options);
        try (Agent agent = new Agent(store, names, machine, caPort)) {
            boolean hasJoined = store.enrolment(names).membership().isPresent();
            if (!hasJoined) {
                agent.look();
            }
            String words = told(hasJoined, agent.isAnswering(), caPort) + " Ctrl-C ends it.";
            UntilSignal.<RuntimeException>run(() -> {
                // Not before a signal is one that ends it well.
                terminal.print(words);
                agent.start();
                new CountDownLatch(1).await();
            });
        }
        return ExitCode.DONE;
    }

    private static String told(boolean hasJoined, boolean isAnswering, int caPort) {
        if (hasJoined) {
            return "The machine with the CA is asked for new keys and certificates.";
        }
        return isAnswering
                ? "Machines that have joined are answered on port " + caPort + "."
                : "The certificate is renewed when it is due; no machine has joined yet.";
    }
}
