package org.corelink.host.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.corelink.gossip.Keyring;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.Enrolment;
import org.corelink.host.ca.GroupKeyStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.Membership;
import org.corelink.host.ca.StoreException;
import org.corelink.host.join.Endpoint;
import org.corelink.host.join.JoinException;
import org.corelink.host.join.RenewalClient;

/**
 * {@code --rotate-keys}: another group key, with nobody out of sight. Each of the three steps reaches all machines before the
 * next one. Whoever interrupts it leaves a ring that works, and goes on by the same command.
 */
final class RotateKeys {
    /** A look of the others (15 s), the deadline of their question (10 s), the look of their console (5 s), and as much. */
    static final Duration REACHES_ALL = Duration.ofSeconds(60);

    private final Terminal terminal;
    private final Machine machine;
    private final Pause pause;

    RotateKeys(Terminal terminal, Machine machine, Pause pause) {
        this.terminal = terminal;
        this.machine = machine;
        this.pause = pause;
    }

    /** Lets time go by. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    ExitCode run(NodeOptions options, int caPort)
            throws IOException, StoreException, JoinException, InterruptedException {
        HostNames names = machine.names(options);
        CertificateStore store = options.announcedStore(machine, terminal);
        Enrolment enrolment = store.enrolment(names);
        enrolment.requireOwnCa();
        GroupKeyStore keys = store.groupKeys(names);
        Keyring ring = keys.require().keyring();
        boolean hasMembers = !store.members(names).names().isEmpty();
        if (hasMembers) {
            requireAnswering(enrolment, names, caPort);
        }
        if (!isAtRest(ring)) {
            terminal.print("A rotation was interrupted; it goes on.");
            await(hasMembers);
        }
        ring = step(keys);
        while (!isAtRest(ring)) {
            await(hasMembers);
            ring = step(keys);
        }
        terminal.print("The keys are rotated. Machines that were off get them when they start.");
        return ExitCode.DONE;
    }

    private Keyring step(GroupKeyStore keys) throws StoreException {
        Keyring ring = keys.rotate();
        int current = ring.current().epoch();
        if (ring.next().isPresent()) {
            terminal.print("Handed out  epoch " + ring.next().get().epoch() + ", not used yet");
        } else if (ring.previous().isPresent()) {
            terminal.print("In use      epoch " + current + ", the one before is still understood");
        } else {
            terminal.print("Alone       epoch " + current);
        }
        return ring;
    }

    private void await(boolean hasMembers) throws InterruptedException {
        if (hasMembers) {
            terminal.print("            " + REACHES_ALL.toSeconds() + " s for all machines to have it");
            pause.of(REACHES_ALL);
        }
    }

    /** A key that nobody can fetch would part the cluster. */
    private void requireAnswering(Enrolment enrolment, HostNames names, int caPort)
            throws StoreException, JoinException {
        Endpoint here = new Endpoint("127.0.0.1", caPort);
        Membership own = new Membership(names.name(), Optional.of(here.toString()), enrolment.identity());
        new RenewalClient(here, own, machine.clock()).greet();
    }

    private static boolean isAtRest(Keyring ring) {
        return ring.next().isEmpty() && ring.previous().isEmpty();
    }
}
