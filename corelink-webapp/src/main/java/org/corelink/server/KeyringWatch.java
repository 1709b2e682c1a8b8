package org.corelink.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.corelink.gossip.Keyring;

/**
 * Looks whether the file of the cluster's keys has others than those in use, so that a rotation or an eviction counts
 * without a restart. A file that cannot be used changes nothing, and is said once. SHELL, one thread of its own.
 */
final class KeyringWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(KeyringWatch.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final ServerConfig config;
    private final Consumer<Keyring> gossip;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("keyring-watch").factory());

    private volatile Keyring used;

    // Of the one thread.
    private String said = "";

    /** A watch that looks when it is told to: see {@link #start}. */
    KeyringWatch(ServerConfig config, Keyring used, Consumer<Keyring> gossip) {
        this.config = config;
        this.used = used;
        this.gossip = gossip;
    }

    /**
     * Begins to look.
     *
     * @param used the keys in use
     * @param gossip is given others
     */
    static KeyringWatch start(ServerConfig config, Keyring used, Consumer<Keyring> gossip) {
        KeyringWatch watch = new KeyringWatch(config, used, gossip);
        var _ = watch.timer.scheduleWithFixedDelay(watch::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
        return watch;
    }

    /** The keys that were last read and taken. Any thread. */
    Keyring used() {
        return used;
    }

    /** Looks once. Never throws. */
    void look() {
        try {
            Optional<Keyring> found = KeptKeyring.of(config);
            if (found.isPresent() && !found.get().equals(used)) {
                gossip.accept(found.get());
                used = found.get();
                LOG.log(
                        System.Logger.Level.INFO,
                        "the cluster has new keys, epoch {0}",
                        used.current().epoch());
            }
            said = "";
        } catch (StartException | RuntimeException e) {
            // RuntimeException: the ring of another cluster, and a timer would forget a task that throws.
            say(String.valueOf(e.getMessage()));
        }
    }

    private void say(String why) {
        if (!why.equals(said)) {
            said = why;
            LOG.log(System.Logger.Level.WARNING, "the cluster''s keys stay as they are: {0}", why);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
