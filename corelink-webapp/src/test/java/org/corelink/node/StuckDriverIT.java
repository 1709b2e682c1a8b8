package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.corelink.gpu.FakeMachine;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.smi.FakeNvidiaSmi;
import org.corelink.gpu.smi.NvidiaSmiGpuSource;
import org.corelink.gpu.smi.NvidiaSmiProcess;
import org.corelink.node.link.KernelLinkSource;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.OwnProcess;
import org.corelink.node.system.ProcSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sampler in real time beside a driver that keeps its reader in the kernel: a child that survives SIGKILL. */
@Timeout(120)
class StuckDriverIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final BlockingQueue<NodeState> told = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    @Test
    void oneChildIsStuckItsValuesAgeAndAllElseGoesOnUntilItIsBack() throws Exception {
        FakeNvidiaSmi nvidiaSmi = FakeNvidiaSmi.in(folder).withUnkillable();
        nvidiaSmi.print(FakeMachine.dataCentre(2).toLog());
        try (NodeSampler sampler =
                new NodeSampler("0.02.0", SamplerTiming.DEFAULT, sources(nvidiaSmi), told::add)) {
            sampler.start();
            await(StuckDriverIT::isLive);
            nvidiaSmi.set("mode", "unkillable 25");
            NodeState aged = await(state -> state.gpus().size() == 2 && !isLive(state));
            assertThat(aged.gpus()).extracting(gpu -> gpu.model()).containsOnly("H100 80GB HBM3");
            assertThat(aged.gpuProblem()).isEqualTo("an earlier nvidia-smi hangs and cannot be ended");
            int calls = nvidiaSmi.calls().size();
            long uptime = Objects.requireNonNull(aged.uptimeSeconds());
            NodeState later = await(state -> Objects.requireNonNull(state.uptimeSeconds()) >= uptime + 5);
            assertThat(later.machine().process().cpuPercent()).isNotNull();
            assertThat(nvidiaSmi.calls()).as("children beside the stuck one").hasSize(calls);
            assertThat(threads("corelink-nvidia-smi")).isEqualTo(1);
            assertThat(Objects.requireNonNull(nvidiaSmi.newestProcess()).isAlive()).isTrue();
            nvidiaSmi.set("mode", "ok");
            assertThat(await(StuckDriverIT::isLive).gpuProblem()).isNull();
        }
    }

    private static boolean isLive(NodeState state) {
        return state.gpus().size() == 2
                && state.gpus().stream().noneMatch(gpu -> gpu.reading().equals(GpuReading.UNKNOWN));
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(name))
                .count();
    }

    private static NodeSources sources(FakeNvidiaSmi nvidiaSmi) {
        return new NodeSources(
                new NvidiaSmiGpuSource(
                        new NvidiaSmiProcess(nvidiaSmi.executable(), Duration.ofSeconds(2)),
                        GpuSurroundings.unknown()),
                KernelLinkSource.ofThisMachine(List::of),
                Optional::empty,
                ProcSystem.ofThisMachine(),
                OwnProcess.ofThisProcess(),
                () -> DiskReading.UNKNOWN,
                () -> Traffic.NONE,
                () -> true);
    }

    private NodeState await(Predicate<NodeState> expected) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        NodeState state = told.poll(SOON.toNanos(), TimeUnit.NANOSECONDS);
        while (state != null && !expected.test(state)) {
            state = told.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return Objects.requireNonNull(state, "no state as expected within " + SOON);
    }
}
