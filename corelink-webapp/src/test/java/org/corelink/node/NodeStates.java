package org.corelink.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;

/** Arbitrary states of a node that keep every bound. */
public final class NodeStates extends DomainContextBase {
    @Provide
    Arbitrary<NodeState> states() {
        return Combinators.combine(
                        text(32),
                        Arbitraries.of(true, false),
                        gpus(),
                        text(160).injectNull(0.5),
                        Arbitraries.integers().between(0, 10_000_000).list().ofSize(2),
                        Arbitraries.doubles().between(-1e9, 1e9).ofScale(6).injectNull(0.3),
                        Arbitraries.doubles().between(0, 1e9).ofScale(3),
                        Arbitraries.longs().between(0, 9_999_999_999L).injectNull(0.3))
                .as((version, simulated, gpus, problem, links, drift, kbps, uptime) -> new NodeState(
                        version, simulated, gpus, problem, links.get(0), links.get(1), drift, kbps, uptime));
    }

    private static Arbitrary<List<Gpu>> gpus() {
        Arbitrary<List<Integer>> indexes = Arbitraries.frequencyOf(
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(0, 999)
                                .set()
                                .ofMaxSize(16)
                                .map(NodeStates::sorted)),
                Tuple.of(
                        2,
                        Arbitraries.integers()
                                .between(0, 16)
                                .map(n -> IntStream.range(0, n).boxed().toList())));
        return indexes.flatMap(list -> gpu().list().ofSize(list.size()).map(gpus -> numbered(list, gpus)));
    }

    private static List<Integer> sorted(Set<Integer> indexes) {
        return indexes.stream().sorted().toList();
    }

    private static List<Gpu> numbered(List<Integer> indexes, List<Gpu> gpus) {
        List<Gpu> numbered = new ArrayList<>();
        for (int i = 0; i < gpus.size(); i++) {
            Gpu gpu = gpus.get(i);
            numbered.add(new Gpu(indexes.get(i), gpu.model(), gpu.bottleneck(), gpu.reading()));
        }
        return numbered;
    }

    private static Arbitrary<Gpu> gpu() {
        Arbitrary<PcieLink> links = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 32))
                .as(PcieLink::new);
        return Combinators.combine(text(64), links, reading())
                .as((model, link, reading) -> new Gpu(0, model, link, reading));
    }

    private static Arbitrary<GpuReading> reading() {
        List<Arbitrary<Integer>> values = new ArrayList<>();
        for (GpuQuantity quantity : GpuQuantity.COLUMNS) {
            values.add(Arbitraries.integers()
                    .between(quantity.lowest(), quantity.highest())
                    .injectNull(0.15));
        }
        List<GpuQuantity> quantities = GpuQuantity.COLUMNS;
        return Combinators.combine(values).as(list -> GpuReading.of(q -> list.get(quantities.indexOf(q))));
    }

    /** Clean text, often of characters that are long in UTF-8 or in JSON. */
    private static Arbitrary<String> text(int maxLength) {
        Arbitrary<Character> characters =
                Arbitraries.oneOf(Arbitraries.chars().range('!', '~'), Arbitraries.of('"', '\\', '日', 'ö', '<'));
        return characters.list().ofMaxSize(maxLength).map(list -> {
            StringBuilder text = new StringBuilder();
            list.forEach(text::append);
            return text.toString();
        });
    }
}
