package org.corelink.host.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.NodeCertificate;
import org.corelink.host.ca.StoreException;

/**
 * Renews this node's certificate while the console runs: when its time has come, or the machine has a new address. The
 * server finds the new one by itself. SHELL, one thread.
 */
final class CertificateRenewal implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CertificateRenewal.class.getName());

    /** How soon a new address is noticed. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    /** How often the certificate itself is looked at, in looks: an hour. */
    private static final int LOOKS_EACH = 240;

    private final CertificateStore store;
    private final Machine machine;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate-renewal").factory());

    // Of the one thread.
    private HostNames known;
    private int looks;

    private CertificateRenewal(CertificateStore store, HostNames known, Machine machine) {
        this.store = store;
        this.known = known;
        this.machine = machine;
    }

    /** Begins to look; {@code known} is what the present certificate was made for. */
    static CertificateRenewal start(CertificateStore store, HostNames known, Machine machine) {
        CertificateRenewal renewal = new CertificateRenewal(store, known, machine);
        var _ = renewal.timer.scheduleWithFixedDelay(
                renewal::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
        return renewal;
    }

    /** Looks once. */
    private void look() {
        try {
            HostNames now = known.attachedTo(machine.attachments());
            looks++;
            if (now.equals(known) && looks % LOOKS_EACH != 0) {
                return;
            }
            NodeCertificate certificate = store.ensure(now);
            known = now;
            if (certificate.duty() != null) {
                LOG.log(System.Logger.Level.WARNING, certificate.duty());
            }
            if (certificate.issuedBecause() != null) {
                LOG.log(System.Logger.Level.INFO, "new certificate for this node ({0})", certificate.issuedBecause());
            }
        } catch (StoreException | IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the certificate is not renewed: {0}", e.getMessage());
        } catch (RuntimeException e) {
            // A timer would forget a task that throws.
            LOG.log(System.Logger.Level.ERROR, "looking after the certificate failed", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
