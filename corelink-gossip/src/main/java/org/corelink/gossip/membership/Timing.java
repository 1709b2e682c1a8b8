package org.corelink.gossip.membership;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Every interval of the protocol that is not a choice of {@link org.corelink.gossip.GossipConfig}, and the formulas of
 * time. {@code timing.md} gives the reason of each.
 */
public final class Timing {
    /** Least time between two heartbeats of one node, also when readings change. */
    public static final Duration HEARTBEAT_GAP = Duration.ofSeconds(1);

    /** Between the first heartbeats of a node that has just started, {@link #START_HEARTBEATS} of them. */
    public static final Duration START_HEARTBEAT = Duration.ofMillis(1_050);

    /** Number of early heartbeats after the first. */
    public static final int START_HEARTBEATS = 2;

    /** Number of beats that a node multicasts from its start or a refutation on, one a rhythm: they call the others to read. */
    public static final int CALLS = 4;

    /** Time between two beats of one node to one of its watchers. */
    public static final Duration BEAT = Duration.ofMillis(400);

    /** Number of members that a node sends its beats to, and of members that it watches. */
    public static final int WATCHERS = 3;

    /** Silence of a watched member after which it is probed: more than three beats, which come one a rhythm. */
    public static final Duration PROBE_AFTER = Duration.ofMillis(1_550);

    /** Time between two rounds of probes. */
    public static final Duration PROBE_ROUND = Duration.ofMillis(200);

    /** Number of other members asked in each round whether they hear the silent one. */
    public static final int HELPERS = 3;

    /** Silence of a watched member after which everybody is told of the suspicion, so that it can refute. */
    public static final Duration SUSPECT_AFTER = Duration.ofMillis(3_200);

    /** Silence of a watched member after which it is down: a pause of three seconds is none. */
    public static final Duration DOWN_AFTER = Duration.ofMillis(3_550);

    /** Added to {@link #SUSPECT_AFTER} and {@link #DOWN_AFTER} where every second beat is lost; less for less. */
    public static final Duration LOSS_EXTENSION = Duration.ofSeconds(3);

    /** Rounds of probes that all have to fail before a member is down: silence before them is no evidence. */
    public static final int LEAST_ROUNDS = 8;

    /** Number of times that a verdict is multicast, one {@link #PROBE_ROUND} apart, where no loss was measured. */
    public static final int VERDICT_REPEATS = 6;

    /** Time that a member is suspect by the word of others after which this node asks about it: it has missed the end. */
    public static final Duration DOUBT_AFTER = Duration.ofSeconds(1);

    /** Longest time that a datagram is on its way: what comes later from a node held for down was sent later. */
    public static final Duration STRAGGLER = Duration.ofSeconds(2);

    /** Silence of a member after which it is asked directly, since its heartbeat must have been lost. */
    public static final Duration ASK_AFTER = Duration.ofSeconds(7);

    /** Silence of a member that others watch after which this node asks others about it too: it has missed everything. */
    public static final Duration MISSED_AFTER = Duration.ofSeconds(9);

    /** A node that hears nobody for this long doubts itself, not those that it watches. */
    public static final Duration ISOLATED = Duration.ofSeconds(1);

    /** Greetings to a node that was heard for the first time are spread over this time. */
    public static final Duration GREETING_SPREAD = Duration.ofMillis(50);

    /** Time between two greetings of one run that does not answer. */
    public static final Duration GREETING_GAP = Duration.ofMillis(150);

    /** Number of greetings of one run that does not answer. */
    public static final int GREETINGS = 6;

    /** Time that a challenge waits for its answer. */
    public static final Duration CHALLENGE = Duration.ofSeconds(5);

    /** After a partition, nodes speak again within this time. */
    public static final Duration REUNION_SPREAD = Duration.ofMillis(500);

    /** Mean time between two comparisons of one node with a random member. */
    public static final Duration DIGEST = Duration.ofSeconds(10);

    /** Each interval between comparisons is uniform in {@link #DIGEST} ± this. */
    public static final Duration DIGEST_JITTER = Duration.ofSeconds(2);

    /** Time between two inventories that did not change; each heartbeat names it, and whoever misses it asks. */
    public static final Duration INVENTORY = Duration.ofMinutes(10);

    /** Least time between two inventories that are multicast since they changed. */
    public static final Duration INVENTORY_GAP = Duration.ofSeconds(1);

    /** Least time between two requests for one member's inventory. */
    public static final Duration INVENTORY_REQUEST_GAP = Duration.ofSeconds(2);

    /** Every so many heartbeats tell whom their sender hears. */
    public static final int HEARING_EVERY = 6;

    /** Time in which one address gets one answer, or the greetings of a newcomer and its next run. */
    public static final Duration REPLY_GAP = Duration.ofSeconds(1);

    /** Silence of the group after which multicast is taken for lost, and known addresses are reached by unicast. */
    public static final Duration GROUP_SILENCE = Duration.ofSeconds(15);

    /** A listening node reads what has come, and does what is due, this often; only what is urgent wakes it in between. */
    public static final Duration RHYTHM = Duration.ofMillis(400);

    /** A gap between two looks at the time from which on a node takes itself, not the others, for silent. */
    public static final Duration PAUSE = Duration.ofSeconds(1);

    private Timing() {}

    /** A delay in nanoseconds, uniform in {@code mean ± jitter}, both ends included. */
    public static long jittered(Duration mean, Duration jitter, RandomGenerator random) {
        long spread = jitter.toNanos();
        return mean.toNanos() - spread + random.nextLong(2 * spread + 1);
    }

    /** A delay in nanoseconds, uniform from 0 to {@code spread}. */
    public static long within(Duration spread, RandomGenerator random) {
        return random.nextLong(spread.toNanos() + 1);
    }

    /** Whether {@code nanos} has reached {@code dueNanos}; right across a wrap of the clock. */
    public static boolean isDue(long dueNanos, long nanos) {
        return nanos - dueNanos >= 0;
    }

    /** The earlier of two times; right across a wrap of the clock. */
    public static long earlier(long nanos, long otherNanos) {
        return nanos - otherNanos <= 0 ? nanos : otherNanos;
    }

    /**
     * What is added to the times of a verdict where beats are lost: nothing up to a loss of 10 %, then in proportion up to
     * {@link #LOSS_EXTENSION} at 50 % and above. At 40 % and with 64 members, some thousand investigations an hour begin
     * by chance; each round of four probes fails by chance in 4 of 10 cases, so that 20 rounds leave one in 10^8.
     *
     * @param loss share of the beats that were lost of late, 0 to 1
     */
    public static long lossExtensionNanos(double loss) {
        double share = Math.clamp((loss - 0.1) / 0.4, 0, 1);
        return Math.round(share * LOSS_EXTENSION.toNanos());
    }

    /**
     * Number of times that a verdict is multicast: of 254 members less than one in 100 verdicts misses one, up to a loss
     * of 40 %. A network can begin to lose together with the member, before anybody has measured it.
     *
     * @param loss as for {@link #lossExtensionNanos}
     */
    public static int verdictRepeats(double loss) {
        return VERDICT_REPEATS + (int) Math.round(Math.clamp(loss, 0, 0.5) * 15);
    }
}
