package org.corelink.gossip.membership;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.Payload;
import org.corelink.gossip.wire.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * What this node says about itself, and when.
 *
 * <p>The rhythm is that of {@link GossipConfig#heartbeat()}, but for the first few heartbeats, which come faster so that
 * the loss of one does not matter. An urgent change goes out earlier, though never within {@link Timing#HEARTBEAT_GAP} of
 * the heartbeat before. Which change is urgent is the application's word, since readings that change every second would
 * otherwise turn the rhythm of five seconds into one of one.
 */
final class Announcement {
    private final Self self;
    private final GossipConfig config;
    private final String name;
    private final RandomGenerator random;
    private Payload reading;
    private int inventoryHash;
    private long sequence;
    private long nextNanos;
    private long lastNanos;
    private int sent;
    private @Nullable Heartbeat last;

    /**
     * An announcement that has not been made yet.
     *
     * @param name as heartbeats carry it: the node's in the open format, empty in the sealed one
     * @param firstSequence number of the first heartbeat
     */
    Announcement(
            Self self,
            GossipConfig config,
            String name,
            Payload reading,
            long firstSequence,
            RandomGenerator random,
            long nanos) {
        this.self = self;
        this.config = config;
        this.name = name;
        this.reading = reading;
        this.random = random;
        this.sequence = firstSequence;
        this.nextNanos = nanos;
        this.lastNanos = nanos - Timing.HEARTBEAT_GAP.toNanos();
    }

    /** Says {@code changed} from the next heartbeat on. */
    void say(Payload changed) {
        reading = changed;
    }

    /** Says {@code changed} as soon as the least gap allows; no word earlier if that is what was said last. */
    void sayNow(Payload changed) {
        reading = changed;
        if (last != null && !last.reading().equals(changed)) {
            soon(lastNanos);
        }
    }

    /** Names the inventory that is current. */
    void inventory(int hash) {
        inventoryHash = hash;
    }

    /** Speaks again at a random time within {@code spread}, or as soon as the least gap allows. */
    void within(Duration spread, long nanos) {
        if (!isDue(nanos + spread.toNanos())) {
            soon(nanos + Timing.within(spread, random));
        }
    }

    /** Speaks again at {@code nanos}, or as soon as the least gap allows. */
    private void soon(long nanos) {
        long allowedNanos = lastNanos + Timing.HEARTBEAT_GAP.toNanos();
        long soonNanos = Timing.isDue(allowedNanos, nanos) ? nanos : allowedNanos;
        nextNanos = Timing.earlier(nextNanos, soonNanos);
    }

    boolean isDue(long nanos) {
        return Timing.isDue(nextNanos, nanos);
    }

    long nextNanos() {
        return nextNanos;
    }

    /**
     * The heartbeat to send now; plans the one after.
     *
     * @param hearing asked every {@link Timing#HEARING_EVERY} heartbeats
     */
    Heartbeat next(Moment now, Supplier<Hearing> hearing) {
        boolean tells = config.listening() && sent % Timing.HEARING_EVERY == Timing.START_HEARTBEATS;
        last = heartbeat(now, tells ? Optional.of(hearing.get()) : Optional.empty());
        lastNanos = now.nanos();
        nextNanos = now.nanos() + delay();
        sent++;
        return last;
    }

    private Heartbeat heartbeat(Moment now, Optional<Hearing> hearing) {
        return new Heartbeat(self.origin(), name, sequence++, now.epochSeconds(), reading, inventoryHash, hearing);
    }

    private long delay() {
        return config.listening() && sent < Timing.START_HEARTBEATS
                ? Timing.START_HEARTBEAT.toNanos()
                : Timing.jittered(config.heartbeat(), config.jitter(), random);
    }

    /**
     * The newest heartbeat that was sent, or null before the first. Digests are answered with exactly this, so that one
     * sequence number never stands for two states.
     */
    @Nullable
    Heartbeat last() {
        return last;
    }
}
