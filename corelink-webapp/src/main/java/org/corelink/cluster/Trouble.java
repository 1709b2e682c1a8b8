package org.corelink.cluster;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.ThrottleReason;
import org.corelink.node.NodeState;

/** What makes a row need a look, the worst first. A machine that has said goodbye is in none. */
public enum Trouble {
    /** The machine is down. */
    DOWN(7),
    /** The machine has not been heard for long. */
    STALE(6),
    /** The machine does not answer. */
    SUSPECT(5),
    /** The GPU does not work, or GPUs of its machine are missing. */
    BROKEN(4),
    /** Another machine has the same name. */
    CONFLICT(3),
    /** The GPU is close to the temperature at which it slows down, or beyond. */
    HOT(2),
    /** The hardware or the power supply holds the GPU back. */
    THROTTLED(1);

    /** All of them as words. */
    static final List<String> WORDS = Arrays.stream(values()).map(Trouble::word).toList();

    /** From so many degrees below the slow-down temperature on, a GPU is hot. */
    private static final int MARGIN_CELSIUS = 3;

    /** From here on it is hot where the driver tells no slow-down temperature: cards slow down at 87 to 93 °C. */
    private static final int HOT_CELSIUS = 85;

    private static final Set<ThrottleReason> HEAT =
            EnumSet.of(ThrottleReason.SOFTWARE_THERMAL, ThrottleReason.HARDWARE_THERMAL);

    /** A reached power limit is none of them: that is how a card runs under full load. */
    private static final Set<ThrottleReason> HELD_BACK =
            EnumSet.of(ThrottleReason.HARDWARE_SLOWDOWN, ThrottleReason.POWER_BRAKE);

    private final int severity;

    Trouble(int severity) {
        this.severity = severity;
    }

    /** The worst trouble of a row. */
    public static Optional<Trouble> of(Row row) {
        return switch (row.node().membership()) {
            case DOWN -> Optional.of(DOWN);
            case STALE -> Optional.of(STALE);
            case SUSPECT -> Optional.of(SUSPECT);
            case LEFT -> Optional.empty();
            case ONLINE -> ofOnline(row);
        };
    }

    private static Optional<Trouble> ofOnline(Row row) {
        if (isBroken(row)) {
            return Optional.of(BROKEN);
        }
        if (row.node().nameTaken()) {
            return Optional.of(CONFLICT);
        }
        if (isHot(row.reading())) {
            return Optional.of(HOT);
        }
        return isAny(row.reading(), HELD_BACK) ? Optional.of(THROTTLED) : Optional.empty();
    }

    private static boolean isBroken(Row row) {
        NodeState state = row.node().state();
        if (row.gpu() != null && isBroken(state, row.gpu())) {
            return true;
        }
        // Where one of its GPUs is to blame, the others are well.
        return state.hasGpuTrouble() && state.gpus().stream().noneMatch(gpu -> isBroken(state, gpu));
    }

    /**
     * Whether a GPU of that machine does not work: the driver says so, or gives nothing of it and the machine tells why. One
     * of 0.01.x gives neither readings nor a reason.
     */
    public static boolean isBroken(NodeState state, Gpu gpu) {
        return !gpu.condition().isWorking()
                || (state.hasGpuTrouble() && !gpu.reading().hasColumns());
    }

    /** How many GPUs of a machine do not work: at least one where something is wrong and no GPU that is listed is to blame. */
    static int brokenGpus(NodeState state) {
        long listed = state.gpus().stream().filter(gpu -> isBroken(state, gpu)).count();
        return Math.max((int) listed, state.hasGpuTrouble() ? 1 : 0);
    }

    private static boolean isHot(GpuReading reading) {
        Integer now = reading.temperatureCelsius();
        Integer slowdown = reading.value(GpuQuantity.SLOWDOWN_TEMPERATURE);
        int limit = slowdown == null ? HOT_CELSIUS : slowdown - MARGIN_CELSIUS;
        return (now != null && now >= limit) || isAny(reading, HEAT);
    }

    private static boolean isAny(GpuReading reading, Set<ThrottleReason> reasons) {
        return reading.throttleReasons() != null
                && reading.throttleReasons().stream().anyMatch(reasons::contains);
    }

    /** How much a row needs a look: 0 = not at all. */
    public static int severity(Row row) {
        return of(row).map(trouble -> trouble.severity).orElse(0);
    }

    /** For a person and in queries: {@code "hot"}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
