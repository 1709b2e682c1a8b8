package org.corelink.host.cli;

import java.io.IOException;
import java.util.Optional;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.Enrolment;
import org.corelink.host.ca.GroupKeyStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.Sealing;
import org.corelink.host.ca.StoreException;
import org.corelink.host.join.CaHash;
import org.corelink.host.join.Endpoint;
import org.corelink.host.join.JoinClient;
import org.corelink.host.join.JoinException;
import org.corelink.host.join.JoinToken;

/** {@code --join}: takes part in the sealed cluster of the machine that invites. */
final class Join {
    private final Terminal terminal;
    private final Machine machine;

    Join(Terminal terminal, Machine machine) {
        this.terminal = terminal;
        this.machine = machine;
    }

    /** Joins at {@code where}; {@code caServer} is where the CA answers from then on. */
    ExitCode run(NodeOptions options, Endpoint where, CaHash caHash, Endpoint caServer)
            throws IOException, StoreException, JoinException {
        HostNames names = machine.names(options);
        CertificateStore store = options.announcedStore(machine, terminal);
        GroupKeyStore keys = store.groupKeys(names);
        // What is odd here is said before the token is used up.
        keys.load();
        Optional<JoinToken> token = terminal.secret("Token:").flatMap(JoinToken::parse);
        if (token.isEmpty()) {
            terminal.complain(
                    "That is no token. Paste the whole line that corelink --invite has printed, or type the 32"
                            + " digits that stand behind <<<.");
            return ExitCode.USAGE;
        }
        Enrolment enrolment = store.enrolment(names);
        JoinClient.Joined joined =
                new JoinClient(where, caHash, machine.clock()).join(token.get(), names, enrolment.newKeys());
        keys.adopt(joined.keyring(), joined.mode());
        enrolment.adopt(joined.inviter(), joined.pair());
        enrolment.rememberCaServer(caServer.toString());
        terminal.print(joined.inviter() + " has let this machine in, as " + names.name() + ".");
        new Seal(terminal, machine).print(new Sealing(joined.keyring(), joined.mode(), keys.file(), false));
        terminal.print("Its certificate is of the CA of " + joined.inviter()
                + " now, which browsers have to know: corelink --get-ca");
        terminal.print("New keys and certificates come from there, " + caServer
                + ", while corelink --serve or corelink --agent runs here and there.");
        return ExitCode.DONE;
    }
}
