package org.corelink.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.corelink.gpu.ComputeMode;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.NvLink;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PowerLimits;
import org.corelink.gpu.ThrottleReason;
import org.jspecify.annotations.Nullable;

/** The fields that tell of each GPU, but for its processes. */
final class GpuFields {
    private static final int TEXT = GpuIdentity.MAX_LENGTH;
    private static final int MAX_WATTS = GpuQuantity.POWER_LIMIT.highest();
    private static final int MAX_MIB = GpuQuantity.MEMORY_TOTAL.highest();
    private static final int MAX_INSTANCES = 8;
    private static final int MAX_NV_LINK = 30;
    private static final long MAX_NUMBER = 1_000_000;
    private static final int LANES = 100;
    private static final Pattern LIMIT = Pattern.compile("([0-9])\\.0 x ([0-9]{1,2})");

    /** Generation times 100 and lanes: {@code 416} is generation 4 with 16 lanes. */
    private static final ValueForm<PcieLink> LINK = new ValueForm<>(
            GpuFields::fitted,
            (out, link) -> out.writeNumber(link.generation() * LANES + link.lanes()),
            (in, field) -> {
                int number = (int)
                        in.integer(field, 0, StateBounds.MAX_PCIE_GENERATION * LANES + StateBounds.MAX_PCIE_LANES);
                RefusedException.unless(
                        number % LANES <= StateBounds.MAX_PCIE_LANES, field + " has more than 32 lanes");
                return new PcieLink(number / LANES, number % LANES);
            });

    // ---- in the open format by the names of CoreLink 0.01.x, within "gpus" ----

    static final GpuColumn<String> MODEL =
            new GpuColumn<>("model", 33, Home.INVENTORY, ValueForm.text(StateBounds.MAX_MODEL_LENGTH), Gpu::model);

    static final GpuColumn<PcieLink> BOTTLENECK = new GpuColumn<>("limit", 34, Home.INVENTORY, LINK, Gpu::bottleneck);

    // ---- whether it works ----

    static final GpuColumn<GpuCondition.State> STATE = new GpuColumn<>(
            "state",
            35,
            Home.READING,
            constant(GpuCondition.State.values()),
            gpu -> gpu.condition().isWorking() ? null : gpu.condition().state());

    static final GpuColumn<String> REASON = new GpuColumn<>(
            "why",
            36,
            Home.READING,
            ValueForm.text(GpuCondition.MAX_REASON_LENGTH),
            gpu -> gpu.condition().reason());

    /** The driver's mask; 0 where nothing slows it down. */
    static final GpuColumn<Long> THROTTLE = new GpuColumn<>(
            "slow",
            37,
            Home.READING,
            ValueForm.whole(0, Long.MAX_VALUE),
            gpu -> gpu.reading().throttleReasons() == null
                    ? null
                    : (Long) ThrottleReason.maskOf(gpu.reading().throttleReasons()));

    static final GpuColumn<PcieLink> PCIE_NOW = new GpuColumn<>(
            "pcie", 38, Home.READING, LINK, gpu -> known(gpu.inventory().pcie().now()));

    // ---- what it is ----

    static final GpuColumn<PcieLink> PCIE_CARD = new GpuColumn<>(
            "card",
            39,
            Home.INVENTORY,
            LINK,
            gpu -> known(gpu.inventory().pcie().card()));

    static final GpuColumn<PcieLink> PCIE_SLOT = new GpuColumn<>(
            "slot",
            40,
            Home.INVENTORY,
            LINK,
            gpu -> known(gpu.inventory().pcie().slot()));

    static final GpuColumn<String> UUID = identity("uuid", 41, PackedText.uuid("GPU-", TEXT), GpuIdentity::uuid);
    static final GpuColumn<String> SERIAL = identity("serial", 42, PackedText.digits(TEXT), GpuIdentity::serial);
    static final GpuColumn<String> VBIOS = identity("vbios", 43, ValueForm.text(TEXT), GpuIdentity::vbios);
    static final GpuColumn<String> DRIVER = identity("driver", 44, ValueForm.text(TEXT), GpuIdentity::driver);
    static final GpuColumn<String> CUDA = identity("cuda", 45, ValueForm.text(TEXT), GpuIdentity::cuda);
    static final GpuColumn<String> BUS_ID = identity("bus", 46, PackedText.busId(TEXT), GpuIdentity::busId);

