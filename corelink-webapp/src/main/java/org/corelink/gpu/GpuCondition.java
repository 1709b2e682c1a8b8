package org.corelink.gpu;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a GPU works.
 *
 * @param state in one word
 * @param reason in the driver's words; null for one that works
 */
public record GpuCondition(State state, @Nullable String reason) {
    /** Longest reason that is kept, in characters. */
    public static final int MAX_REASON_LENGTH = 64;

    /** It works. */
    public static final GpuCondition WORKING = new GpuCondition(State.WORKING, null);

    /** The driver's words for a card that does not answer on the bus any more. */
    public static final String LOST = "GPU is lost";

    private static final String NO_READINGS = "the driver gives no readings";

    /** The states. */
    public enum State {
        /** It gives readings. */
        WORKING,
        /** It does not answer on the bus any more. */
        LOST,
        /** The driver says what is wrong. */
        ERROR,
        /** It gives no readings, and nobody says why. */
        UNKNOWN
    }

    /**
     * The condition of a card that has been asked for its values. A lost card, and one that waits for a reset, may
     * still give some of them; any other error is one only if the card gives none: many have a broken fan sensor.
     *
     * @param hasReading whether it gave any reading
     * @param faults what it said instead of values, in the driver's words; without "not supported" and the like
     */
    public static GpuCondition of(boolean hasReading, Collection<String> faults) {
        for (String fault : faults) {
            GpuCondition condition = ofFault(fault);
            if (condition.state == State.LOST || fault.toLowerCase(Locale.ROOT).contains("reset")) {
                return condition;
            }
        }
        if (hasReading) {
            return WORKING;
        }
        return faults.isEmpty()
                ? new GpuCondition(State.UNKNOWN, NO_READINGS)
                : ofFault(faults.iterator().next());
    }

    /** The condition of a card that gives nothing but this. */
    public static GpuCondition ofFault(String fault) {
        boolean lost = fault.toLowerCase(Locale.ROOT).contains(LOST.toLowerCase(Locale.ROOT));
        return new GpuCondition(
                lost ? State.LOST : State.ERROR, lost ? LOST : PrintableText.clean(fault, MAX_REASON_LENGTH));
    }

    /** Whether it works. */
    public boolean isWorking() {
        return state == State.WORKING;
    }
}
