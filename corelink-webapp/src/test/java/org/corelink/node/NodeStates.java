package org.corelink.node;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.corelink.gpu.ComputeMode;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.NvLink;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.PowerLimits;
import org.corelink.gpu.ThrottleReason;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.LoadAverage;
import org.corelink.node.system.MemorySize;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;
import org.jspecify.annotations.Nullable;

/** Arbitrary states of a node that keep every bound, with no more digits than travel. */
public final class NodeStates extends DomainContextBase {
    @Provide
    Arbitrary<NodeState> states() {
        return Arbitraries.longs().map(seed -> new Maker(new java.util.SplittableRandom(seed)).state());
    }

    /** The same without what the open format has no words for. */
    static NodeState withoutProcesses(NodeState state) {
        return state.with(
                state.gpus().stream()
                        .map(gpu -> new Gpu(
                                gpu.inventory(),
                                new GpuReading(
                                        gpu.reading().values(), gpu.reading().throttleReasons(), null),
                                gpu.condition()))
                        .toList(),
                state.gpuProblem());
    }

    /** A state of so many GPUs, all of whose values are known: with {@code longest}, each as long as it can be. */
    static NodeState full(int gpus, boolean longest) {
        return new Maker(new java.util.SplittableRandom(gpus)) {
            @Override
            boolean isUnknown() {
                return false;
            }

            @Override
            int between(int lowest, int highest) {
                return longest ? highest : super.between(lowest, highest);
            }

            @Override
            long between(long lowest, long highest) {
                return longest ? highest : super.between(lowest, highest);
            }

            @Override
            String text(int maxLength) {
                return longest ? "日".repeat(maxLength) : super.text(maxLength);
            }
        }.state(gpus);
    }

    /** Makes values at random. */
    private static class Maker {
        private static final String ALPHABET = "abcXYZ0123456789-_./\"\\<日ö";

        final RandomGenerator random;

        Maker(RandomGenerator random) {
            this.random = random;
        }

        boolean isUnknown() {
            return random.nextInt(4) == 0;
        }

        int between(int lowest, int highest) {
            return random.nextInt(4) == 0
                    ? List.of(lowest, highest).get(random.nextInt(2))
                    : (int) random.nextLong(lowest, highest + 1L);
        }

        long between(long lowest, long highest) {
            return random.nextInt(4) == 0
                    ? List.of(lowest, highest).get(random.nextInt(2))
                    : random.nextLong(lowest, highest + 1);
        }

        private double tenth(long highest) {
            return between(0, highest * 10) / 10.0;
        }

        String text(int maxLength) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(3) == 0 ? maxLength : random.nextInt(1, Math.min(16, maxLength) + 1);
            for (int i = 0; i < length; i++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            return text.toString();
        }

        private <T> @Nullable T maybe(Supplier<T> value) {
            return isUnknown() ? null : value.get();
        }

        private <E> E any(List<E> all) {
            return all.get(random.nextInt(all.size()));
        }

        NodeState state() {
            return state(random.nextInt(3) == 0 ? random.nextInt(17) : random.nextInt(5));
        }

        NodeState state(int count) {
            int step = random.nextInt(4) == 0 ? between(1, 50) : 1;
            List<Gpu> gpus =
                    IntStream.range(0, count).mapToObj(i -> gpu(i * step)).toList();
            Long uptime = maybe(() -> between(0, 9_999_999_999L));
            return new NodeState(
                    isUnknown() ? "" : text(32),
                    random.nextBoolean(),
                    gpus,
                    maybe(() -> text(160)),
                    between(0, 10_000_000),
                    between(0, 10_000_000),
                    maybe(() -> between(-1_000_000_000_000_000L, 1_000_000_000_000_000L) / 1e6),
                    between(0, 1_000_000_000_000L) / 1e3,
                    uptime,
                    machine(uptime));
        }

        private MachineReading machine(@Nullable Long uptime) {
            long memory = between(0, 1L << 36);
            return new MachineReading(
                    IntStream.range(0, isUnknown() ? 0 : between(1, 8))
                            .mapToObj(i -> new NetworkLink(
                                    text(15),
                                    between(0, 10_000_000),
                                    between(0, 10_000_000),
                                    any(List.of(Duplex.values()))))
                            .toList(),
                    isUnknown() ? "" : text(96),
                    new SystemReading(
                            maybe(() -> tenth(100)),
                            maybe(() -> new LoadAverage(tenth(9_999), tenth(9_999), tenth(9_999))),
                            maybe(() -> new MemorySize(memory, between(0, memory))),
                            uptime,
                            maybe(() -> text(64)),
                            maybe(this::uuid)),
                    disk(),
                    cost(),
                    isUnknown()
                            ? Traffic.NONE
                            : new Traffic(tenth(99_999), tenth(99_999), tenth(99_999), tenth(99_999)),
                    origin(),
                    ReadingAges.of(source -> maybe(() -> between(0, 999_999L) * 100)),
                    0);
        }

