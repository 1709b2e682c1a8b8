package org.corelink.node;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.corelink.gpu.GpuSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link NodeSampler} takes its values from.
 *
 * @param gpus may block; read on a thread of its own
 * @param link may block; read on a thread of its own
 * @param uptimeSeconds must not block; gives null if unknown
 * @param corelinkKbps CoreLink's own traffic, kbit/s; must not block
 */
public record NodeSources(
        GpuSource gpus, LinkSource link, Supplier<@Nullable Long> uptimeSeconds, DoubleSupplier corelinkKbps) {}
