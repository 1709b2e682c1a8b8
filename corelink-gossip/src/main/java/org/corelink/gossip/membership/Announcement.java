package org.corelink.gossip.membership;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.corelink.gossip.GossipConfig;
import org.corelink.gossip.Payload;
import org.corelink.gossip.wire.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * What this node says about itself, and when.
 *
 * <p>The rhythm is that of {@link GossipConfig#heartbeat()}. An urgent change goes out earlier, though never within
 * {@link Timing#HEARTBEAT_GAP} of the heartbeat before. Which change is urgent is the application's word, since
 * readings that change every second would otherwise turn the rhythm of five seconds into one of one.
 */
final class Announcement {
    private final Identity identity;
    private final GossipConfig config;
    private final RandomGenerator random;
    private Payload payload;
    private long sequence;
    private long nextNanos;
    private long lastNanos;
    private @Nullable Heartbeat last;

    Announcement(Identity identity, GossipConfig config, Payload payload, RandomGenerator random, long nanos) {
        this.identity = identity;
        this.config = config;
        this.payload = payload;
        this.random = random;
        this.sequence = identity.firstSequence();
        this.nextNanos = nanos;
        this.lastNanos = nanos - Timing.HEARTBEAT_GAP.toNanos();
    }

    /** Says {@code changed} from the next heartbeat on. */
    void say(Payload changed) {
        payload = changed;
    }

    /** Says {@code changed} as soon as the least gap allows; no word earlier if that is what was said last. */
    void sayNow(Payload changed) {
        payload = changed;
        if (last != null && !last.payload().equals(changed)) {
            nextNanos = Timing.earlier(nextNanos, lastNanos + Timing.HEARTBEAT_GAP.toNanos());
        }
    }

    boolean isDue(long nanos) {
        return Timing.isDue(nextNanos, nanos);
    }

    long nextNanos() {
        return nextNanos;
    }

    /** The heartbeat to send now; plans the one after. */
    Heartbeat next(Moment now) {
        Heartbeat heartbeat = new Heartbeat(
                identity.self(), OptionalLong.of(identity.incarnation()), sequence++, now.epochSeconds(), payload);
        last = heartbeat;
        lastNanos = now.nanos();
        nextNanos = now.nanos() + Timing.jittered(config.heartbeat(), config.jitter(), random);
        return heartbeat;
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
