package org.corelink.node;

import java.util.List;
import org.corelink.gpu.GpuSample;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;

/**
 * What a machine tells of itself beside its GPUs and beyond what CoreLink 0.01.x told.
 *
 * @param links of the interfaces that the cluster uses, by name
 * @param clockSource who tells the clock's drift, or why nobody does; empty if not told
 * @param system the machine as a whole
 * @param disk where CoreLink keeps its data
 * @param process CoreLink's own
 * @param traffic CoreLink's own
 * @param gpuSource who was asked for the GPUs, why, and what went wrong last
 * @param ages how old all that was when it was told, the GPUs too
 * @param unknownFields number of fields that it told in a newer version's terms, and that are not known here
 */
public record MachineReading(
        List<NetworkLink> links,
        String clockSource,
        SystemReading system,
        DiskReading disk,
        ProcessCost process,
        Traffic traffic,
        GpuSample.Origin gpuSource,
        ReadingAges ages,
        int unknownFields) {
    /** Nothing is told. */
    public static final MachineReading UNKNOWN = new MachineReading(
            List.of(),
            "",
            SystemReading.UNKNOWN,
            DiskReading.UNKNOWN,
            ProcessCost.UNKNOWN,
            Traffic.NONE,
            GpuSample.Origin.UNKNOWN,
            ReadingAges.UNKNOWN,
            0);

    /** Takes an immutable copy of the list. */
    public MachineReading {
        links = List.copyOf(links);
    }
}
