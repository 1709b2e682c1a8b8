package org.corelink.host.cli;

import java.io.IOException;
import java.util.Optional;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.NodeCertificate;
import org.corelink.host.ca.StoreException;
import org.corelink.host.join.Endpoint;
import org.corelink.host.join.JoinException;
import org.jspecify.annotations.Nullable;

/** {@code --regen-cert}: a new key and certificate for this node. */
final class RenewCertificate {
    private static final String ORDER = "asked for";

    private final Terminal terminal;
    private final Machine machine;

    RenewCertificate(Terminal terminal, Machine machine) {
        this.terminal = terminal;
        this.machine = machine;
    }

    /** On a machine that has joined, from the CA there; {@code caServer} is where that is from now on, null as before. */
    ExitCode run(NodeOptions options, @Nullable Endpoint caServer) throws IOException, StoreException, JoinException {
        CertificateStore store = options.announcedStore(machine, terminal);
        HostNames names = machine.names(options);
        boolean hasJoined = store.enrolment(names).membership().isPresent();
        if (!hasJoined && caServer != null) {
            terminal.complain("This machine has joined no other's CA: --ca-server makes no sense here.");
            return ExitCode.USAGE;
        }
        if (caServer != null) {
            store.enrolment(names).rememberCaServer(caServer.toString());
        }
        Optional<Reenrolment.Fetched> fetched = new Reenrolment(store, machine.clock()).fetch(names, ORDER);
        NodeCertificate certificate = fetched.isPresent() ? store.ensure(names) : store.reissue(names);
        fetched.flatMap(found -> found.newEpoch().stream().boxed().findFirst())
                .ifPresent(epoch -> terminal.print("New keys of the cluster, epoch " + epoch));
        terminal.print("New certificate " + certificate.chain());
        terminal.print("CA certificate  " + certificate.ca().file() + (certificate.caIsNew() ? " (new)" : ""));
        terminal.print("A running CoreLink takes it within seconds.");
        return ExitCode.DONE;
    }
}
