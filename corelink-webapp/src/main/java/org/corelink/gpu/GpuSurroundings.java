package org.corelink.gpu;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the kernel knows beside the driver. All may block like any file of the kernel, and are called on the thread that
 * samples.
 *
 * @param pcie the way from a card, given by its bus id, to the processor; empty where unknown
 * @param owners who a process is, by its id
 * @param cards bus ids, as the kernel writes them, of the cards that the driver has; empty where unknown
 * @param isReleased whether a card, given by its bus id, is there and the driver has been made to let go of it
 */
public record GpuSurroundings(
        Function<String, PciePath> pcie,
        LongFunction<GpuProcess.Owner> owners,
        Supplier<Set<String>> cards,
        Predicate<String> isReleased) {
    /** Those of this machine. */
    public static GpuSurroundings ofThisMachine() {
        return of(new SysfsPcie(SysfsPcie.PCI_DEVICES), new ProcOwners(Path.of("/proc"))::owner);
    }

    /** Those that sysfs and {@code owners} tell. */
    public static GpuSurroundings of(SysfsPcie sysfs, LongFunction<GpuProcess.Owner> owners) {
        return new GpuSurroundings(sysfs::path, owners, sysfs::cards, sysfs::isReleased);
    }

    /** Nothing is known. */
    public static GpuSurroundings unknown() {
        return new GpuSurroundings(
                busId -> new PciePath(List.of()), pid -> GpuProcess.Owner.UNKNOWN, Set::of, busId -> false);
    }
}
