package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.corelink.host.ca.NodeCertificate;
import org.corelink.host.ca.StoreException;

/** {@code --regen-cert}: a new key and certificate for this node. */
final class RenewCertificate {
    private final Terminal terminal;
    private final Machine machine;

    RenewCertificate(Terminal terminal, Machine machine) {
        this.terminal = terminal;
        this.machine = machine;
    }

    ExitCode run(NodeOptions options) throws IOException, StoreException {
        Path folder = options.announcedFolder(machine.process().user(), terminal);
        NodeCertificate certificate = machine.store(folder).reissue(machine.names(options));
        terminal.print("New certificate " + certificate.chain());
        terminal.print("CA certificate  " + certificate.ca().file() + (certificate.caIsNew() ? " (new)" : ""));
        terminal.print("A running CoreLink takes it within seconds.");
        return ExitCode.DONE;
    }
}
