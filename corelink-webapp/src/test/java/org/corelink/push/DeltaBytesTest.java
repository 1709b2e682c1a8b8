package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corelink.cluster.Views.heardAt;
import static org.corelink.cluster.Views.limited;
import static org.corelink.cluster.Views.node;
import static org.corelink.cluster.Views.view;
import static org.corelink.cluster.Views.with;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.corelink.cluster.Cell;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Column;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Summary;
import org.corelink.cluster.ViewChange;
import org.corelink.cluster.Views;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.node.MachineReading;
import org.corelink.node.NodeState;
import org.corelink.node.SimulatedMachine;
import org.junit.jupiter.api.Test;

class DeltaBytesTest {
    private static final SequencedMap<String, String> NO_STRIP = new LinkedHashMap<>();

    /** What a machine of 0.01.x tells of its GPUs. */
    private static final Set<GpuQuantity> OF_OLD =
            EnumSet.of(GpuQuantity.MEMORY_USED, GpuQuantity.MEMORY_TOTAL, GpuQuantity.TEMPERATURE, GpuQuantity.POWER);

    private static byte[] delta(ClusterView from, ClusterView to) {
        return DeltaBytes.encode(ViewChange.between(from, to), NO_STRIP, 0);
    }

    private static LivePage page(ClusterView view) {
        return new LivePage(SnapshotJson.encode("b00t", view, 0));
    }

    @Test
    void tickWithoutChangeTakesAFewBytes() {
        ClusterView view = view(4, node("a", 1));
        assertThat(delta(view, view)).hasSizeLessThan(16);
    }

    @Test
    void changedReadingIsShown() {
        ClusterView before = view(4, node("a", 10), node("b", 20, 30));
        ClusterView after = view(5, node("a", 10), node("b", 20, 97));
        LivePage page = page(before);
        assertThat(page.take(delta(before, after))).isEqualTo(LivePage.Outcome.SHOWN);
        assertThat(page.cell(1, 1, Column.UTILIZATION)).isEqualTo(new Cell("97 %", 97));
        assertThat(page.cell(1, 0, Column.UTILIZATION)).isEqualTo(new Cell("20 %", 20));
        assertThat(page.revision()).isEqualTo(5);
    }

    @Test
    void readingThatIsLostIsShownAsUnknownAndComesBack() {
        ClusterView known = view(4, node("a", 10));
        ClusterView unknown = view(5, node("a", (Integer) null));
        LivePage page = page(known);
        page.take(delta(known, unknown));
        assertThat(page.cell(0, 0, Column.UTILIZATION)).isEqualTo(Cell.UNKNOWN);
        page.take(delta(unknown, view(6, node("a", 0))));
        assertThat(page.cell(0, 0, Column.UTILIZATION)).isEqualTo(new Cell("0 %", 0));
    }

    @Test
    void machineThatWentDownSaysSoAndWhy() {
        NodeView node = node("a", 10);
        ClusterView before = view(4, node);
        ClusterView after = view(5, with(node, MemberState.DOWN, "its port is closed"));
        LivePage page = page(before);
        page.take(delta(before, after));
        assertThat(page.cell(0, 0, Column.STATE).hint()).isEqualTo("its port is closed");
        assertThat(text(delta(before, after))).contains("\"is\":{\"0\":\"down\"}");
        assertThat(page.cell(0, 0, Column.STATE).text()).isEqualTo("down – its port is closed");
    }

    @Test
    void conditionsThatHoldAreListedAndNoneIsSaidToo() {
        ClusterView view = view(4);
        ClusterView alone = limited(view(5), Condition.ALONE);
        assertThat(text(delta(view, alone))).contains("\"limits\":[\"alone\"]");
        assertThat(text(delta(alone, view(6)))).contains("\"limits\":[]");
    }

    private static String text(byte[] message) {
        return new String(LivePage.content(message), StandardCharsets.UTF_8);
    }

    @Test
    void rowsThatComeAreAnnouncedAndThePageFetchesASnapshot() {
        byte[] message = delta(view(4), view(5, node("a")));
        assertThat(message).hasSize(3);
        assertThat(page(view(4)).take(message)).isEqualTo(LivePage.Outcome.ROWS_CHANGE);
    }

    @Test
    void changeFromAnotherRevisionIsAGap() {
        assertThat(page(view(3, node("a", 1))).take(delta(view(4, node("a", 1)), view(5, node("a", 2)))))
                .isEqualTo(LivePage.Outcome.GAP);
    }

    @Test
    void namesFromTheNetworkStayStrings() {
        ClusterView view = view(5, node("\"}<script>", 1));
        assertThat(page(view).cell(0, 0, Column.NODE).text()).isEqualTo("\"}<script>");
    }

