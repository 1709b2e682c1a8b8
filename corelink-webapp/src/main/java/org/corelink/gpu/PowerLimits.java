package org.corelink.gpu;

import org.jspecify.annotations.Nullable;

/**
 * What the power limit of a GPU may be, W; null is unknown.
 *
 * @param standard where it stands unless somebody changes it
 * @param lowest it cannot be set below
 * @param highest it cannot be set above
 */
public record PowerLimits(
        @Nullable Integer standard,
        @Nullable Integer lowest,
        @Nullable Integer highest) {
    /** Nothing is known. */
    public static final PowerLimits UNKNOWN = new PowerLimits(null, null, null);
}
