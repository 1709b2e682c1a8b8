package org.corelink.host.cli;

import java.io.IOException;
import java.util.List;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.Enrolment;
import org.corelink.host.ca.GroupKeyStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.Sealing;
import org.corelink.host.ca.StoreException;

/** {@code --evict}: new keys, which the machine that is to be out does not get. */
final class Evict {
    private final Terminal terminal;
    private final Machine machine;

    Evict(Terminal terminal, Machine machine) {
        this.terminal = terminal;
        this.machine = machine;
    }

    ExitCode run(NodeOptions options, String node) throws IOException, StoreException {
        HostNames names = machine.names(options);
        CertificateStore store =
                machine.store(options.announcedFolder(machine.process().user(), terminal));
        Enrolment enrolment = store.enrolment(names);
        enrolment.requireOwnCa();
        GroupKeyStore keys = store.groupKeys(names);
        keys.require();
        List<String> members = enrolment.members();
        if (!members.contains(node)) {
            terminal.complain("No machine " + node + " was let in from here. Let in were: "
                    + (members.isEmpty() ? "none" : String.join(", ", members)));
            return ExitCode.FAILED;
        }
        // The keys first: whoever is struck off is out.
        Sealing renewed = keys.renew();
        enrolment.strike(node);
        terminal.print(node + " is out: it has none of the new keys, epoch "
                + renewed.keyring().current().epoch() + ". A CoreLink that runs here takes them within seconds.");
        List<String> others =
                members.stream().filter(member -> !member.equals(node)).toList();
        if (!others.isEmpty()) {
            terminal.print("These have only the old keys, and do not see this machine until they join again: "
                    + String.join(", ", others));
            terminal.print("For each of them: corelink --invite here, and the line that it prints there.");
        }
        return ExitCode.DONE;
    }
}
