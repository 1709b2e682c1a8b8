package org.corelink.gossip.membership;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.corelink.gossip.Condition;
import org.corelink.gossip.GossipConfig;

/** What limits how well this node can tell, as far as membership sees it. All times are attentive. */
final class Conditions {
    /** A copy of this node that has been silent for this long is taken to be gone. */
    private static final Duration COPY_MEMORY = Duration.ofMinutes(1);

    /**
     * A cluster that sends under another key is heard to do so once a minute from each node, with a long heartbeat: after
     * this time it is gone, or this node has the key.
     */
    private static final Duration KEY_MEMORY = Duration.ofMinutes(2);

    private final GossipConfig config;
    private final Set<Condition> current = EnumSet.noneOf(Condition.class);
    private boolean anybodyHeard;
    private long heardNanos;
    private long answeredNanos;
    private long groupNanos;
    private long copyNanos;
    private boolean copied;
    private boolean outranked;
    private long unknownKeyNanos;
    private boolean unknownKey;

    Conditions(GossipConfig config, long attentiveNanos) {
        this.config = config;
        this.heardNanos = attentiveNanos;
        this.answeredNanos = attentiveNanos;
        this.groupNanos = attentiveNanos;
    }

    /** Another node was heard. While nobody was there to speak, the group was not silent: that time does not count. */
    void heard(boolean byMulticast, long attentiveNanos) {
        if (byMulticast || !anybodyHeard || isAlone(attentiveNanos)) {
            groupNanos = attentiveNanos;
        }
        anybodyHeard = true;
        heardNanos = attentiveNanos;
    }

    private boolean isAlone(long attentiveNanos) {
        return attentiveNanos - heardNanos >= config.staleAfter().toNanos();
    }

    /** Somebody has answered this node, or watches it: who hears it and knows it by this run. */
    void answered(long attentiveNanos) {
        answeredNanos = attentiveNanos;
    }

    /**
     * Whether others are heard, but for some time none that hears this node: what it asks does not reach them, or they know
     * another machine by its id.
     */
    boolean isUnanswered(long attentiveNanos) {
        return attentiveNanos - answeredNanos > Timing.ISOLATED.toNanos();
    }

    /** Another machine speaks under this node's id; {@code later} tells that it is the one that others listen to. */
    void copyHeard(boolean later, long attentiveNanos) {
        copyNanos = attentiveNanos;
        copied = true;
        outranked |= later;
    }

    /**
     * Whether another machine has this node's id for all others, or had it so lately that they still wait for its return:
     * they answer no question of this node.
     */
    boolean isOutranked() {
        return outranked;
    }

    /** Somebody speaks for this cluster under a key that this node does not hold. */
    void unknownKeyHeard(long attentiveNanos) {
        unknownKeyNanos = attentiveNanos;
        unknownKey = true;
    }

    /** This node holds other keys. */
    void keysChanged() {
        unknownKey = false;
    }

    /** Whether nobody at all has been heard for so short a time that it would be too long for one watched member. */
    boolean isIsolated(long attentiveNanos) {
        return attentiveNanos - heardNanos > Timing.ISOLATED.toNanos();
    }

    /** Looks at them again; whether multicast has just been found to reach nobody. */
    boolean refresh(long attentiveNanos) {
        if (!config.listening()) {
            return false;
        }
        boolean silentBefore = isGroupSilent();
        boolean alone = isAlone(attentiveNanos);
        // Up to the last word of the others, not up to now: whoever is gone multicasts nothing either.
        boolean silent = heardNanos - groupNanos >= Timing.GROUP_SILENCE.toNanos();
        copied = copied && attentiveNanos - copyNanos < COPY_MEMORY.toNanos();
        outranked = outranked && copied;
        unknownKey = unknownKey && attentiveNanos - unknownKeyNanos < KEY_MEMORY.toNanos();
        set(Condition.ALONE, alone);
        set(Condition.MULTICAST_SILENT, silent && !alone);
        set(Condition.ID_COPIED, copied);
        set(Condition.UNKNOWN_KEY, unknownKey);
        return isGroupSilent() && !silentBefore;
    }

    private void set(Condition condition, boolean holds) {
        if (holds) {
            current.add(condition);
        } else {
            current.remove(condition);
        }
    }

    Set<Condition> current() {
        return current;
    }

    /** Whether known addresses have to be reached by unicast, since multicast does not reach anybody. */
    boolean isGroupSilent() {
        return current.contains(Condition.ALONE) || current.contains(Condition.MULTICAST_SILENT);
    }
}
