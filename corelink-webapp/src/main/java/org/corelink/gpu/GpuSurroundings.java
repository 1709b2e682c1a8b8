package org.corelink.gpu;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * What the kernel knows beside the driver. Both may block like any file of the kernel, and are called on the thread
 * that samples.
 *
 * @param pcie the way from a card, given by its bus id, to the processor; empty where unknown
 * @param owners who a process is, by its id
 */
public record GpuSurroundings(Function<String, PciePath> pcie, LongFunction<GpuProcess.Owner> owners) {
    /** Those of this machine. */
    public static GpuSurroundings ofThisMachine() {
        return new GpuSurroundings(new SysfsPcie(SysfsPcie.PCI_DEVICES)::path, new ProcOwners(Path.of("/proc"))::owner);
    }
}