        private GpuSample.Origin origin() {
            String error = maybe(() -> text(96));
            return isUnknown() ? new GpuSample.Origin("", "", error) : new GpuSample.Origin(text(16), text(96), error);
        }

        private DiskReading disk() {
            return new DiskReading(
                    maybe(() -> between(0, 1L << 36)),
                    maybe(() -> between(0, 1L << 36)),
                    maybe(() -> between(0, 1L << 36)));
        }

        private ProcessCost cost() {
            return new ProcessCost(
                    maybe(() -> tenth(100)),
                    maybe(() -> between(0, 1L << 36)),
                    maybe(() -> between(0, 1L << 36)),
                    maybe(() -> between(0, 10_000_000)),
                    maybe(() -> between(0, 10_000_000)));
        }

        private Gpu gpu(int index) {
            Map<GpuQuantity, Integer> values = new TreeMap<>();
            for (GpuQuantity quantity : GpuQuantity.values()) {
                if (!isUnknown()) {
                    values.put(quantity, between(quantity.lowest(), quantity.highest()));
                }
            }
            return new Gpu(
                    inventory(index),
                    new GpuReading(values, maybe(this::throttle), maybe(this::processes)),
                    condition());
        }

        private List<GpuProcess> processes() {
            return IntStream.range(0, between(0, ProcessFields.MAX_PROCESSES))
                    .mapToObj(_ -> new GpuProcess(
                            between(0, 0xFFFF_FFFFL),
                            any(List.of(GpuProcess.Type.values())),
                            maybe(() -> between(0, 1 << 24)),
                            new GpuProcess.Owner(
                                    maybe(() -> text(32)), maybe(() -> "p" + text(31).replace('/', '_')), null)))
                    .toList();
        }

        private GpuCondition condition() {
            return any(List.of(
                    GpuCondition.WORKING,
                    new GpuCondition(GpuCondition.State.LOST, GpuCondition.LOST),
                    new GpuCondition(GpuCondition.State.ERROR, text(64)),
                    new GpuCondition(GpuCondition.State.UNKNOWN, null)));
        }

        private Set<ThrottleReason> throttle() {
            Set<ThrottleReason> reasons = EnumSet.noneOf(ThrottleReason.class);
            for (ThrottleReason reason : ThrottleReason.values()) {
                if (random.nextInt(3) == 0) {
                    reasons.add(reason);
                }
            }
            return reasons;
        }

        private GpuInventory inventory(int index) {
            return new GpuInventory(
                    index,
                    any(List.of("H100 80GB HBM3", text(64))),
                    new GpuIdentity(
                            maybe(() -> any(List.of(
                                    "%08X:%02X:%02X.%X"
                                            .formatted(
                                                    between(0, 65_535), between(0, 255), between(0, 31), between(0, 7)),
                                    text(64)))),
                            maybe(() -> any(List.of("GPU-" + uuid(), text(64)))),
                            maybe(() -> any(List.of("1650522003820", "0012", "999999999999999999", text(64)))),
                            maybe(() -> any(List.of("96.00.74.00.01", text(64)))),
                            maybe(() -> any(List.of("550.54.15", text(64)))),
                            maybe(() -> text(64))),
                    maybe(() -> between(0, 1 << 24)),
                    new PowerLimits(
                            maybe(() -> between(0, 20_000)),
                            maybe(() -> between(0, 20_000)),
                            maybe(() -> between(0, 20_000))),
                    new PcieLinks(link(), link(), link(), link()),
                    new MigPartition(
                            maybe(random::nextBoolean),
                            IntStream.range(0, isUnknown() ? 0 : between(0, 7))
                                    .mapToObj(this::part)
                                    .toList()),
                    maybe(() -> any(List.of(ComputeMode.values()))),
                    maybe(() -> IntStream.range(0, between(0, 18))
                            .mapToObj(i -> new NvLink(i, random.nextBoolean()))
                            .toList()));
        }

        private MigPartition.Instance part(int index) {
            return new MigPartition.Instance(
                    index,
                    between(0, 20),
                    between(0, 20),
                    maybe(() -> between(0, 200)),
                    maybe(() -> between(0, 1 << 24)),
                    maybe(() -> between(0, 1 << 24)));
        }

        private PcieLink link() {
            return isUnknown() ? PcieLink.UNKNOWN : new PcieLink(between(0, 9), between(0, 32));
        }

        private String uuid() {
            return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
        }
    }
}
