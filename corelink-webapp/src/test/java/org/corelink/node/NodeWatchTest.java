package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.corelink.gpu.FixedGpus;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSource;
import org.junit.jupiter.api.Test;

/** Virtual time: the test is the clock and the executors. */
class NodeWatchTest {
    /** Executes when the test says so; until then the source hangs. */
    private static final class HeldExecutor implements Executor {
        private final Queue<Runnable> held = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            held.add(task);
        }

        void release() {
            held.remove().run();
        }
    }

    private final FixedGpus gpus = FixedGpus.idle(2);
    private final HeldExecutor gpuExecutor = new HeldExecutor();
    private final List<NodeState> told = new ArrayList<>();
    private int wakes;
    private LinkSpeed link = new LinkSpeed(1_000, 10_000);
    private double kbps;
    private long uptime = 100;

    @Test
    void theFirstStateIsToldBeforeAnySourceHasAnswered() {
        watch(gpus, gpuExecutor).doWork(0);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().gpuProblem()).isEqualTo("the GPUs have not been read yet");
        assertThat(told.getFirst().version()).isEqualTo("0.02.0");
    }

    @Test
    void aReadingIsToldAsSoonAsItIsThere() {
        NodeWatch watch = watch(gpus, gpuExecutor);
        watch.doWork(0);
        gpuExecutor.release();
        watch.doWork(millis(40));
        assertThat(told.getLast().gpus()).hasSize(2);
        assertThat(wakes).isPositive();
    }

    @Test
    void whatDoesNotChangeIsToldOnlyAtTheRefresh() {
        NodeWatch watch = watch(gpus, Runnable::run);
        watch.doWork(0);
        for (int second = 1; second < 5; second++) {
            kbps++;
            uptime++;
            watch.doWork(seconds(second));
        }
        assertThat(told).hasSize(1);
        watch.doWork(millis(5_000));
        assertThat(told).hasSize(2);
        assertThat(told.getLast().uptimeSeconds()).isEqualTo(104);
        assertThat(told.getLast().corelinkKbps()).isEqualTo(4);
    }

    @Test
    void aChangeIsToldAtTheNextSample() {
        NodeWatch watch = watch(gpus, Runnable::run);
        watch.doWork(0);
        gpus.set(List.of(FixedGpus.card(0)));
        watch.doWork(millis(999));
        assertThat(told).hasSize(1);
        watch.doWork(millis(1_000));
        assertThat(told.getLast().gpus()).hasSize(1);
    }

    @Test
    void aHangingGpuSourceDelaysNeitherLinkNorTelling() {
        NodeWatch watch = watch(gpus, gpuExecutor);
        watch.doWork(0);
        gpuExecutor.release();
        for (int second = 1; second <= 30; second++) {
            link = new LinkSpeed(second, 10_000);
            watch.doWork(seconds(second));
            assertThat(told.getLast().linkMbit()).isEqualTo(second);
        }
        assertThat(gpuExecutor.held).as("asked once, not once a second").hasSize(1);
        assertThat(told.getLast().gpuProblem()).isEqualTo("no answer from the GPU driver for 30 s");
        assertThat(told.getLast().gpus()).extracting(Gpu::reading).containsOnly(GpuReading.UNKNOWN);
    }

    @Test
    void aSourceThatComesBackIsAskedAndToldAgain() {
        NodeWatch watch = watch(gpus, gpuExecutor);
        watch.doWork(0);
        watch.doWork(millis(60_000));
        gpuExecutor.release();
        watch.doWork(millis(61_000));
        gpuExecutor.release();
        watch.doWork(millis(61_100));
        assertThat(told.getLast().gpuProblem()).isNull();
        assertThat(told.getLast().gpus()).hasSize(2);
    }

    @Test
    void aReadingCarriesTheTimeAtWhichItBegan() {
        NodeWatch watch = watch(gpus, gpuExecutor);
        watch.doWork(0);
        for (int second = 1; second <= 11; second++) {
            watch.doWork(seconds(second));
        }
        gpuExecutor.release();
        watch.doWork(millis(11_500));
        assertThat(told.getLast().gpus()).extracting(Gpu::reading).containsOnly(GpuReading.UNKNOWN);
    }

    @Test
    void aSourceThatThrowsIsAFaultThatAgesAndIsAskedAgain() {
        int[] calls = {0};
        NodeWatch watch = watch(
                () -> {
                    calls[0]++;
                    throw new IllegalStateException("planted");
                },
                Runnable::run);
        watch.doWork(0);
        watch.doWork(millis(11_000));
        assertThat(calls[0]).isEqualTo(2);
        assertThat(told.getLast().gpuProblem()).isEqualTo("no answer from the GPU driver for 10 s");
    }

    @Test
    void afterALongPauseThereIsOneSampleAndNoCatchingUp() {
        int[] calls = {0};
        NodeWatch watch = watch(
                () -> {
                    calls[0]++;
                    return gpus.sample();
                },
                Runnable::run);
        watch.doWork(0);
        long due = watch.doWork(millis(3_600_000));
        assertThat(due).isEqualTo(millis(3_601_000));
        watch.doWork(millis(3_600_001));
        assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void timeMayWrapAround() {
        NodeWatch watch = watch(gpus, Runnable::run);
        long nearTheEnd = Long.MAX_VALUE - millis(500);
        watch.doWork(nearTheEnd);
        gpus.set(List.of(FixedGpus.card(0)));
        watch.doWork(nearTheEnd + millis(1_000));
        assertThat(told.getLast().gpus()).hasSize(1);
    }

    @Test
    void aFailingListenerIsNotCalledAgainAtOnce() {
        int[] calls = {0};
        NodeWatch watch = watch(gpus, Runnable::run, _ -> {
            calls[0]++;
            throw new IllegalStateException("planted");
        });
        assertThatThrownBy(() -> watch.doWork(0)).hasMessage("planted");
        watch.doWork(millis(1));
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void whileClosingARefusedReadingIsNoFault() {
        NodeWatch watch = watch(gpus, _ -> {
            throw new RejectedExecutionException("closed");
        });
        watch.doWork(0);
        watch.doWork(millis(1_000));
        assertThat(told).hasSize(1);
    }

    private NodeWatch watch(GpuSource source, Executor executor) {
        return watch(source, executor, told::add);
    }

    private NodeWatch watch(GpuSource source, Executor executor, Consumer<NodeState> listener) {
        return new NodeWatch(
                "0.02.0",
                SamplerTiming.DEFAULT,
                new NodeSources(source, () -> link, () -> uptime, () -> kbps),
                new NodeWatch.Executors(executor, Runnable::run, () -> wakes++),
                listener);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