    @Test
    void manyTextsAtOnceAreCompressed() {
        List<NodeView> online = new ArrayList<>();
        List<NodeView> suspect = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            NodeView node = node("node-" + i, 1);
            online.add(node);
            suspect.add(with(node, MemberState.SUSPECT, "it does not answer"));
        }
        ClusterView before = view(1, online.toArray(NodeView[]::new));
        ClusterView after = view(2, suspect.toArray(NodeView[]::new));
        byte[] message = delta(before, after);
        assertThat(message[0]).isEqualTo((byte) DeltaBytes.DEFLATED);
        assertThat(message).hasSizeLessThan(1_200);
        LivePage page = page(before);
        page.take(message);
        assertThat(page.cell(99, 0, Column.STATE).hint()).isEqualTo("it does not answer");
    }

    /** However changes travel, one by one or together, the page shows the newest view in the end. */
    @Property(tries = 300)
    void changesInAnyGroupingLeadToTheNewestView(
            @ForAll @Size(min = 1, max = 6) List<@Size(3) List<@IntRange(min = -1, max = 100) Integer>> steps,
            @ForAll @Size(6) List<Boolean> pushed) {
        ClusterView first = course(0, List.of(0, 50, 100));
        LivePage page = page(first);
        ClusterView shown = first;
        ClusterView newest = first;
        for (int i = 0; i < steps.size(); i++) {
            newest = course(i + 1, steps.get(i));
            if (pushed.get(i) || i == steps.size() - 1) {
                ViewChange change = ViewChange.between(shown, newest);
                assertThat(page.take(DeltaBytes.encode(change, Summary.of(newest), 0)))
                        .isEqualTo(LivePage.Outcome.SHOWN);
                shown = newest;
            }
        }
        assertThat(page.shown()).isEqualTo(page(newest).shown());
    }

    private static ClusterView course(int revision, List<Integer> utilizations) {
        Integer[] readings =
                utilizations.stream().map(each -> each < 0 ? null : each).toArray(Integer[]::new);
        NodeView changing = heardAt(node("b", readings), revision);
        MemberState state = utilizations.getFirst() % 2 == 0 ? MemberState.ONLINE : MemberState.SUSPECT;
        return view(revision, node("a"), with(changing, state, "reason " + revision), node("c", 1));
    }

    /** All readings of 254 machines of 8 GPUs, of which 60 % have spoken in 3 s. The target is 2,300 bytes. */
    @Test
    void readingsOfSimulatedMachinesTakeLittle() {
        assertThat(bytesPerTick(UnaryOperator.identity())).isLessThan(4_850);
    }

    /** What machines of 0.01.x tell. The target is 620 bytes. */
    @Test
    void readingsThatMachinesOfOldTellTakeLess() {
        assertThat(bytesPerTick(DeltaBytesTest::asOfOld)).isLessThan(1_850);
    }

    private static NodeState asOfOld(NodeState state) {
        List<Gpu> gpus = state.gpus().stream()
                .map(gpu -> new Gpu(gpu.inventory(), asOfOld(gpu.reading()), gpu.condition()))
                .toList();
        return new NodeState(
                "",
                true,
                gpus,
                state.gpuProblem(),
                state.linkMbit(),
                state.linkMaxMbit(),
                state.clockDriftSeconds(),
                0,
                null,
                MachineReading.UNKNOWN);
    }

    private static GpuReading asOfOld(GpuReading reading) {
        return GpuReading.of(quantity -> OF_OLD.contains(quantity) ? reading.value(quantity) : null);
    }

    private static int bytesPerTick(UnaryOperator<NodeState> told) {
        List<SimulatedMachine> machines = new ArrayList<>();
        for (int number = 1; number <= 254; number++) {
            machines.add(SimulatedMachine.of(77, number));
        }
        ClusterView shown = simulated(1, machines, told, List.of(), _ -> true);
        LivePage page = page(shown);
        int bytes = 0;
        int turns = 60;
        for (int turn = 0; turn < turns; turn++) {
            if (turn % 4 == 0) {
                machines.replaceAll(SimulatedMachine::next);
            }
            int first = turn;
            // Each machine speaks every five seconds: one of twenty a turn of 250 ms.
            ClusterView newest =
                    simulated(turn + 2, machines, told, shown.nodes(), position -> position % 20 == first % 20);
            byte[] message = delta(shown, newest);
            bytes += message.length;
            assertThat(page.take(message)).isEqualTo(LivePage.Outcome.SHOWN);
            shown = newest;
        }
        assertThat(page.cells()).isEqualTo(page(shown).cells());
        return bytes * 12 / turns;
    }

    private static ClusterView simulated(
            int revision,
            List<SimulatedMachine> machines,
            UnaryOperator<NodeState> told,
            List<NodeView> before,
            IntPredicate speaks) {
        List<NodeView> nodes = new ArrayList<>();
        for (int position = 0; position < machines.size(); position++) {
            nodes.add(
                    speaks.test(position)
                            ? speaking(revision, position, told.apply(state(revision, position, machines)))
                            : before.get(position));
        }
        return new ClusterView(revision, nodes, Set.of());
    }

    private static NodeState state(int revision, int position, List<SimulatedMachine> machines) {
        return machines.get(position).state("0.02.0", (revision * 7 + position) % 40 / 10.0);
    }

    private static NodeView speaking(int revision, int position, NodeState state) {
        NodeView node = node(String.format("sim-%03d", position + 1));
        return heardAt(Views.saying(node, state), Duration.ofSeconds(revision).toNanos());
    }
}
