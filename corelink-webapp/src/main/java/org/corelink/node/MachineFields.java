package org.corelink.node;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.PrintableText;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.LoadAverage;
import org.corelink.node.system.MemorySize;
import org.corelink.node.system.ProcessCost;
import org.jspecify.annotations.Nullable;

/** The fields that tell of the whole machine. */
final class MachineFields {
    private static final int MILLIS_PER_TENTH = 100;
    private static final double TENTHS = 10;
    private static final double HUNDREDTHS = 100;
    /** 64 PiB. */
    private static final long MAX_MIB = 1L << 36;

    private static final long MAX_RATE = 10_000_000_000L;
    private static final long MAX_COUNT = 10_000_000;

    private static final List<NodeSource> SOURCES = List.of(NodeSource.values());

    // ---- told in any case ----

    static final MachineField<String> VERSION = new MachineField<>(
            "v",
            1,
            Home.INVENTORY,
            ValueForm.text(StateBounds.MAX_VERSION_LENGTH),
            told -> told.state().version().isEmpty() ? null : told.state().version());

    static final MachineField<Boolean> SIMULATED = new MachineField<>(
            "sim", 2, Home.INVENTORY, ValueForm.bool(), told -> told.state().simulated() ? true : null);

    static final MachineField<String> GPU_PROBLEM = new MachineField<>(
            "nogpu",
            3,
            Home.READING,
            ValueForm.text(StateBounds.MAX_PROBLEM_LENGTH),
            told -> told.state().gpuProblem());

    static final MachineField<Long> UPTIME = new MachineField<>(
            "up",
            4,
            Home.READING,
            ValueForm.whole(0, StateBounds.MAX_UPTIME_SECONDS),
            told -> told.state().uptimeSeconds());

    // ---- in the open format by the names of CoreLink 0.01.x ----

    static final MachineField<Double> KBPS = new MachineField<>(
            StateField.NET_KBPS,
            5,
            Home.READING,
            ValueForm.decimal(0, StateBounds.MAX_KBPS, StateBounds.KBPS_DECIMALS),
            told -> told.state().corelinkKbps());

    static final MachineField<Integer> LINK = new MachineField<>(
            StateField.LINK_SPEED,
            6,
            Home.READING,
            ValueForm.integer(0, StateBounds.MAX_LINK_MBIT),
            told -> told.state().linkMbit());

    static final MachineField<Integer> LINK_BEST = new MachineField<>(
            StateField.LINK_SPEED_MAX,
            7,
            Home.READING,
            ValueForm.integer(0, StateBounds.MAX_LINK_MBIT),
            told -> told.state().linkMaxMbit());

    static final MachineField<Double> DRIFT = new MachineField<>(
            StateField.NTP_DRIFT,
            8,
            Home.READING,
            ValueForm.decimal(
                    -StateBounds.MAX_DRIFT_SECONDS, StateBounds.MAX_DRIFT_SECONDS, StateBounds.DRIFT_DECIMALS),
            told -> told.state().clockDriftSeconds());

    // ---- told where there is space ----

    /** When the state was put together, tenths of a second since 1970. */
    static final MachineField<Long> AT = new MachineField<>(
            "at",
            9,
            Home.READING,
            ValueForm.whole(0, StateBounds.MAX_EPOCH_SECONDS * 10),
            told -> told.epochMillis() / MILLIS_PER_TENTH);

    /** Ages at that time, tenths of a second. */
    static final MachineField<ReadingAges> AGES = new MachineField<>(
            "age",
            10,
            Home.READING,
            ValueForm.numbers(bounds(StateBounds.MAX_AGE_TENTHS, SOURCES.size()))
                    .as(MachineFields::tenthsOf, MachineFields::agesOf),
            told -> told.state().machine().ages());

    static final MachineField<GpuSample.Origin> GPU_SOURCE = new MachineField<>(
            "src",
            11,
            Home.INVENTORY,
            ValueForm.texts(StateBounds.MAX_SOURCE_LENGTH, StateBounds.MAX_REASON_LENGTH)
                    .as(
                            origin -> Arrays.asList(origin.source(), origin.reason()),
                            list -> new GpuSample.Origin(text(list, 0), text(list, 1), null)),
            told -> told.state().machine().gpuSource());

