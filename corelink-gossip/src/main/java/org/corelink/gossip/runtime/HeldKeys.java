package org.corelink.gossip.runtime;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.corelink.gossip.Keyring;
import org.jspecify.annotations.Nullable;

/** The ring of keys that a node holds, and the one that is to follow it. */
final class HeldKeys {
    private final AtomicReference<@Nullable Keyring> requested = new AtomicReference<>();
    private volatile Optional<Keyring> ring;

    HeldKeys(Optional<Keyring> ring) {
        this.ring = ring;
    }

    /**
     * Asks for another ring. Any thread.
     *
     * @throws IllegalArgumentException if it is the ring of another cluster
     */
    void request(Keyring next) {
        if (ring.filter(held -> held.cluster() != next.cluster()).isPresent()) {
            throw new IllegalArgumentException("the ring is that of another cluster");
        }
        requested.set(next);
    }

    /** Somebody already uses the key that is next here: then this node does so too, unless it was told otherwise. */
    void follow(int epoch) {
        ring.filter(held -> held.next().filter(next -> next.epoch() == epoch).isPresent())
                .ifPresent(held -> requested.compareAndSet(null, held.rotated()));
    }

    /** The ring that was requested since the last call, if any. */
    @Nullable
    Keyring takeRequest() {
        return requested.getAndSet(null);
    }

    /**
     * Holds another ring from now on.
     *
     * @return whether the key in use is another than before
     */
    boolean hold(Keyring next) {
        boolean rotated =
                ring.map(Keyring::current).filter(next.current()::equals).isEmpty();
        ring = Optional.of(next);
        return rotated;
    }

    /** Whether the key of that epoch is the one in use here. */
    boolean uses(int epoch) {
        return ring.filter(held -> held.current().epoch() == epoch).isPresent();
    }
}
