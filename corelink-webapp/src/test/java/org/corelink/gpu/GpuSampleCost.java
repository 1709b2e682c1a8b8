package org.corelink.gpu;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.corelink.gpu.ChosenGpuSource.Opening;
import org.corelink.gpu.nvml.FakeNvml;
import org.corelink.gpu.nvml.NvmlGpuSource;
import org.corelink.gpu.smi.FakeNvidiaSmi;
import org.corelink.gpu.smi.NvidiaSmiGpuSource;
import org.corelink.gpu.smi.NvidiaSmiProcess;

/**
 * Measures what one sample costs, through NVML and through nvidia-smi, for 1, 8 and 16 GPUs. Behind both stand the fakes:
 * what the driver itself takes is not in it. With the argument {@code real} it measures the cards of this machine instead.
 */
final class GpuSampleCost {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BYTES_PER_KB = 1e3;

    private GpuSampleCost() {}

    /** Prints the table. */
    public static void main(String[] args) throws IOException {
        System.out.println("source      GPUs  wall ms  CPU ms of CoreLink  kB allocated on its thread");
        if (List.of(args).contains("real")) {
            measureThisMachine();
        } else {
            measureFakes();
        }
    }

    private static void measureThisMachine() {
        GpuSurroundings surroundings = GpuSurroundings.ofThisMachine();
        if (NvmlGpuSource.ofThisMachine(surroundings).open().get() instanceof Opening.Ready(GpuSource nvml, String _)) {
            measure("NVML", nvml.sample().gpus().size(), nvml, 200);
        }
        NvidiaSmiProcess program = new NvidiaSmiProcess(Path.of("nvidia-smi"), Duration.ofSeconds(30));
        GpuSource nvidiaSmi = new NvidiaSmiGpuSource(program, surroundings);
        measure("nvidia-smi", nvidiaSmi.sample().gpus().size(), nvidiaSmi, 20);
    }

    private static void measureFakes() throws IOException {
        Path folder = Files.createTempDirectory("gpu-sample-cost");
        for (int gpus : List.of(1, 8, 16)) {
            FakeMachine machine = FakeMachine.dataCentre(gpus);
            FakeNvml nvml = FakeNvml.in(folder.resolve("nvml" + gpus)).show(machine);
            measure("NVML", gpus, nvml.open(GpuSurroundings.ofThisMachine()), 3_000);
            FakeNvidiaSmi nvidiaSmi = FakeNvidiaSmi.in(folder.resolve("smi" + gpus));
            nvidiaSmi.print(machine.toLog());
            NvidiaSmiProcess process = new NvidiaSmiProcess(nvidiaSmi.executable(), Duration.ofSeconds(30));
            measure("nvidia-smi", gpus, new NvidiaSmiGpuSource(process, GpuSurroundings.ofThisMachine()), 100);
        }
    }

    private static void measure(String name, int gpus, GpuSource source, int samples) {
        sample(source, gpus, samples);
        long wall = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        sample(source, gpus, samples);
        System.out.printf(
                Locale.ROOT,
                "%-10s %5d %8.3f %20.3f %27.1f%n",
                name,
                gpus,
                (System.nanoTime() - wall) / NANOS_PER_MILLI / samples,
                (PROCESS.getProcessCpuTime() - cpu) / NANOS_PER_MILLI / samples,
                (THREADS.getCurrentThreadAllocatedBytes() - allocated) / BYTES_PER_KB / samples);
    }

    private static void sample(GpuSource source, int gpus, int samples) {
        for (int i = 0; i < samples; i++) {
            int found = source.sample().gpus().size();
            if (found != gpus) {
                throw new IllegalStateException(found + " GPUs instead of " + gpus);
            }
        }
    }
}
