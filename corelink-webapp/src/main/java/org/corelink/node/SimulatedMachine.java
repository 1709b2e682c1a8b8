package org.corelink.node;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
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
                        .mapToObj(i -> SimulatedGpu.random(card, i, narrow && i == SLOW_SLOT ? 4 : 16, random))
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
        SplittableRandom fixed = random(seed, number, -1);
        return new NodeState(
                version,
                true,
                listed(),
                problem(),
                trouble(number) == Trouble.SLOW_LINK ? 1_000 : linkMax,
                linkMax,
                fixed.nextDouble(-0.004, 0.004),
                corelinkKbps,
                fixed.nextLong(DAY, 200 * DAY) + seconds);
    }

    private List<Gpu> listed() {
        Stream<Gpu> all = gpus.stream().map(SimulatedGpu::toGpu);
        return switch (trouble(number)) {
            case NO_DRIVER -> List.of();
            case LOST_GPU ->
                all.map(gpu -> gpu.index() == LOST_GPU ? lost(gpu) : gpu).toList();
            case NONE, HOT, SLOW_LINK -> all.toList();
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

    private static Gpu lost(Gpu gpu) {
        return new Gpu(gpu.index(), gpu.model(), PcieLink.UNKNOWN, GpuReading.UNKNOWN);
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
