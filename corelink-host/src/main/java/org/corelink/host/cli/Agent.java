package org.corelink.host.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.StoreException;
import org.corelink.host.join.JoinException;

/**
 * Keeps this node's certificate and the cluster's keys up to date while the console runs, which finds new ones by itself: by
 * the CA here, or by that of the machine which this one has joined. With the CA here it answers those that have joined.
 * SHELL, one thread.
 */
final class Agent implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Agent.class.getName());

    /** How soon is noticed that a certificate is due, a new address, and keys that the machine with the CA has. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    /** What writing a pair of files takes at most; only the network takes longer, and leaves nothing half done. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final CertificateStore store;
    private final HostNames names;
    private final Machine machine;
    private final MemberService members;
    private final OnceEach once = new OnceEach();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("agent").factory());

    /**
     * Looks when it is told to.
     *
     * @param names of this machine; its addresses are looked at anew each time
     * @param caPort where machines that have joined are answered
     */
    Agent(CertificateStore store, HostNames names, Machine machine, int caPort) {
        this.store = store;
        this.names = names;
        this.machine = machine;
        this.members = new MemberService(store, machine, caPort);
    }

    /** Looks by itself from now on. */
    void start() {
        var _ = timer.scheduleWithFixedDelay(this::lookOrSay, 0, LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether it answers machines that have joined. */
    boolean isAnswering() {
        return members.isOpen();
    }

    /**
     * Looks once.
     *
     * @return what was fetched from the machine with the CA; empty if this one has joined none
     * @throws StoreException if what is kept must not be used
     * @throws JoinException if the machine with the CA is away or refuses, or the port for others cannot be had
     */
    Optional<Reenrolment.Fetched> look() throws IOException, StoreException, JoinException {
        HostNames now = names.attachedTo(machine.attachments());
        Optional<Reenrolment.Fetched> fetched = new Reenrolment(store, machine.clock()).fetch(now, null);
        if (fetched.isPresent()) {
            tell(fetched.get());
        } else {
            Optional.ofNullable(store.ensure(now).issuedBecause()).ifPresent(Agent::tellNew);
            members.keep(now);
        }
        once.forget();
        return fetched;
    }

    private static void tell(Reenrolment.Fetched fetched) {
        fetched.renewedBecause().ifPresent(Agent::tellNew);
        fetched.newEpoch()
                .ifPresent(epoch -> LOG.log(
                        System.Logger.Level.INFO,
                        "{0} has new keys for the cluster, epoch {1}",
                        fetched.issuer(),
                        epoch));
    }

    private static void tellNew(String because) {
        LOG.log(System.Logger.Level.INFO, "new certificate for this node ({0})", because);
    }

    private void lookOrSay() {
        try {
            look();
        } catch (StoreException | JoinException | IOException e) {
            String words = String.valueOf(e.getMessage());
            if (!timer.isShutdown() && once.isNew(words)) {
                LOG.log(System.Logger.Level.WARNING, "certificate and keys stay as they are: {0}", words);
            }
        } catch (RuntimeException e) {
            // A timer would forget a task that throws.
            LOG.log(System.Logger.Level.ERROR, "looking after certificate and keys failed", e);
        }
    }

    /** Breaks off a look that has just begun, and waits for that: nothing is opened or written afterwards. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            var _ = timer.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        members.close();
    }
}
