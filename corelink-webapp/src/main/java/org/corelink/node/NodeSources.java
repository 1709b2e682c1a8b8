package org.corelink.node;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.corelink.gpu.GpuSource;
import org.corelink.node.clock.ClockSource;
import org.corelink.node.link.LinkSource;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;

/**
 * Where a {@link NodeSampler} takes its values from. What may block is read on a thread of its own.
 *
 * @param gpus of the machine
 * @param links of the machine
 * @param clock how far the clock is from NTP time
 * @param system the machine as a whole
 * @param process CoreLink's own cost; read on the thread of {@code system}
 * @param disk where CoreLink keeps its data
 * @param traffic CoreLink's own; must not block
 * @param watched whether somebody looks at this machine now; asked once an interval; must not block
 */
public record NodeSources(
        GpuSource gpus,
        LinkSource links,
        ClockSource clock,
        Supplier<SystemReading> system,
        Supplier<ProcessCost> process,
        Supplier<DiskReading> disk,
        Supplier<Traffic> traffic,
        BooleanSupplier watched) {}