    static final GpuColumn<Integer> BOARD_MEMORY = new GpuColumn<>(
            "board",
            47,
            Home.INVENTORY,
            ValueForm.integer(0, MAX_MIB),
            gpu -> gpu.inventory().memoryMiB());

    /** W: standard, lowest, highest. */
    static final GpuColumn<PowerLimits> POWER_LIMITS = new GpuColumn<>(
            "caps",
            48,
            Home.INVENTORY,
            ValueForm.numbers(MAX_WATTS, MAX_WATTS, MAX_WATTS)
                    .as(
                            limits -> Arrays.asList(
                                    wide(limits.standard()), wide(limits.lowest()), wide(limits.highest())),
                            list -> new PowerLimits(narrow(list.get(0)), narrow(list.get(1)), narrow(list.get(2)))),
            gpu -> gpu.inventory().powerLimits());

    static final GpuColumn<Boolean> MIG = new GpuColumn<>(
            "mig",
            49,
            Home.INVENTORY,
            ValueForm.bool(),
            gpu -> gpu.inventory().mig().enabled());

    /** Of each part: index, GPU instance, compute instance, multiprocessors, MiB used, MiB in all. */
    static final GpuColumn<List<MigPartition.Instance>> MIG_PARTS = new GpuColumn<>(
            "parts",
            50,
            Home.READING,
            ValueForm.list(
                    ValueForm.numbers(MAX_NUMBER, MAX_NUMBER, MAX_NUMBER, MAX_NUMBER, MAX_MIB, MAX_MIB)
                            .as(GpuFields::numbersOf, GpuFields::partOf),
                    MAX_INSTANCES),
            gpu -> gpu.inventory().mig().instances().isEmpty()
                    ? null
                    : gpu.inventory().mig().instances());

    static final GpuColumn<ComputeMode> COMPUTE_MODE = new GpuColumn<>(
            "mode",
            51,
            Home.INVENTORY,
            constant(ComputeMode.values()),
            gpu -> gpu.inventory().computeMode());

    /** Two bits a link, from the lowest: whether it is there, and whether it is up. */
    static final GpuColumn<List<NvLink>> NV_LINKS = new GpuColumn<>(
            "nvl",
            52,
            Home.INVENTORY,
            ValueForm.whole(0, (1L << (2 * MAX_NV_LINK + 2)) - 1).as(GpuFields::bitsOf, GpuFields::linksOf),
            gpu -> gpu.inventory().nvLinks());

    // ---- what is measured ----

    private static final Map<GpuQuantity, GpuColumn<Integer>> QUANTITIES = Arrays.stream(GpuQuantity.values())
            .collect(Collectors.toUnmodifiableMap(quantity -> quantity, GpuFields::columnOf));

    private GpuFields() {}

    private static GpuColumn<Integer> columnOf(GpuQuantity quantity) {
        Name name = nameOf(quantity);
        return new GpuColumn<>(
                name.name(),
                name.key(),
                Home.READING,
                ValueForm.integer(quantity.lowest(), quantity.highest()),
                gpu -> gpu.reading().value(quantity));
    }

    /** How a quantity is called on the wire. */
    private record Name(String name, int key) {}

    private static Name nameOf(GpuQuantity quantity) {
        return switch (quantity) {
            case UTILIZATION -> new Name("util", 64);
            case MEMORY_USED -> new Name("mem", 65);
            case TEMPERATURE -> new Name("temp", 66);
            case POWER -> new Name("power", 67);
            case MEMORY_TOTAL -> new Name("memall", 68);
            case POWER_LIMIT -> new Name("cap", 69);
            case FAN -> new Name("fan", 70);
            case SM_CLOCK -> new Name("sm", 71);
            case MEMORY_CLOCK -> new Name("memclk", 72);
            case MEMORY_UTILIZATION -> new Name("memutil", 73);
            case ENCODER -> new Name("enc", 74);
            case DECODER -> new Name("dec", 75);
            case SLOWDOWN_TEMPERATURE -> new Name("tslow", 76);
            case SHUTDOWN_TEMPERATURE -> new Name("toff", 77);
            case PERFORMANCE_STATE -> new Name("pstate", 78);
            case CORRECTED_ERRORS -> new Name("ecc", 79);
            case UNCORRECTED_ERRORS -> new Name("eccbad", 80);
            case LIFETIME_CORRECTED_ERRORS -> new Name("eccall", 81);
            case LIFETIME_UNCORRECTED_ERRORS -> new Name("eccallbad", 82);
            case RETIRED_PAGES_SINGLE_BIT -> new Name("pages", 83);
            case RETIRED_PAGES_DOUBLE_BIT -> new Name("pagesbad", 84);
            case REMAPPED_ROWS_CORRECTED -> new Name("rows", 85);
            case REMAPPED_ROWS_UNCORRECTED -> new Name("rowsbad", 86);
            case XID -> new Name("xid", 87);
            case PCIE_SENT -> new Name("ptx", 88);
            case PCIE_RECEIVED -> new Name("prx", 89);
        };
    }

