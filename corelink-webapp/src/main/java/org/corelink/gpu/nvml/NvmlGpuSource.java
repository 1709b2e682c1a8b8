package org.corelink.gpu.nvml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corelink.gpu.ChosenGpuSource.Candidate;
import org.corelink.gpu.ChosenGpuSource.Opening;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.GpuSource;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.KnownCards;
import org.jspecify.annotations.Nullable;

/**
 * GPUs as NVML tells of them. Call from one thread at a time; a call takes as long as the driver does, which may be for
 * ever: the deadline is the caller's.
 *
 * <p>NVML sees the cards that were there when it was opened. So it is closed and opened again when the driver gets a card
 * or loses one; from time to time, sooner while something is wrong; and at once when it says that it is not open, as
 * after the driver was reloaded.
 */
public final class NvmlGpuSource implements GpuSource {
    /** Samples after which NVML is opened anew while all is well. */
    static final int SAMPLES_PER_OPENING = 600;

    /** The same while something is wrong. */
    static final int SAMPLES_PER_OPENING_IN_TROUBLE = 5;

    /** Samples after which the inventory is asked again. */
    static final int SAMPLES_PER_INVENTORY = 60;

    private static final String NAME = "NVML";
    private static final Path LIBRARY = Path.of("libnvidia-ml.so.1");
    private static final int MAX_GPUS = 64;

    private final NvmlLibrary library;
    private final NvmlReader reader;
    private final NvmlInventory inventories;
    private final NvmlReadings readings;
    private final NvmlXids xids;
    private final GpuSurroundings surroundings;
    private final KnownCards cards = new KnownCards();
    private final Map<Long, GpuInventory> known = new HashMap<>();

    private boolean isOpen;

    /** What the newest attempt to open it gave. */
    private int opening;

    private boolean inTrouble;

    /** Samples since it was opened, or since that was tried. */
    private int age = -1;

    /** The cards that the driver had at the sample before. */
    private Set<String> listed = Set.of();

    private @Nullable String driver;
    private @Nullable String cuda;

    NvmlGpuSource(NvmlLibrary library, GpuSurroundings surroundings) {
        this.library = library;
        this.surroundings = surroundings;
        reader = new NvmlReader(library);
        inventories = new NvmlInventory(reader, surroundings);
        readings = new NvmlReadings(reader, surroundings);
        xids = new NvmlXids(library);
    }

    /** The source for this machine: {@code libnvidia-ml.so.1} as the system's loader finds it. */
    public static Candidate ofThisMachine(GpuSurroundings surroundings) {
        return of(LIBRARY, surroundings);
    }

    /** The source behind one library, given by its name or path. */
    public static Candidate of(Path library, GpuSurroundings surroundings) {
        return new Candidate(
                NAME,
                () -> NvmlLibrary.load(library)
                        .<Opening>map(loaded ->
                                new Opening.Ready(new NvmlGpuSource(loaded, surroundings), LIBRARY + " is loaded"))
                        .orElseGet(() -> new Opening.Missing(LIBRARY + " cannot be loaded")));
    }

    @Override
    public GpuSample sample() {
        age++;
        Set<String> listedNow = surroundings.cards().get();
        if (age >= (inTrouble ? SAMPLES_PER_OPENING_IN_TROUBLE : SAMPLES_PER_OPENING) || !listedNow.equals(listed)) {
            close();
        }
        listed = listedNow;
        int result = countDevices();
        if (result == NvmlResult.UNINITIALIZED) {
            close();
            result = countDevices();
        }
        GpuSample sample = result == NvmlResult.SUCCESS
                ? read((int) Math.min(reader.intAt(0), MAX_GPUS))
                : GpuSample.none(NAME + ": " + NvmlResult.inWords(result));
        // A card that is only missing is waited for by looking at what the driver has, which costs next to nothing.
        inTrouble = sample.problem() != null;
        return inTrouble ? sample : sample.orProblem(cards.missing(sample.gpus(), surroundings.isReleased()));
    }

    /** The result of opening NVML, where that has to be done, and of counting. */
    private int countDevices() {
        if (!isOpen && age > 0) {
            return opening;
        }
        if (!isOpen) {
            opening = library.call(NvmlCall.INIT);
            isOpen = opening == NvmlResult.SUCCESS;
            if (!isOpen) {
                return opening;
            }
            driver = reader.driver();
            cuda = reader.cuda();
            xids.open();
        }
        return library.call(NvmlCall.COUNT, reader.cleared());
    }

    private void close() {
        if (isOpen) {
            xids.close();
            library.call(NvmlCall.SHUTDOWN);
        }
        isOpen = false;
        age = 0;
        known.clear();
    }

    private GpuSample read(int count) {
        xids.poll();
        if (age % SAMPLES_PER_INVENTORY == 0) {
            known.clear();
        }
        List<Gpu> gpus = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gpus.add(read(i, library.call(NvmlCall.HANDLE, i, reader.cleared())));
        }
        cards.learn(gpus);
        return gpus.isEmpty() ? GpuSample.none(GpuSample.NO_GPU) : GpuSample.of(gpus);
    }

    private Gpu read(int index, int result) {
        if (result != NvmlResult.SUCCESS) {
            return cards.broken(index, null, NvmlResult.inWords(result));
        }
        long device = reader.longAt(0);
        reader.begin();
        GpuInventory before = known.get(device);
        GpuInventory inventory =
                before == null ? inventories.of(index, device, driver, cuda) : inventories.refreshed(before, device);
        GpuReading reading = readings.of(device, xids.newest(device));
        Gpu gpu = new Gpu(inventory, reading, GpuCondition.of(reading.hasColumns(), reader.faults()));
        if (reader.faults().isEmpty()) {
            known.put(device, inventory);
        }
        return cards.restored(gpu);
    }
}
