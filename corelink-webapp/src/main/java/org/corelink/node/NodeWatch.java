package org.corelink.node;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.corelink.gpu.GpuSample;
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
    private final PolledSource<LinkSpeed> link;

    private @Nullable GpuMemory memory;
    private long nextSampleNanos;
    private @Nullable Timed<NodeState> told;

    /**
     * Where the sources are read.
     *
     * @param gpus runs readings of the GPUs
     * @param link runs readings of the link
     * @param wake called after each reading, on the thread that ran it; leads to a {@link #doWork} soon
     */
    record Executors(Executor gpus, Executor link, Runnable wake) {}

    NodeWatch(
            String version,
            SamplerTiming timing,
            NodeSources sources,
            Executors executors,
            Consumer<NodeState> listener) {
        this.version = version;
        this.timing = timing;
        this.sources = sources;
        this.listener = listener;
        this.gpus = new PolledSource<>(sources.gpus()::sample, executors.gpus(), executors.wake());
        this.link = new PolledSource<>(sources.link()::speed, executors.link(), executors.wake());
    }

    /** One cycle. Returns when the next is due at the latest, in the time base of {@code nowNanos}. */
    long doWork(long nowNanos) {
        if (memory == null) {
            memory = GpuMemory.from(nowNanos);
            nextSampleNanos = nowNanos;
        }
        if (nowNanos - nextSampleNanos >= 0) {
            // From now, not from the last due time: after a pause of the machine there is nothing to catch up on.
            nextSampleNanos = nowNanos + timing.interval().toNanos();
            gpus.request(nowNanos);
            link.request(nowNanos);
        }
        Timed<GpuSample> newest = gpus.newest();
        if (newest != null && !newest.equals(memory.newest())) {
            memory = memory.after(newest);
        }
        tell(new Timed<>(compose(memory.at(nowNanos)), nowNanos));
        return nextSampleNanos;
    }

    private NodeState compose(GpuSample sample) {
        Timed<LinkSpeed> newest = link.newest();
        LinkSpeed speed = newest == null ? LinkSpeed.UNKNOWN : newest.value();
        return new NodeState(
                version,
                false,
                sample.gpus(),
                sample.problem(),
                speed.mbit(),
                speed.maxMbit(),
                null,
                sources.corelinkKbps().getAsDouble(),
                sources.uptimeSeconds().get());
    }

    private void tell(Timed<NodeState> now) {
        if (told == null
                || !Objects.equals(steady(told.value()), steady(now.value()))
                || now.nanos() - told.nanos() >= timing.refresh().toNanos()) {
            // Before the call: a listener that fails is not called again at once.
            told = now;
            listener.accept(now.value());
        }
    }

    /** The part of a state whose change is news: uptime, drift and own traffic change all the time. */
    private static NodeState steady(NodeState state) {
        return new NodeState(
                state.version(),
                state.simulated(),
                state.gpus(),
                state.gpuProblem(),
                state.linkMbit(),
                state.linkMaxMbit(),
                null,
                0,
                null);
    }
}
