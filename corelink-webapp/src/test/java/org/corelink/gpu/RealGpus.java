package org.corelink.gpu;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.corelink.gpu.ChosenGpuSource.Candidate;
import org.corelink.gpu.ChosenGpuSource.Opening;
import org.corelink.gpu.nvml.NvmlGpuSource;
import org.corelink.gpu.smi.NvidiaSmiGpuSource;
import org.corelink.gpu.smi.NvidiaSmiProcess;
import org.jspecify.annotations.Nullable;

/**
 * Holds what NVML tells of the cards in this machine against what nvidia-smi tells of them. Prints both, and ends with 1
 * if something differs that does not change by itself. For a machine with an NVIDIA driver, so no test of the suite.
 */
final class RealGpus {
    /** How far two looks at a card, some hundred milliseconds apart, may differ. What is not named may not. */
    private static final Map<GpuQuantity, Integer> DRIFT = Map.ofEntries(
            Map.entry(GpuQuantity.UTILIZATION, 100),
            Map.entry(GpuQuantity.MEMORY_UTILIZATION, 100),
            Map.entry(GpuQuantity.MEMORY_USED, 64),
            Map.entry(GpuQuantity.TEMPERATURE, 5),
            Map.entry(GpuQuantity.POWER, 300),
            Map.entry(GpuQuantity.SM_CLOCK, 2_000),
            Map.entry(GpuQuantity.MEMORY_CLOCK, 3_000),
            Map.entry(GpuQuantity.PERFORMANCE_STATE, 15),
            Map.entry(GpuQuantity.PCIE_SENT, 100_000_000),
            Map.entry(GpuQuantity.PCIE_RECEIVED, 100_000_000),
            Map.entry(GpuQuantity.ENCODER, 100),
            Map.entry(GpuQuantity.DECODER, 100));

    /** Of newer cards nvidia-smi tells only how far it is to them, and not from the temperature that it shows. */
    private static final Set<GpuQuantity> RELATIVE_IN_THE_LOG =
            EnumSet.of(GpuQuantity.SLOWDOWN_TEMPERATURE, GpuQuantity.SHUTDOWN_TEMPERATURE);

    private RealGpus() {}

    /** Compares. */
    public static void main(String[] args) {
        GpuSurroundings surroundings = GpuSurroundings.ofThisMachine();
        Candidate candidate = NvmlGpuSource.ofThisMachine(surroundings);
        if (!(candidate.open().get() instanceof Opening.Ready(GpuSource nvml, String how))) {
            System.err.println("NVML cannot be loaded. This needs a machine with an NVIDIA driver.");
            System.exit(1);
            return;
        }
        NvidiaSmiProcess program = new NvidiaSmiProcess(Path.of("nvidia-smi"), Duration.ofSeconds(30));
        GpuSample fromNvml = nvml.sample();
        GpuSample fromProgram = new NvidiaSmiGpuSource(program, surroundings).sample();
        System.out.println(how + "; it tells of trouble: " + fromNvml.problem());
        fromNvml.gpus().forEach(System.out::println);
        System.out.println("nvidia-smi tells of trouble: " + fromProgram.problem());
        fromProgram.gpus().forEach(System.out::println);
        List<String> differences = differences(fromNvml, fromProgram);
        System.out.println(differences.isEmpty() ? "NVML and nvidia-smi agree" : String.join("\n", differences));
        System.exit(differences.isEmpty() && !fromNvml.gpus().isEmpty() ? 0 : 1);
    }

    private static List<String> differences(GpuSample left, GpuSample right) {
        List<String> found = new ArrayList<>();
        compare(found, "number of cards", left.gpus().size(), right.gpus().size());
        compare(found, "trouble", left.problem(), right.problem());
        for (int i = 0; i < Math.min(left.gpus().size(), right.gpus().size()); i++) {
            compare(found, "GPU " + i, left.gpus().get(i), right.gpus().get(i));
        }
        return found;
    }

    private static void compare(List<String> found, String name, Gpu left, Gpu right) {
        compare(
                found,
                name + " identity",
                left.inventory().identity(),
                right.inventory().identity());
        compare(found, name + " model", left.model(), right.model());
        compare(
                found,
                name + " memory",
                left.inventory().memoryMiB(),
                right.inventory().memoryMiB());
        compare(
                found,
                name + " power limits",
                left.inventory().powerLimits(),
                right.inventory().powerLimits());
        compare(
                found,
                name + " PCIe",
                left.inventory().pcie(),
                right.inventory().pcie());
        compare(found, name + " MIG", left.inventory().mig(), right.inventory().mig());
        compare(
                found,
                name + " compute mode",
                left.inventory().computeMode(),
                right.inventory().computeMode());
        compare(found, name + " condition", left.condition(), right.condition());
        compare(found, name + " processes", pids(left), pids(right));
        Stream.of(GpuQuantity.values())
                .filter(quantity -> quantity != GpuQuantity.XID)
                .filter(quantity -> !isClose(
                        quantity,
                        left.reading().value(quantity),
                        right.reading().value(quantity)))
                .forEach(quantity -> compare(
                        found,
                        name + " " + quantity,
                        left.reading().value(quantity),
                        right.reading().value(quantity)));
    }

    private static Object pids(Gpu gpu) {
        List<GpuProcess> processes = gpu.reading().processes();
        return processes == null
                ? "unknown"
                : processes.stream().map(GpuProcess::pid).sorted().toList();
    }

    private static boolean isClose(GpuQuantity quantity, @Nullable Integer left, @Nullable Integer right) {
        if (right == null && RELATIVE_IN_THE_LOG.contains(quantity)) {
            return true;
        }
        return (left != null && right != null)
                ? Math.abs(left - right) <= DRIFT.getOrDefault(quantity, 0)
                : Objects.equals(left, right);
    }

    private static void compare(List<String> found, String name, @Nullable Object left, @Nullable Object right) {
        if (!Objects.equals(left, right)) {
            found.add(name + ": NVML " + left + ", nvidia-smi " + right);
        }
    }
}
