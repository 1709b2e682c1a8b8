package org.corelink.host.cli;

import java.io.IOException;
import java.util.HexFormat;
import org.corelink.gossip.Mode;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.Sealing;
import org.corelink.host.ca.StoreException;
import org.jspecify.annotations.Nullable;

/** {@code --seal}: the cluster's keys, and which formats this machine speaks from its next start on. */
final class Seal {
    private final Terminal terminal;
    private final Machine machine;

    Seal(Terminal terminal, Machine machine) {
        this.terminal = terminal;
        this.machine = machine;
    }

    /** The same again changes nothing; {@code mode} null leaves the one that is set. */
    ExitCode run(NodeOptions options, @Nullable Mode mode) throws IOException, StoreException {
        HostNames names = machine.names(options);
        CertificateStore store = options.announcedStore(machine, terminal);
        Sealing sealing = store.groupKeys(names).seal(mode);
        print(sealing);
        terminal.print(
                switch (sealing.mode()) {
                    case MIXED ->
                        "Then let in each further machine: corelink --invite. Once all of them have joined and speak"
                                + " mixed, on each: corelink --seal --gossip sealed";
                    case SEALED -> "To let in a further machine: corelink --invite";
                    case OPEN -> "The keys are kept. To go back: corelink --seal --gossip mixed";
                });
        return ExitCode.DONE;
    }

    /** What is sealed, and what this machine does next. */
    void print(Sealing sealing) {
        terminal.print((sealing.isNew() ? "New keys   " : "Keys       ") + sealing.file() + ", epoch "
                + sealing.keyring().current().epoch());
        terminal.print(
                "Cluster    " + HexFormat.of().toHexDigits(sealing.keyring().cluster()));
        terminal.print("Gossip     " + sealing.mode().word() + ": "
                + switch (sealing.mode()) {
                    case OPEN -> "anybody on the network can read it and appear as a machine";
                    case MIXED -> "machines of both formats see this one; those of the open one are marked unverified";
                    case SEALED -> "who has not these keys sees nothing and changes nothing";
                });
        terminal.print("It counts from the next start on: corelink --restart, or end --serve and start it again.");
    }
}
