package org.corelink.node;

import java.time.Duration;

/** Who looks at this machine without a channel that stays open: a page that is asked for again and again. Any thread. */
public final class Attention {
    /** Pages that renew themselves do so every three seconds; one answer may be slow. */
    static final Duration LASTS = Duration.ofSeconds(10);

    private final long startNanos;

    /** Since the start; 0 before the first look. */
    private volatile long lookedNanos;

    /** Nobody has looked yet; times are in the base of {@link System#nanoTime()}, the first of them is this. */
    public Attention(long startNanos) {
        this.startNanos = startNanos;
    }

    /** Somebody looks now. */
    public void look(long nowNanos) {
        lookedNanos = Math.max(1, nowNanos - startNanos);
    }

    /** Whether somebody has looked a moment ago. */
    public boolean isPaid(long nowNanos) {
        long looked = lookedNanos;
        return looked > 0 && nowNanos - startNanos - looked < LASTS.toNanos();
    }
}
