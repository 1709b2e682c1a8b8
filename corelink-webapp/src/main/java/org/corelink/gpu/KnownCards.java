package org.corelink.gpu;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Remembers what each card is, for the time when it is broken and can no longer be asked. One thread. */
public final class KnownCards {
    private static final int MAX_CARDS = 1_024;

    private final Map<String, GpuInventory> byBusId = new HashMap<>();
    private final Map<Integer, String> busIds = new HashMap<>();

    /** Remembers those that work. */
    public void learn(List<Gpu> gpus) {
        if (byBusId.size() > MAX_CARDS) {
            byBusId.clear();
        }
        for (Gpu gpu : gpus) {
            String busId = gpu.inventory().identity().busId();
            if (gpu.condition().isWorking() && busId != null) {
                byBusId.put(busId, gpu.inventory());
                busIds.put(gpu.index(), busId);
            }
        }
    }

    /**
     * Which cards are not listed any more, in words for a person; null if all are. A card that falls off the bus may be
     * left out of the list without a word. One that was released on purpose is forgotten.
     *
     * @param isReleased by the bus id
     */
    public @Nullable String missing(List<Gpu> gpus, Predicate<String> isReleased) {
        Set<String> listed = new HashSet<>();
        gpus.forEach(gpu -> listed.add(String.valueOf(gpu.inventory().identity().busId())));
        List<String> missing = byBusId.keySet().stream()
                .filter(busId -> !listed.contains(busId))
                .sorted()
                .toList();
        missing.stream().filter(isReleased).forEach(byBusId::remove);
        List<String> left = missing.stream().filter(byBusId::containsKey).toList();
        if (left.isEmpty()) {
            return null;
        }
        String first = left.getFirst();
        return (left.size() == 1 ? "GPU missing: " : left.size() + " GPUs missing: ")
                + Objects.requireNonNull(byBusId.get(first)).model() + " at " + first;
    }

    /**
     * The card that gives nothing but a fault, as it was when it worked.
     *
     * @param busId where it is, or null if only its number is known
     * @param fault in the driver's words
     */
    public Gpu broken(int index, @Nullable String busId, String fault) {
        return restored(unknown(index, busId, fault));
    }

    /** The same GPU, but a broken one that no longer tells which one it is as it was when it worked. */
    public Gpu restored(Gpu gpu) {
        GpuIdentity identity = gpu.inventory().identity();
        if (gpu.condition().isWorking() || identity.uuid() != null) {
            return gpu;
        }
        String busId = identity.busId() == null ? busIds.get(gpu.index()) : identity.busId();
        GpuInventory before = busId == null ? null : byBusId.get(busId);
        return before == null ? gpu : new Gpu(before.withIndex(gpu.index()), gpu.reading(), gpu.condition());
    }

    private static Gpu unknown(int index, @Nullable String busId, String fault) {
        GpuInventory inventory = new GpuInventory(
                index,
                GpuInventory.UNKNOWN_MODEL,
                new GpuIdentity(busId, null, null, null, null, null),
                null,
                PowerLimits.UNKNOWN,
                PcieLinks.UNKNOWN,
                MigPartition.UNKNOWN,
                null,
                null);
        return new Gpu(inventory, GpuReading.UNKNOWN, GpuCondition.ofFault(fault));
    }
}