    static final MachineField<String> GPU_ERROR = new MachineField<>(
            "err",
            12,
            Home.READING,
            ValueForm.text(StateBounds.MAX_REASON_LENGTH),
            told -> told.state().machine().gpuSource().lastError());

    static final MachineField<String> CLOCK_SOURCE = new MachineField<>(
            "clk",
            13,
            Home.READING,
            ValueForm.text(StateBounds.MAX_REASON_LENGTH),
            told -> told.state().machine().clockSource().isEmpty()
                    ? null
                    : told.state().machine().clockSource());

    static final MachineField<Double> CPU = new MachineField<>(
            "cpu",
            14,
            Home.READING,
            ValueForm.decimal(0, 100, 1),
            told -> told.state().machine().system().cpuPercent());

    /** MiB: all, and what is available. */
    static final MachineField<MemorySize> MEMORY = new MachineField<>(
            "ram",
            15,
            Home.READING,
            ValueForm.numbers(MAX_MIB, MAX_MIB)
                    .as(
                            memory -> Arrays.asList(memory.totalMiB(), memory.availableMiB()),
                            list -> new MemorySize(or0(list, 0), Math.min(or0(list, 1), or0(list, 0)))),
            told -> told.state().machine().system().memory());

    /** Hundredths. */
    static final MachineField<LoadAverage> LOAD = new MachineField<>(
            "load",
            16,
            Home.READING,
            ValueForm.numbers(bounds(MAX_RATE, 3))
                    .as(
                            load -> Arrays.asList(
                                    scaled(load.oneMinute(), HUNDREDTHS),
                                    scaled(load.fiveMinutes(), HUNDREDTHS),
                                    scaled(load.fifteenMinutes(), HUNDREDTHS)),
                            list -> new LoadAverage(
                                    or0(list, 0) / HUNDREDTHS, or0(list, 1) / HUNDREDTHS, or0(list, 2) / HUNDREDTHS)),
            told -> told.state().machine().system().load());

    static final MachineField<String> KERNEL = new MachineField<>(
            "krn",
            17,
            Home.INVENTORY,
            ValueForm.text(StateBounds.MAX_KERNEL_LENGTH),
            told -> told.state().machine().system().kernel());

    static final MachineField<String> BOOT_ID = new MachineField<>(
            "bootid",
            18,
            Home.INVENTORY,
            PackedText.uuid("", StateBounds.MAX_KERNEL_LENGTH),
            told -> told.state().machine().system().bootId());

    /** MiB of the file system, MiB free, KiB of CoreLink. */
    static final MachineField<DiskReading> DISK = new MachineField<>(
            "dsk",
            19,
            Home.READING,
            ValueForm.numbers(MAX_MIB, MAX_MIB, MAX_MIB)
                    .as(
                            disk -> Arrays.asList(disk.totalMiB(), disk.freeMiB(), disk.ownKiB()),
                            list -> new DiskReading(list.get(0), list.get(1), list.get(2))),
            told -> told.state().machine().disk());

    /** Tenths of a percent of CPU, MiB resident, MiB of heap, threads, descriptors. */
    static final MachineField<ProcessCost> COST = new MachineField<>(
            "own",
            20,
            Home.READING,
            ValueForm.numbers(MAX_COUNT, MAX_MIB, MAX_MIB, MAX_COUNT, MAX_COUNT)
                    .as(MachineFields::numbersOf, MachineFields::costOf),
            told -> told.state().machine().process());

    /** Tenths: kbit/s sent and received, datagrams a second sent and received. */
    static final MachineField<Traffic> TRAFFIC = new MachineField<>(
            "io",
            21,
            Home.READING,
            ValueForm.numbers(bounds(MAX_RATE, 4))
                    .as(
                            traffic -> Arrays.asList(
                                    scaled(traffic.sentKbps(), TENTHS),
                                    scaled(traffic.receivedKbps(), TENTHS),
                                    scaled(traffic.sentPerSecond(), TENTHS),
                                    scaled(traffic.receivedPerSecond(), TENTHS)),
                            list -> new Traffic(
                                    or0(list, 0) / TENTHS,
                                    or0(list, 1) / TENTHS,
                                    or0(list, 2) / TENTHS,
                                    or0(list, 3) / TENTHS)),
            told -> told.state().machine().traffic().equals(Traffic.NONE)
                    ? null
                    : told.state().machine().traffic());

