package org.corelink.node;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.ThrottleReason;

/**
 * One GPU of a simulated machine: jobs come and go, and load, memory and heat follow them as on a real card.
 *
 * @param card its kind
 * @param inventory what it tells of itself
 * @param job load that the running job aims at, 0 (none) to 1
 * @param load load now, 0 to 1
 * @param memory share of the memory in use, 0 to 1
 * @param celsius temperature
 */
record SimulatedGpu(
        SimulatedCard card, GpuInventory inventory, double job, double load, double memory, double celsius) {
    private static final double ROOM_CELSIUS = 30;
    private static final double FULL_LOAD_RISE = 42;
    /** A job ends, and another or none begins, once in some two minutes. */
    private static final double JOB_CHANGE = 1 / 120.0;

    private static final double IDLE_SHARE = 0.3;

    /** Above this load a card meets its power limit. */
    private static final double CAPPED_LOAD = 0.9;

    private static final int HOT_CELSIUS = 83;
    private static final int SLOWDOWN_CELSIUS = 90;
    private static final int SHUTDOWN_CELSIUS = 95;
    private static final int CLOCK_STEP_MHZ = 15;
    private static final int MOST_PCIE_KILOBYTES = 1_800_000;

    /** A card with a random job that has run for a while. */
    static SimulatedGpu random(SimulatedCard card, GpuInventory inventory, SplittableRandom random) {
        double job = randomJob(random);
        return new SimulatedGpu(card, inventory, job, job, memoryOf(job), ROOM_CELSIUS + job * FULL_LOAD_RISE);
    }

    /**
     * One second later.
     *
     * @param extraHeat degrees that bad cooling adds at full load
     */
    SimulatedGpu next(SplittableRandom random, double extraHeat) {
        double nextJob = random.nextDouble() < JOB_CHANGE ? randomJob(random) : job;
        double noise = nextJob == 0 ? 0 : random.nextDouble(-0.04, 0.04);
        double nextLoad = clamp(load + 0.4 * (nextJob - load) + noise);
        double nextMemory = clamp(memory + 0.2 * (memoryOf(nextJob) - memory));
        double goal = ROOM_CELSIUS + nextLoad * (FULL_LOAD_RISE + extraHeat);
        return new SimulatedGpu(card, inventory, nextJob, nextLoad, nextMemory, celsius + 0.08 * (goal - celsius));
    }

    /** As a sample shows it. */
    Gpu toGpu() {
        PcieLinks pcie = inventory.pcie();
        PcieLink now =
                isBusy() ? pcie.bottleneck() : new PcieLink(1, pcie.bottleneck().lanes());
        return new Gpu(inventory, reading(), GpuCondition.WORKING)
                .withPcie(new PcieLinks(now, pcie.card(), pcie.slot(), pcie.bottleneck()));
    }

    /** As a sample shows it after it has fallen off the bus. */
    Gpu toLostGpu() {
        return new Gpu(inventory, GpuReading.UNKNOWN, GpuCondition.ofFault(GpuCondition.LOST));
    }

    private boolean isBusy() {
        return load > 0.02;
    }

    private GpuReading reading() {
        Map<GpuQuantity, Integer> values = new EnumMap<>(GpuQuantity.class);
        values.put(GpuQuantity.UTILIZATION, round(100 * load));
        values.put(GpuQuantity.MEMORY_USED, round(card.memoryMiB * memory));
        values.put(GpuQuantity.MEMORY_TOTAL, card.memoryMiB);
        values.put(GpuQuantity.TEMPERATURE, round(celsius));
        values.put(GpuQuantity.POWER, round(card.idleWatts + load * (card.powerLimitWatts - card.idleWatts)));
        values.put(GpuQuantity.POWER_LIMIT, card.powerLimitWatts);
        if (card.ownFan) {
            values.put(GpuQuantity.FAN, round(Math.clamp(2 * (celsius - 30), 0, 100)));
        }
        values.put(GpuQuantity.SM_CLOCK, isBusy() ? stepped(card.smMhz * (1 - 0.1 * load)) : 210);
        values.put(GpuQuantity.MEMORY_CLOCK, isBusy() ? card.memoryMhz : 405);
        addDetails(values);
        return new GpuReading(values, throttle(), null);
    }

    private void addDetails(Map<GpuQuantity, Integer> values) {
        values.put(GpuQuantity.MEMORY_UTILIZATION, round(60 * load));
        values.put(GpuQuantity.ENCODER, 0);
        values.put(GpuQuantity.DECODER, 0);
        values.put(GpuQuantity.SLOWDOWN_TEMPERATURE, SLOWDOWN_CELSIUS);
        values.put(GpuQuantity.SHUTDOWN_TEMPERATURE, SHUTDOWN_CELSIUS);
        values.put(GpuQuantity.PERFORMANCE_STATE, isBusy() ? 0 : 8);
        values.put(GpuQuantity.PCIE_SENT, round(MOST_PCIE_KILOBYTES * load / 4));
        values.put(GpuQuantity.PCIE_RECEIVED, round(MOST_PCIE_KILOBYTES * load));
        if (!card.isConsumer()) {
            values.put(GpuQuantity.CORRECTED_ERRORS, 0);
            values.put(GpuQuantity.UNCORRECTED_ERRORS, 0);
            values.put(GpuQuantity.LIFETIME_CORRECTED_ERRORS, 2);
            values.put(GpuQuantity.LIFETIME_UNCORRECTED_ERRORS, 0);
            values.put(GpuQuantity.REMAPPED_ROWS_CORRECTED, 0);
            values.put(GpuQuantity.REMAPPED_ROWS_UNCORRECTED, 0);
        }
    }

    private Set<ThrottleReason> throttle() {
        if (!isBusy()) {
            return Set.of(ThrottleReason.IDLE);
        }
        if (celsius > HOT_CELSIUS) {
            return Set.of(ThrottleReason.SOFTWARE_THERMAL);
        }
        return load > CAPPED_LOAD ? Set.of(ThrottleReason.POWER_CAP) : Set.of();
    }

    private static double randomJob(SplittableRandom random) {
        return random.nextDouble() < IDLE_SHARE ? 0 : random.nextDouble(0.35, 1);
    }

    private static double memoryOf(double job) {
        return job == 0 ? 0.01 : 0.25 + 0.7 * job;
    }

    private static double clamp(double share) {
        return Math.clamp(share, 0, 1);
    }

    /** Cards set their clocks in such steps. */
    private static int stepped(double mhz) {
        return CLOCK_STEP_MHZ * round(mhz / CLOCK_STEP_MHZ);
    }

    private static int round(double value) {
        return (int) Math.round(value);
    }
}
