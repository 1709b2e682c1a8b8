package org.corelink.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.corelink.gpu.FixedGpus;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.GpuSource;
import org.corelink.gpu.PcieLink;
import org.corelink.node.clock.ClockReading;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;
import org.jspecify.annotations.Nullable;
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
    private int composed;
    private NetworkLink link = new NetworkLink("eth0", 1_000, 10_000, Duplex.FULL);
    private boolean watched = true;
    private Executor linkExecutor = Runnable::run;
    private @Nullable ClockReading clock;
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
    void whileSomebodyWatchesHeIsToldEachSecondHowOldTheReadingsAre() {
        NodeWatch watch = watch(gpus, Runnable::run);
        runFor(watch, 0, 10);
        assertThat(told).hasSizeBetween(10, 11);
    }

    @Test
    void whatDoesNotChangeIsToldOnlyAtTheRefresh() {
        watched = false;
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
            link = new NetworkLink("eth0", second, 10_000, Duplex.FULL);
            watch.doWork(seconds(second));
            assertThat(told.getLast().linkMbit()).isEqualTo(second);
        }
        assertThat(gpuExecutor.held).as("asked once, not once a second").hasSize(1);
        assertThat(told.getLast().gpuProblem()).isEqualTo("no answer from the GPU driver for 30 s");
        assertThat(told.getLast().gpus()).extracting(Gpu::reading).containsOnly(GpuReading.UNKNOWN);
    }

    @Test
    void linksOfADriverThatHangsAreUnknownAfterAWhile() {
        HeldExecutor held = new HeldExecutor();
        linkExecutor = held;
        NodeWatch watch = watch(gpus, Runnable::run);
        watch.doWork(0);
        held.release();
        for (int second = 1; second <= 15; second++) {
            watch.doWork(seconds(second));
            assertThat(told.getLast().linkMbit()).isEqualTo(1_000);
            assertThat(told.getLast().machine().links()).containsExactly(link);
        }
        watch.doWork(seconds(16));
        assertThat(told.getLast().linkMbit()).isZero();
        assertThat(told.getLast().linkMaxMbit()).isZero();
        assertThat(told.getLast().machine().links()).isEmpty();
        assertThat(told.getLast().gpus()).extracting(Gpu::reading).doesNotContain(GpuReading.UNKNOWN);
    }

    @Test
    void eachValueTellsItsAge() {
        NodeWatch watch = watch(gpus, gpuExecutor);
        watch.doWork(0);
        assertThat(ages().of(NodeSource.GPUS)).as("not read yet").isNull();
        gpuExecutor.release();
        for (int second = 1; second <= 30; second++) {
            watch.doWork(seconds(second));
        }
        assertThat(ages().of(NodeSource.GPUS)).as("it hangs since").isEqualTo(30_000);
        assertThat(ages().of(NodeSource.LINKS)).isZero();
        assertThat(ages().of(NodeSource.CLOCK)).isEqualTo(30_000);
    }

    private ReadingAges ages() {
        return told.getLast().machine().ages();
    }

    @Test
    void clockIsAskedOnceAMinuteAndForgottenAfterThree() {
        clock = new ClockReading(0.25, "chrony");
        NodeWatch watch = watch(gpus, Runnable::run);
        watch.doWork(0);
        watch.doWork(seconds(5));
        assertThat(told.getLast().clockDriftSeconds()).isEqualTo(0.25);
        assertThat(told.getLast().machine().clockSource()).isEqualTo("chrony");
        clock = null;
        watch.doWork(seconds(59));
        assertThat(told.getLast().clockDriftSeconds()).isEqualTo(0.25);
        watch.doWork(seconds(65));
        assertThat(told.getLast().clockDriftSeconds()).isNull();
        assertThat(told.getLast().machine().clockSource()).isEqualTo("no time service answers");
    }

    @Test
    void nobodyWatchingAndNothingChangingMakesSamplesRare() {
        Counting counting = new Counting();
        watched = false;
        NodeWatch watch = watch(counting, Runnable::run);
        runFor(watch, 0, 10);
        assertThat(counting.samples).as("the start is a change").isEqualTo(10);
        counting.samples = 0;
        runFor(watch, 10, 60);
        assertThat(counting.samples).isBetween(9, 11);
    }

    @Test
    void aWatcherIsServedWithinASecond() {
        Counting counting = new Counting();
        watched = false;
        NodeWatch watch = watch(counting, Runnable::run);
        runFor(watch, 0, 32);
        watched = true;
        counting.samples = 0;
        assertThat(watch.doWork(seconds(32)) - seconds(32)).isPositive().isLessThanOrEqualTo(seconds(1));
        runFor(watch, 33, 43);
        assertThat(counting.samples).isBetween(10, 11);
    }

    @Test
    void workThatBeginsMakesSamplesQuickForAWhileAndNoiseDoesNot() {
        Counting counting = new Counting();
        watched = false;
        NodeWatch watch = watch(counting, Runnable::run);
        runFor(watch, 0, 20);
        counting.utilization = 4;
        counting.watts = 26;
        counting.samples = 0;
        runFor(watch, 20, 40);
        assertThat(counting.samples).as("flicker").isEqualTo(4);
        counting.utilization = 97;
        counting.samples = 0;
        runFor(watch, 40, 60);
        assertThat(counting.samples)
                .as("one to see it, ten quick ones, and slow again")
                .isBetween(11, 14);
    }

    @Test
    void whileNobodyLooksAStateIsComposedOnlyAfterAReading() {
        watched = false;
        NodeWatch watch = watch(gpus, Runnable::run);
        runFor(watch, 0, 30);
        composed = 0;
        runFor(watch, 30, 60);
        assertThat(composed).isBetween(6, 12);
    }

    @Test
    void aDriverThatHangsIsNoticedAsSoonWhileNobodyLooks() {
        watched = false;
        NodeWatch watch = watch(gpus, gpuExecutor);
        watch.doWork(0);
        gpuExecutor.release();
        runFor(watch, 1, 12);
        assertThat(told.getLast().gpuProblem()).isEqualTo("no answer from the GPU driver for 10 s");
    }

    /** Two GPUs whose readings a test sets. */
    private static final class Counting implements GpuSource {
        private int samples;
        private int utilization;
        private int watts = 25;

        @Override
        public GpuSample sample() {
            samples++;
            GpuReading reading = new GpuReading(utilization, 500, 24_564, 40, watts, 450, null, 210, 405);
            return new GpuSample(List.of(new Gpu(0, "T4", new PcieLink(3, 16), reading)), null);
        }
    }

    /** Cycles whenever it is due, as the sampler does. */
    private static void runFor(NodeWatch watch, long fromSecond, long toSecond) {
        long now = seconds(fromSecond);
        while (now < seconds(toSecond)) {
            long due = watch.doWork(now);
            assertThat(due).as("time goes on").isGreaterThan(now);
            now = due;
        }
    }

    @Test
    void everySourceIsAskedWhenSomebodyWantsThatButNotTwiceInASecond() {
        Counting counting = new Counting();
        watched = false;
        NodeWatch watch = watch(counting, Runnable::run);
        runFor(watch, 0, 60);
        counting.samples = 0;
        watch.askAll();
        watch.doWork(millis(60_000));
        watch.askAll();
        watch.doWork(millis(60_900));
        assertThat(counting.samples).isEqualTo(1);
        watch.askAll();
        watch.doWork(millis(61_000));
        assertThat(counting.samples).isEqualTo(2);
        watch.doWork(millis(62_500));
        assertThat(counting.samples).as("once each time").isEqualTo(2);
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
        watched = false;
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
                new NodeSources(
                        source,
                        () -> List.of(link),
                        () -> Optional.ofNullable(clock),
                        () -> new SystemReading(null, null, null, uptime, null, null),
                        () -> ProcessCost.UNKNOWN,
                        () -> DiskReading.UNKNOWN,
                        () -> {
                            composed++;
                            return new Traffic(kbps, 0, 0, 0);
                        },
                        () -> watched),
                new NodeWatch.Readers(
                        name -> switch (name) {
                            case "gpu" -> executor;
                            case "link" -> linkExecutor;
                            default -> Runnable::run;
                        },
                        () -> wakes++),
                listener);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
