package org.corelink.node;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.corelink.gpu.Gpu;
import org.jspecify.annotations.Nullable;

/**
 * A machine of eight GPUs that does not exist. Of each eight neighbours in number some are in trouble, so that a
 * demonstration shows every state. The same seed and number give the same machine and the same course.
 *
 * @param seed of the simulation
 * @param number of the machine, from 1
 * @param seconds simulated time since the start
 * @param gpus as they are; also those that the driver does not see
 */
public record SimulatedMachine(long seed, int number, long seconds, List<SimulatedGpu> gpus) {
    /** GPUs of each machine. */
    public static final int GPUS = 8;

    private static final List<SimulatedCard> CARDS = List.of(SimulatedCard.values());

    /** Degrees that a blocked air inlet adds at full load. */
    private static final double HOT = 22;

    private static final int LOST_GPU = 3;
    private static final int SLOW_SLOT = 5;
    private static final int[] LINKS_MBIT = {400_000, 10_000, 200_000, 100_000, 25_000};
    private static final long DAY = 86_400;

    /** What is wrong with a machine. */
    private enum Trouble {
        NONE,
        NO_DRIVER,
        HOT,
        LOST_GPU,
        SLOW_LINK
    }

    /** Takes an immutable copy of the list. */
    public SimulatedMachine {
        gpus = List.copyOf(gpus);
    }

    /** The machine at the start. */
    public static SimulatedMachine of(long seed, int number) {
        SplittableRandom random = random(seed, number, 0);
        SimulatedCard card = CARDS.get(Math.floorMod(number - 1, CARDS.size()));
        boolean narrow = trouble(number) == Trouble.SLOW_LINK;
        return new SimulatedMachine(
                seed,
                number,
                0,
                IntStream.range(0, GPUS)
                        .mapToObj(i -> SimulatedGpu.random(
                                card,
                                SimulatedInventory.of(card, number, i, narrow && i == SLOW_SLOT ? 4 : 16),
                                random))
                        .toList());
    }

    /** The machine a second later. */
    public SimulatedMachine next() {
        SplittableRandom random = random(seed, number, seconds + 1);
        double extraHeat = trouble(number) == Trouble.HOT ? HOT : 0;
        return new SimulatedMachine(
                seed,
                number,
                seconds + 1,
                gpus.stream().map(gpu -> gpu.next(random, extraHeat)).toList());
    }

    /**
     * What it says about itself.
     *
     * @param version CoreLink's version
     * @param corelinkKbps its own traffic, kbit/s
     */
    public NodeState state(String version, double corelinkKbps) {
        int linkMax = LINKS_MBIT[Math.floorMod(number, LINKS_MBIT.length)];
        int link = trouble(number) == Trouble.SLOW_LINK ? 1_000 : linkMax;
        SplittableRandom fixed = random(seed, number, -1);
        double drift = fixed.nextDouble(-0.004, 0.004);
        long uptime = fixed.nextLong(DAY, 200 * DAY) + seconds;
        SimulatedHost host = SimulatedHost.of(fixed);
        return new NodeState(
                version,
                true,
                listed(),
                problem(),
                link,
                linkMax,
                drift,
                corelinkKbps,
                uptime,
                host.reading(SimulatedHost.link(link, linkMax), load(), seconds, uptime, corelinkKbps, driverProblem()));
    }

    /** Mean of its GPUs. */
    private double load() {
        return gpus.stream().mapToDouble(SimulatedGpu::load).average().orElse(0);
    }

    private @Nullable String driverProblem() {
        return trouble(number) == Trouble.NO_DRIVER ? problem() : null;
    }

    private List<Gpu> listed() {
        Stream<SimulatedGpu> all = gpus.stream();
        return switch (trouble(number)) {
            case NO_DRIVER -> List.of();
            case LOST_GPU -> all.map(SimulatedMachine::withOneLost).toList();
            case NONE, HOT, SLOW_LINK -> all.map(SimulatedGpu::toGpu).toList();
        };
    }

    private @Nullable String problem() {
        return switch (trouble(number)) {
            case NO_DRIVER ->
                "nvidia-smi exited with 9: NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA"
                        + " driver.";
            case LOST_GPU -> "GPU " + LOST_GPU + ": GPU is lost";
            case NONE, HOT, SLOW_LINK -> null;
        };
    }

    private static Gpu withOneLost(SimulatedGpu gpu) {
        return gpu.inventory().index() == LOST_GPU ? gpu.toLostGpu() : gpu.toGpu();
    }

    private static Trouble trouble(int number) {
        return switch (number % 8) {
            case 2 -> Trouble.HOT;
            case 3 -> number % 16 == 3 ? Trouble.NO_DRIVER : Trouble.NONE;
            case 5 -> Trouble.LOST_GPU;
            case 6 -> Trouble.SLOW_LINK;
            default -> Trouble.NONE;
        };
    }

    /** Independent of all other machines and times, so that a machine's course does not depend on who is beside it. */
    private static SplittableRandom random(long seed, int number, long second) {
        return new SplittableRandom(seed ^ ((long) number << 40) ^ second);
    }
}
