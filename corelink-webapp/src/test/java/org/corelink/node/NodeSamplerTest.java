package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.corelink.gpu.FixedGpus;
import org.corelink.gpu.GpuSource;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.smi.FakeNvidiaSmi;
import org.corelink.gpu.smi.NvidiaSmiGpuSource;
import org.corelink.gpu.smi.NvidiaSmiProcess;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real threads and, where said, real processes. */
@Timeout(60)
class NodeSamplerTest {
    private static final SamplerTiming QUICK =
            new SamplerTiming(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(500));
    private static final Duration SOON = Duration.ofSeconds(20);

    private final BlockingQueue<NodeState> told = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    @Test
    void aChangeOfTheMachineIsTold() throws Exception {
        FixedGpus gpus = FixedGpus.idle(2);
        try (NodeSampler sampler = sampler(gpus)) {
            sampler.start();
            awaitState(state -> state.gpus().size() == 2);
            gpus.set(FixedGpus.idle(3).sample());
            awaitState(state -> state.gpus().size() == 3);
        }
    }

    @Test
    void aHungDriverDelaysNoStateAndIsKilledOnClose() throws Exception {
        FakeNvidiaSmi nvidiaSmi = FakeNvidiaSmi.in(folder);
        NodeSampler sampler = sampler(source(nvidiaSmi));
        sampler.start();
        awaitState(state -> state.gpus().size() == 2);
        nvidiaSmi.set("mode", "hang");
        while (!nvidiaSmi.hangs()) {
            // States keep coming meanwhile.
            assertThat(told.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        }
        int calls = nvidiaSmi.calls().size();
        told.clear();
        for (int i = 0; i < 3; i++) {
            assertThat(told.poll(SOON.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(nvidiaSmi.calls())
                .as("no second child beside the one that hangs")
                .hasSize(calls);
        ProcessHandle child = nvidiaSmi.newestProcess();
        assertClosesWithinASecond(sampler);
        if (child != null) {
            assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    @Test
    void aSourceThatIgnoresEverythingDoesNotHoldUpClosing() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Thread> stuck = new CompletableFuture<>();
        NodeSampler sampler = sampler(() -> {
            stuck.complete(Thread.currentThread());
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
            return FixedGpus.none("too late").sample();
        });
        try {
            sampler.start();
            awaitState(state -> state.linkMbit() == 1_000);
            assertClosesWithinASecond(sampler);
        } finally {
            end.countDown();
        }
        assertThat(stuck.get(10, TimeUnit.SECONDS).join(SOON)).isTrue();
    }

    @Test
    void closingEndsEveryThreadAndMayBeRepeated() throws Exception {
        NodeSampler sampler = sampler(FixedGpus.idle(1));
        sampler.start();
        awaitState(state -> state.gpus().size() == 1);
        List<Thread> running = threads("corelink-sampler", "corelink-gpu", "corelink-link");
        assertThat(running).hasSize(3);
        sampler.close();
        for (Thread thread : running) {
            // An executor has ended a moment before its thread has.
            assertThat(thread.join(Duration.ofSeconds(1))).isTrue();
        }
        sampler.close();
    }

    @Test
    void aSamplerThatWasNeverStartedCloses() {
        NodeSampler sampler = sampler(FixedGpus.idle(1));
        assertClosesWithinASecond(sampler);
    }

    @Test
    void aListenerThatThrowsIsCalledAgain() throws Exception {
        NodeSampler sampler = new NodeSampler("0.02.0", QUICK, sources(FixedGpus.idle(1)), state -> {
            told.add(state);
            throw new IllegalStateException("planted");
        });
        try (sampler) {
            sampler.start();
            awaitState(_ -> true);
            awaitState(_ -> true);
        }
    }

    @Test
    void timesOutOfBoundsAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new SamplerTiming(Duration.ofMillis(99), second, second))
                .hasMessageContaining("interval");
        assertThatThrownBy(() -> new SamplerTiming(second.plusMillis(1), second, second))
                .hasMessageContaining("idle interval");
        assertThatThrownBy(() -> new SamplerTiming(second, second, second.minusMillis(1)))
                .hasMessageContaining("refresh");
    }

    private NodeSampler sampler(GpuSource gpus) {
        return new NodeSampler("0.02.0", QUICK, sources(gpus), told::add);
    }

    private static NodeSources sources(GpuSource gpus) {
        return new NodeSources(
                gpus,
                () -> List.of(new NetworkLink("eth0", 1_000, 0, Duplex.FULL)),
                Optional::empty,
                () -> SystemReading.UNKNOWN,
                () -> ProcessCost.UNKNOWN,
                () -> DiskReading.UNKNOWN,
                () -> Traffic.NONE,
                () -> true);
    }

    private GpuSource source(FakeNvidiaSmi nvidiaSmi) throws IOException {
        return new NvidiaSmiGpuSource(
                new NvidiaSmiProcess(nvidiaSmi.executable(), Duration.ofSeconds(30)),
                GpuSurroundings.unknown());
    }

    private void awaitState(Predicate<NodeState> expected) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        NodeState state = told.poll(SOON.toNanos(), TimeUnit.NANOSECONDS);
        while (state != null && !expected.test(state)) {
            state = told.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        assertThat(state).as("a state as expected").isNotNull();
    }

    private static List<Thread> threads(String... names) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> List.of(names).contains(thread.getName()))
                .toList();
    }

    private static void assertClosesWithinASecond(NodeSampler sampler) {
        long start = System.nanoTime();
        sampler.close();
        // Half a second of grace for a busy test machine.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
    }
}