    /** {@code "eth0 1000/10000 full"}: Mbit/s now and at best, 0 = unknown, and duplex. */
    static final MachineField<List<NetworkLink>> LINKS = new MachineField<>(
            "lnk",
            22,
            Home.INVENTORY,
            ValueForm.list(
                    new ValueForm<>(
                            MachineFields::fitted,
                            (out, link) -> out.writeString(textOf(link)),
                            (in, field) -> linkOf(in.text(field, StateBounds.MAX_LINK_LENGTH))),
                    StateBounds.MAX_LINKS),
            told -> told.state().machine().links().isEmpty()
                    ? null
                    : told.state().machine().links());

    private static final Pattern LINK_TEXT = Pattern.compile("([^ ]{1,15}) ([0-9]{1,8})/([0-9]{1,8})(?: (full|half))?");

    private MachineFields() {}

    private static long[] bounds(long highest, int count) {
        long[] bounds = new long[count];
        Arrays.fill(bounds, highest);
        return bounds;
    }

    private static List<@Nullable Long> tenthsOf(ReadingAges ages) {
        return Arrays.asList(SOURCES.stream()
                .map(source -> {
                    Long millis = ages.of(source);
                    return millis == null ? null : (Long) (millis / MILLIS_PER_TENTH);
                })
                .toArray(Long[]::new));
    }

    private static ReadingAges agesOf(List<@Nullable Long> tenths) {
        return ReadingAges.of(source -> {
            Long age = tenths.get(SOURCES.indexOf(source));
            return age == null ? null : (Long) (age * MILLIS_PER_TENTH);
        });
    }

    private static List<@Nullable Long> numbersOf(ProcessCost cost) {
        return Arrays.asList(
                cost.cpuPercent() == null ? null : (Long) scaled(cost.cpuPercent(), TENTHS),
                cost.residentMiB(),
                cost.heapMiB(),
                cost.threads() == null ? null : (Long) cost.threads().longValue(),
                cost.descriptors() == null ? null : (Long) cost.descriptors().longValue());
    }

    private static ProcessCost costOf(List<@Nullable Long> list) {
        Long cpu = list.get(0);
        return new ProcessCost(
                cpu == null ? null : (Double) (cpu / TENTHS),
                list.get(1),
                list.get(2),
                integer(list.get(3)),
                integer(list.get(4)));
    }

    private static @Nullable Integer integer(@Nullable Long value) {
        return value == null ? null : (Integer) value.intValue();
    }

    private static long scaled(double value, double factor) {
        return Math.round(value * factor);
    }

    private static long or0(List<@Nullable Long> list, int place) {
        Long value = list.get(place);
        return value == null ? 0 : value;
    }

    private static String text(List<@Nullable String> list, int place) {
        String text = list.get(place);
        return text == null ? "" : text;
    }

    private static NetworkLink fitted(NetworkLink link) {
        String name = PrintableText.clean(link.name(), StateBounds.MAX_INTERFACE_LENGTH)
                .replace(' ', '?');
        return new NetworkLink(name.isEmpty() ? "?" : name, speed(link.mbit()), speed(link.maxMbit()), link.duplex());
    }

    private static int speed(int mbit) {
        return mbit >= 0 && mbit <= StateBounds.MAX_LINK_MBIT ? mbit : 0;
    }

    private static String textOf(NetworkLink link) {
        String duplex =
                switch (link.duplex()) {
                    case FULL -> " full";
                    case HALF -> " half";
                    case UNKNOWN -> "";
                };
        return link.name() + " " + link.mbit() + "/" + link.maxMbit() + duplex;
    }

    private static NetworkLink linkOf(String text) throws RefusedException {
        Matcher parts = LINK_TEXT.matcher(text);
        RefusedException.unless(parts.matches(), "a link is not like eth0 1000/10000 full");
        int mbit = Integer.parseInt(parts.group(2));
        int best = Integer.parseInt(parts.group(3));
        RefusedException.unless(
                Math.max(mbit, best) <= StateBounds.MAX_LINK_MBIT, "a link is faster than any link can be");
        String duplex = parts.group(4);
        return new NetworkLink(parts.group(1), mbit, best, Duplex.ofSysfs(duplex == null ? "" : duplex));
    }
}
