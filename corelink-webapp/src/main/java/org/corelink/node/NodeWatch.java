package org.corelink.node;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.corelink.gpu.GpuSample;
import org.corelink.node.clock.ClockReading;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;
import org.jspecify.annotations.Nullable;

/**
 * The duty cycle of a {@link NodeSampler}, without its threads: ask the sources, compose the state, tell it if it has
 * changed. Called by one thread; time comes from the caller.
 */
final class NodeWatch {
    private final String version;
    private final SamplerTiming timing;
    private final NodeSources sources;
    private final Consumer<NodeState> listener;
    private final PolledSource<GpuSample> gpus;
    private final PolledSource<List<NetworkLink>> links;
    private final PolledSource<Optional<ClockReading>> clock;
    private final PolledSource<Host> host;
    private final PolledSource<DiskReading> disk;

    private volatile boolean askAll;

    private @Nullable GpuMemory memory;
    private @Nullable Liveliness liveliness;
    private @Nullable Timed<NodeState> told;

    /**
     * Where the sources are read.
     *
     * @param executors gives each source, by its short name, an executor of its own: {@code "gpu"}, {@code "link"}, ...
     * @param wake called after each reading, on the thread that ran it; leads to a {@link #doWork} soon
     */
    record Readers(Function<String, Executor> executors, Runnable wake) {}

    /** The machine and CoreLink's process, which are read together. */
    private record Host(SystemReading system, ProcessCost process) {
        private static final Host UNKNOWN = new Host(SystemReading.UNKNOWN, ProcessCost.UNKNOWN);
    }

    NodeWatch(
            String version, SamplerTiming timing, NodeSources sources, Readers readers, Consumer<NodeState> listener) {
        this.version = version;
        this.timing = timing;
        this.sources = sources;
        this.listener = listener;
        gpus = polled("gpu", "the GPUs", sources.gpus()::sample, readers);
        links = polled("link", "the network links", sources.links()::links, readers);
        clock = polled("clock", "the clock", sources.clock()::read, readers);
        host = polled(
                "system",
                "the machine",
                () -> new Host(sources.system().get(), sources.process().get()),
                readers);
        disk = polled("disk", "the disk", sources.disk(), readers);
    }

    private static <T> PolledSource<T> polled(String shortName, String name, Supplier<T> source, Readers readers) {
        return new PolledSource<>(name, source, readers.executors().apply(shortName), readers.wake());
    }

    /** The next cycle asks every source that was not asked within the last interval. Any thread. */
    void askAll() {
        askAll = true;
    }

    /** One cycle. Returns when the next is due at the latest, in the time base of {@code nowNanos}. */
    long doWork(long nowNanos) {
        if (memory == null) {
            memory = GpuMemory.from(nowNanos);
            liveliness = Liveliness.from(nowNanos);
        }
        boolean watched = sources.watched().getAsBoolean();
        boolean quick = watched || Objects.requireNonNull(liveliness).isWithin(SamplerTiming.LIVELY, nowNanos);
        long due = ask(nowNanos, quick ? timing.interval() : timing.idleInterval());
        if (areAllSettled() && !quick && !isOlder(timing.refresh(), nowNanos)) {
            // Nothing but the time has changed.
            return due;
        }
        Timed<GpuSample> newest = gpus.newest();
        if (newest != null && !newest.equals(memory.newest())) {
            memory = memory.after(newest);
        }
        NodeState state = compose(memory.at(nowNanos), nowNanos);
        liveliness = Objects.requireNonNull(liveliness).after(state, nowNanos);
        // Who watches sees how old the readings are, also of a machine on which nothing changes.
        tell(new Timed<>(state, nowNanos), watched ? timing.interval() : timing.refresh());
        return due;
    }

    /** Returns when there is something to ask again; at least once an interval it looks whether somebody watches. */
    private long ask(long nowNanos, Duration interval) {
        if (askAll) {
            askAll = false;
            for (PolledSource<?> source : List.of(gpus, links, host, clock, disk)) {
                source.expire(nowNanos, timing.interval());
            }
        }
        long soonest = timing.interval().toNanos();
        for (PolledSource<?> source : List.of(gpus, links, host)) {
            soonest = Math.min(soonest, source.poll(nowNanos, interval) - nowNanos);
        }
        for (PolledSource<?> source : List.of(clock, disk)) {
            soonest = Math.min(soonest, source.poll(nowNanos, SamplerTiming.SLOW_INTERVAL) - nowNanos);
        }
        return nowNanos + soonest;
    }

    /** Asks each of them: what one has read is seen then. */
    private boolean areAllSettled() {
        boolean settled = true;
        for (PolledSource<?> source : List.of(gpus, links, host, clock, disk)) {
            settled &= source.isSettled();
        }
        return settled;
    }

    /** Whether what was told is, or nothing was told yet. */
    private boolean isOlder(Duration age, long nowNanos) {
        return told == null || nowNanos - told.nanos() >= age.toNanos();
    }

    private NodeState compose(GpuSample sample, long nowNanos) {
        List<NetworkLink> lines = links.live(SamplerTiming.KEPT, nowNanos, List.of());
        NetworkLink line = NetworkLink.fastest(lines).orElse(NetworkLink.unknown(""));
        ClockReading drift =
                clock.live(SamplerTiming.SLOW_KEPT, nowNanos, Optional.empty()).orElse(ClockReading.NONE);
        Host about = host.live(SamplerTiming.KEPT, nowNanos, Host.UNKNOWN);
        Traffic traffic = sources.traffic().get();
        return new NodeState(
                version,
                false,
                sample.gpus(),
                sample.problem(),
                line.mbit(),
                line.maxMbit(),
                drift.driftSeconds(),
                traffic.kbps(),
                about.system().uptimeSeconds(),
                new MachineReading(
                        lines,
                        drift.source(),
                        about.system(),
                        disk.live(SamplerTiming.SLOW_KEPT, nowNanos, DiskReading.UNKNOWN),
                        about.process(),
                        traffic,
                        sample.origin(),
                        ages(nowNanos),
                        0));
    }

    /** The GPUs shown are those of the last sample that listed any. */
    private ReadingAges ages(long nowNanos) {
        return ReadingAges.of(source -> {
            Timed<?> answer =
                    switch (source) {
                        case GPUS -> Objects.requireNonNull(memory).shown();
                        case LINKS -> links.newest();
                        case CLOCK -> clock.newest();
                        case SYSTEM -> host.newest();
                        case DISK -> disk.newest();
                    };
            return answer == null ? null : (Long) TimeUnit.NANOSECONDS.toMillis(nowNanos - answer.nanos());
        });
    }

    private void tell(Timed<NodeState> now, Duration refresh) {
        if (isOlder(refresh, now.nanos())
                || !Objects.requireNonNull(told).value().hasSameSteadyPartAs(now.value())) {
            // Before the call: a listener that fails is not called again at once.
            told = now;
            listener.accept(now.value());
        }
    }
}
