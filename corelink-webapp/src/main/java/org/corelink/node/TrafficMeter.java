package org.corelink.node;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.corelink.gossip.GossipCounters;
import org.corelink.node.system.MeanRate;
import org.jspecify.annotations.Nullable;

/** Measures CoreLink's own traffic by the counters of its gossip. Never blocks. One thread. */
public final class TrafficMeter implements Supplier<Traffic> {
    private static final double KBIT_PER_BYTE = 8 / 1_000.0;

    private final Supplier<GossipCounters> counters;
    private final LongSupplier nanoClock;
    private final MeanRate sentBytes = new MeanRate();
    private final MeanRate receivedBytes = new MeanRate();
    private final MeanRate sent = new MeanRate();
    private final MeanRate received = new MeanRate();

    /**
     * Measures by {@code counters}.
     *
     * @param nanoClock as {@link System#nanoTime()}
     */
    public TrafficMeter(Supplier<GossipCounters> counters, LongSupplier nanoClock) {
        this.counters = counters;
        this.nanoClock = nanoClock;
    }

    /** The traffic now; none at the first call. */
    @Override
    public Traffic get() {
        long now = nanoClock.getAsLong();
        GossipCounters counted = counters.get();
        return new Traffic(
                rounded(sentBytes.perSecond(now, counted.sentBytes()), KBIT_PER_BYTE),
                rounded(receivedBytes.perSecond(now, counted.receivedBytes()), KBIT_PER_BYTE),
                rounded(sent.perSecond(now, counted.sentDatagrams()), 1),
                rounded(received.perSecond(now, counted.received()), 1));
    }

    /** With one decimal. */
    private static double rounded(@Nullable Double perSecond, double factor) {
        return perSecond == null ? 0 : Math.round(perSecond * factor * 10) / 10.0;
    }
}
