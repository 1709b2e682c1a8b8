package org.corelink.node;

import java.util.SplittableRandom;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;

/**
 * One GPU of a simulated machine: jobs come and go, and load, memory and heat follow them as on a real card.
 *
 * @param card its kind
 * @param index the driver's number
 * @param lanes PCIe lanes of its slot
 * @param job load that the running job aims at, 0 (none) to 1
 * @param load load now, 0 to 1
 * @param memory share of the memory in use, 0 to 1
 * @param celsius temperature
 */
record SimulatedGpu(SimulatedCard card, int index, int lanes, double job, double load, double memory, double celsius) {
    private static final double ROOM_CELSIUS = 30;
    private static final double FULL_LOAD_RISE = 42;
    /** A job ends, and another or none begins, once in some two minutes. */
    private static final double JOB_CHANGE = 1 / 120.0;

    private static final double IDLE_SHARE = 0.3;

    /** A card with a random job that has run for a while. */
    static SimulatedGpu random(SimulatedCard card, int index, int lanes, SplittableRandom random) {
        double job = randomJob(random);
        return new SimulatedGpu(card, index, lanes, job, job, memoryOf(job), ROOM_CELSIUS + job * FULL_LOAD_RISE);
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
        return new SimulatedGpu(card, index, lanes, nextJob, nextLoad, nextMemory, celsius + 0.08 * (goal - celsius));
    }

    /** As a sample shows it. */
    Gpu toGpu() {
        return new Gpu(index, card.model, new PcieLink(card.pcieGeneration, lanes), reading());
    }

    private GpuReading reading() {
        boolean busy = load > 0.02;
        return new GpuReading(
                round(100 * load),
                round(card.memoryMiB * memory),
                card.memoryMiB,
                round(celsius),
                round(card.idleWatts + load * (card.powerLimitWatts - card.idleWatts)),
                card.powerLimitWatts,
                card.ownFan ? (Integer) round(Math.clamp(2 * (celsius - 30), 0, 100)) : null,
                busy ? round(card.smMhz * (1 - 0.1 * load)) : 210,
                busy ? card.memoryMhz : 405);
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

    private static int round(double value) {
        return (int) Math.round(value);
    }
}
