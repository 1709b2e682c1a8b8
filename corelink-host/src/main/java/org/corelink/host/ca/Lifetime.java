package org.corelink.host.ca;

import java.time.Duration;
import java.time.Instant;

/** How long certificates live and when they are renewed. */
public final class Lifetime {
    /** Of a CA: ten years. */
    static final Duration CA = Duration.ofDays(3_650);

    /** Of a node's certificate. */
    static final Duration NODE = Duration.ofDays(90);

    /** Certificates begin this long before they are made, for machines whose clock is slow. */
    static final Duration BACKDATED = Duration.ofHours(1);

    private Lifetime() {}

    /** Whether less than a third of the life between the two ends is left. */
    public static boolean isRenewalDue(Instant notBefore, Instant notAfter, Instant now) {
        Duration third = Duration.between(notBefore, notAfter).dividedBy(3);
        return now.isAfter(notAfter.minus(third));
    }
}