    /** The column of a quantity. */
    static GpuColumn<Integer> of(GpuQuantity quantity) {
        return Objects.requireNonNull(QUANTITIES.get(quantity));
    }

    /** Reads the form of 0.01.x, {@code "4.0 x 16"}. */
    static PcieLink linkOfLimit(String text) throws RefusedException {
        Matcher matcher = LIMIT.matcher(text);
        RefusedException.unless(matcher.matches(), "limit is not like 4.0 x 16");
        int lanes = Integer.parseInt(matcher.group(2));
        RefusedException.unless(lanes <= StateBounds.MAX_PCIE_LANES, "limit has more than 32 lanes");
        return new PcieLink(Integer.parseInt(matcher.group(1)), lanes);
    }

    /** The nearest link that keeps the bounds: what is out of bounds is unknown. */
    static PcieLink fitted(PcieLink link) {
        return new PcieLink(
                upTo(StateBounds.MAX_PCIE_GENERATION, link.generation()),
                upTo(StateBounds.MAX_PCIE_LANES, link.lanes()));
    }

    private static int upTo(int highest, int value) {
        return value >= 0 && value <= highest ? value : 0;
    }

    private static @Nullable PcieLink known(PcieLink link) {
        return link.equals(PcieLink.UNKNOWN) ? null : link;
    }

    private static GpuColumn<String> identity(
            String name, int key, ValueForm<String> form, WireField.Of<GpuIdentity, String> value) {
        return new GpuColumn<>(
                name,
                key,
                Home.INVENTORY,
                form,
                gpu -> value.get(gpu.inventory().identity()));
    }

    /** A constant by its place: new ones come last. */
    private static <E extends Enum<E>> ValueForm<E> constant(E[] constants) {
        return ValueForm.integer(0, constants.length - 1).as(Enum::ordinal, place -> constants[place]);
    }

    private static List<@Nullable Long> numbersOf(MigPartition.Instance part) {
        return Arrays.asList(
                (long) part.index(),
                (long) part.gpuInstance(),
                (long) part.computeInstance(),
                wide(part.multiprocessors()),
                wide(part.memoryUsedMiB()),
                wide(part.memoryTotalMiB()));
    }

    private static MigPartition.Instance partOf(List<@Nullable Long> list) {
        return new MigPartition.Instance(
                or0(list.get(0)),
                or0(list.get(1)),
                or0(list.get(2)),
                narrow(list.get(3)),
                narrow(list.get(4)),
                narrow(list.get(5)));
    }

    private static long bitsOf(List<NvLink> links) {
        long bits = 0;
        for (NvLink link : links) {
            if (link.number() >= 0 && link.number() <= MAX_NV_LINK) {
                bits |= (link.active() ? 3L : 1L) << (2 * link.number());
            }
        }
        return bits;
    }

    private static List<NvLink> linksOf(long bits) {
        List<NvLink> links = new ArrayList<>();
        for (int number = 0; number <= MAX_NV_LINK; number++) {
            long two = (bits >> (2 * number)) & 3;
            if ((two & 1) != 0) {
                links.add(new NvLink(number, two == 3));
            }
        }
        return links;
    }

    private static int or0(@Nullable Long value) {
        return value == null ? 0 : value.intValue();
    }

    private static @Nullable Long wide(@Nullable Integer value) {
        return value == null ? null : (Long) value.longValue();
    }

    private static @Nullable Integer narrow(@Nullable Long value) {
        return value == null ? null : (Integer) value.intValue();
    }
}
