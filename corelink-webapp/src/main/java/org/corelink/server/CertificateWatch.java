package org.corelink.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Notices that the certificate was renewed: the path of its file leads elsewhere, since certificate and key change
 * together by a link to their folder. One thread.
 */
final class CertificateWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CertificateWatch.class.getName());

    /** A look is one system call. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Path certificate;
    private final Consumer<TlsFiles> onNew;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate-watch").factory());

    // Of the one thread.
    private TlsFiles present;

    private CertificateWatch(TlsFiles present, Path certificate, Consumer<TlsFiles> onNew) {
        this.present = present;
        this.certificate = certificate;
        this.onNew = onNew;
    }

    /** Looks until it is closed; {@code onNew} gets the files of each newer pair, and keeps the old one if it throws. */
    static CertificateWatch start(TlsFiles present, ServerConfig config, Consumer<TlsFiles> onNew) {
        CertificateWatch watch = new CertificateWatch(present, config.certificate(), onNew);
        var _ = watch.timer.scheduleWithFixedDelay(
                () -> watch.look(config), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look(ServerConfig config) {
        try {
            if (certificate.toRealPath().equals(present.certificate())) {
                return;
            }
            TlsFiles newer = TlsFiles.of(config);
            // Once for each pair, also if it cannot be used.
            present = newer;
            onNew.accept(newer);
            LOG.log(System.Logger.Level.INFO, "TLS goes on with the certificate {0}", newer.certificate());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the certificate is just being changed, or gone", e);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "TLS goes on with the old certificate, for the new one fails", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
