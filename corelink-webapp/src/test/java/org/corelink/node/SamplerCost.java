package org.corelink.node;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.corelink.gpu.FakeMachine;
import org.corelink.gpu.GpuSource;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.nvml.FakeNvml;
import org.corelink.gpu.smi.FakeNvidiaSmi;
import org.corelink.gpu.smi.NvidiaSmiGpuSource;
import org.corelink.gpu.smi.NvidiaSmiProcess;
import org.corelink.node.clock.HostClock;
import org.corelink.node.link.KernelLinkSource;
import org.corelink.node.system.DataDisk;
import org.corelink.node.system.OwnProcess;
import org.corelink.node.system.ProcSystem;

/**
 * Measures what the sampler costs all the time, with everything that it reads, on a machine of eight GPUs: idle, and
 * while somebody watches. The GPUs are the fakes'; all else is this machine's. Takes ten minutes.
 */
final class SamplerCost {
    private static final int GPUS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_PERCENT = 1e7;
    private static final double BYTES_PER_KB = 1e3;

    private final Path folder = Files.createTempDirectory("sampler-cost");
    private final LongAdder states = new LongAdder();

    private SamplerCost() throws IOException {}

    /** Prints the table. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println("source      watched  CPU ms/s  percent of a core  kB/s allocated  states told/s");
        SamplerCost cost = new SamplerCost();
        FakeMachine machine = FakeMachine.dataCentre(GPUS);
        GpuSource nvml = FakeNvml.in(cost.folder.resolve("nvml")).show(machine).open(GpuSurroundings.ofThisMachine());
        FakeNvidiaSmi nvidiaSmi = FakeNvidiaSmi.in(cost.folder.resolve("smi"));
        nvidiaSmi.print(machine.toLog());
        GpuSource smi = new NvidiaSmiGpuSource(
                new NvidiaSmiProcess(nvidiaSmi.executable(), Duration.ofSeconds(30)), GpuSurroundings.ofThisMachine());
        cost.measure("NVML", nvml, false);
        cost.measure("NVML", nvml, true);
        cost.measure("nvidia-smi", smi, false);
        cost.measure("nvidia-smi", smi, true);
    }

    private void measure(String name, GpuSource gpus, boolean watched) throws InterruptedException {
        NodeSources sources = new NodeSources(
                gpus,
                KernelLinkSource.ofThisMachine(List::of),
                HostClock.of(Optional.empty()),
                ProcSystem.ofThisMachine(),
                OwnProcess.ofThisProcess(),
                new DataDisk(folder),
                () -> Traffic.NONE,
                () -> watched);
        try (NodeSampler sampler = new NodeSampler("0", SamplerTiming.DEFAULT, sources, _ -> states.increment())) {
            sampler.start();
            TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
            long cpu = PROCESS.getProcessCpuTime();
            long allocated = THREADS.getTotalThreadAllocatedBytes();
            states.reset();
            TimeUnit.NANOSECONDS.sleep(MEASURED.toNanos());
            double nanosPerSecond = (double) (PROCESS.getProcessCpuTime() - cpu) / MEASURED.toSeconds();
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %8s %9.2f %18.2f %15.0f %14.2f%n",
                    name,
                    watched ? "yes" : "no",
                    nanosPerSecond / NANOS_PER_MILLI,
                    nanosPerSecond / NANOS_PER_PERCENT,
                    (THREADS.getTotalThreadAllocatedBytes() - allocated) / BYTES_PER_KB / MEASURED.toSeconds(),
                    states.doubleValue() / MEASURED.toSeconds());
        }
    }
}
