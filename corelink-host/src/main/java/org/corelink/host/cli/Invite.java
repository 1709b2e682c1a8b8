package org.corelink.host.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Mode;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.Enrolment;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.KeyedCertificate;
import org.corelink.host.ca.NodeCertificate;
import org.corelink.host.ca.RequestRules;
import org.corelink.host.ca.Sealing;
import org.corelink.host.ca.StoreException;
import org.corelink.host.join.CaHash;
import org.corelink.host.join.Endpoint;
import org.corelink.host.join.Invitation;
import org.corelink.host.join.InviteServer;
import org.corelink.host.join.JoinException;
import org.corelink.host.join.JoinToken;
import org.corelink.host.join.Reception;

/** {@code --invite}: waits for one machine, and lets it in. */
final class Invite {
    private final Terminal terminal;
    private final Machine machine;

    Invite(Terminal terminal, Machine machine) {
        this.terminal = terminal;
        this.machine = machine;
    }

    ExitCode run(NodeOptions options, int port, Duration ttl)
            throws IOException, StoreException, JoinException, InterruptedException {
        HostNames names = machine.names(options);
        CertificateStore store = options.announcedStore(machine, terminal);
        Enrolment enrolment = store.enrolment(names);
        enrolment.requireOwnCa();
        NodeCertificate certificate = store.ensure(names);
        Sealing sealing = store.groupKeys(names).seal(null);
        if (sealing.mode() == Mode.OPEN) {
            terminal.complain("This machine is set to speak the open format, and would not see whom it lets in. Set it"
                    + " anew: corelink --seal --gossip mixed");
            return ExitCode.FAILED;
        }
        if (sealing.isNew()) {
            new Seal(terminal, machine).print(sealing);
        }
        JoinToken token = JoinToken.random(new SecureRandom());
        Invitation invitation = new Invitation(token, machine.clock().instant().plus(ttl));
        Reception reception = new Reception(
                invitation,
                new RequestRules(enrolment.constraints(), names),
                new Reception.Cluster(sealing.keyring(), sealing.mode()),
                enrolment::issue);
        KeyedCertificate identity = enrolment.identity();
        ExitCode[] end = {ExitCode.FAILED};
        UntilSignal.<JoinException>run(() -> {
            try (InviteServer server =
                    InviteServer.open(port, identity, reception, machine.clock(), new Refusals(terminal))) {
                tell(addresses(names, certificate), server.port(), token, identity, ttl);
                end[0] = told(server.await(ttl));
            }
        });
        return end[0];
    }

    private void tell(List<InetAddress> addresses, int port, JoinToken token, KeyedCertificate identity, Duration ttl) {
        terminal.print("Paste this on the machine that is to join:");
        terminal.print("");
        terminal.print("  corelink --join " + new Endpoint(addresses.getFirst().getHostAddress(), port) + " --ca-hash "
                + CaHash.of(identity.chain().getLast()) + " <<< " + token.reveal());
        terminal.print("");
        addresses.stream()
                .skip(1)
                .forEach(address ->
                        terminal.print("This machine is also " + new Endpoint(address.getHostAddress(), port)));
        terminal.print("It lets one machine in, within " + ttl.toSeconds() + " s. Ctrl-C ends the invitation.");
    }

    /** Where others reach this machine under its certificate; loopback if it has no network. */
    private static List<InetAddress> addresses(HostNames names, NodeCertificate certificate) {
        List<InetAddress> reachable = names.addresses().stream()
                .filter(address -> !address.isLoopbackAddress())
                .filter(address -> !certificate.leftOut().contains(address.getHostAddress()))
                .toList();
        return reachable.isEmpty() ? names.addresses() : reachable;
    }

    private ExitCode told(Optional<String> guest) {
        if (guest.isEmpty()) {
            terminal.complain("Nobody has joined, and the invitation has ended. A new one: corelink --invite");
            return ExitCode.FAILED;
        }
        terminal.print(guest.get() + " has joined.");
        return ExitCode.DONE;
    }
}
