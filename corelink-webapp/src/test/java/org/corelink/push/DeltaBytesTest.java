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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
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
import org.corelink.cluster.Row;
import org.corelink.cluster.Summary;
import org.corelink.cluster.ViewChange;
import org.corelink.cluster.Views;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.node.MachineReading;
import org.corelink.node.NodeState;
import org.corelink.node.SimulatedMachine;
import org.junit.jupiter.api.Test;

class DeltaBytesTest {
    /** Turns of 250 ms in 3 s. */
    private static final int TURNS = 12;

    /** As random as real ones. */
    private static final List<String> ID_OF = new SplittableRandom(3)
            .longs(254)
            .mapToObj(id -> String.format("%016x", id))
            .toList();

    /** A message with its frame on a WebSocket. */
    private static int onTheWire(byte[] message) {
        return message.length + (message.length > 125 ? 4 : 2);
    }

    private static byte[] delta(ClusterView from, ClusterView to) {
        return next(shown(from), to).bytes();
    }

    /** The message that leads from one view to the other, with all figures that differ. */
    private static DeltaBytes.Encoded next(Shown from, ClusterView to) {
        ViewChange change = ViewChange.between(from.view(), to);
        return DeltaBytes.encode(change, Summary.of(to), 0, from);
    }

    private static Shown shown(ClusterView view) {
        return Shown.NOTHING.untold(view).told(view, Summary.of(view), Learned.NOTHING);
    }

    private static Shown shown(ClusterView view, DeltaBytes.Encoded message) {
        return shown(view).told(view, Summary.of(view), message.learned());
    }

    private static LivePage page(ClusterView view) {
        return page(shown(view));
    }

    private static LivePage page(Shown shown) {
        return new LivePage(new String(SnapshotJson.encode("b00t", shown, 0), StandardCharsets.UTF_8));
    }

    @Test
    void tickWithoutChangeTakesAFewBytes() {
        ClusterView view = view(4, node("a", 1));
        ViewChange none = ViewChange.between(view, view);
        assertThat(DeltaBytes.encode(none, new LinkedHashMap<>(), 0, shown(view))
                        .bytes())
                .hasSizeLessThan(8);
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
        DeltaBytes.Encoded first = next(shown(known), unknown);
        page.take(first.bytes());
        assertThat(page.cell(0, 0, Column.UTILIZATION)).isEqualTo(Cell.UNKNOWN);
        page.take(next(shown(unknown, first), view(6, node("a", 0))).bytes());
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
        assertThat(text(delta(before, after))).contains("\"is\":{\"0\":[\"down\",true]}");
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
        return LiveHead.of(message).texts();
    }

    @Test
    void rowsThatComeAreAnnouncedAndThePageFetchesASnapshot() {
        byte[] message = delta(view(4), view(5, node("a")));
        assertThat(message).hasSize(2);
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
        assertThat(LiveHead.has(message[0], DeltaBytes.DEFLATED)).isTrue();
        assertThat(message).hasSizeLessThan(1_200);
        LivePage page = page(before);
        page.take(message);
        assertThat(page.cell(99, 0, Column.STATE).hint()).isEqualTo("it does not answer");
    }

    @Test
    void figuresOfTheStripAreToldByWhatTheyDifferWherePagesHaveTheOthers() {
        ClusterView before = view(4, node("a", 10), node("b", 20));
        ClusterView after = view(5, node("a", 10), node("b", 1));
        LivePage page = page(before);
        byte[] message = delta(before, after);
        assertThat(text(message)).isEmpty();
        page.take(message);
        assertThat(page.shown()).isEqualTo(page(after).shown());
    }

    @Test
    void figuresOfTheStripAreToldInFullToPagesThatMayHaveAny() {
        ClusterView before = view(4, node("a", 10));
        ClusterView after = view(5, node("a", 1));
        LivePage page = page(before);
        DeltaBytes.Encoded message = next(shown(before).untold(before), after);
        assertThat(text(message.bytes())).contains("\"busy\":\"0\"");
        page.take(message.bytes());
        assertThat(page.shown()).isEqualTo(page(after).shown());
    }

    @Test
    void messageThatLeadsNowhereHasAllFiguresSinceNobodyWouldMissIt() {
        ClusterView view = view(4, node("a", 10));
        assertThat(text(delta(view, view))).contains("\"online\":\"1\"", "\"busy\":\"1\"");
    }

    @Test
    void textThatWasToldBeforeIsNotToldAgain() {
        NodeView node = node("a", 10);
        NodeView other = node("b", 10);
        ClusterView well = view(4, node, other);
        ClusterView one = view(5, with(node, MemberState.DOWN, "its port is closed"), other);
        ClusterView both = view(
                6,
                with(node, MemberState.DOWN, "its port is closed"),
                with(other, MemberState.DOWN, "its port is closed"));
        LivePage page = page(well);
        DeltaBytes.Encoded first = next(shown(well), one);
        DeltaBytes.Encoded second = next(shown(one, first), both);
        page.take(first.bytes());
        page.take(second.bytes());
        assertThat(text(first.bytes())).contains("its port is closed");
        assertThat(text(second.bytes())).doesNotContain("its port is closed");
        assertThat(page.cell(1, 0, Column.STATE)).isEqualTo(page.cell(0, 0, Column.STATE));
    }

    @Test
    void snapshotHasAllThatWasLearned() {
        ClusterView before = view(4, node("a", 10));
        DeltaBytes.Encoded message = next(shown(before), view(5, node("a", 11)));
        Learned read = page(shown(before, message)).learned();
        for (int table = 0; table < DeltaTables.COUNT; table++) {
            assertThat(read.table(table)).isEqualTo(message.learned().table(table));
        }
        for (int column = 0; column < DeltaTables.COLUMNS + DeltaTables.FIGURES; column++) {
            assertThat(read.texts(column)).isEqualTo(message.learned().texts(column));
        }
        assertThat(read.table(DeltaTables.LINES)).isNotNull();
    }

    /** Whatever was decided: the odds are those of the server, bit for bit. */
    @Property
    void oddsAreReadFromTheirStepsAsTheyWere(@ForAll @Size(max = 400) List<Boolean> decisions) {
        int no = RangeEncoder.EVEN;
        for (boolean yes : decisions) {
            no = Odds.after(no, yes);
            assertThat(no).isBetween(1, RangeEncoder.CERTAIN - 1);
            assertThat(LivePage.oddsAt(Odds.step(no))).isEqualTo(no);
        }
    }

    @Test
    void messageThatIsLostChangesNothingOfWhatTheNextBuildsUpon() {
        ClusterView before = view(4, node("a", 10));
        Shown shown = shown(before);
        next(shown, view(5, node("a", 11)));
        assertThat(shown.learned().table(DeltaTables.LINES)).isNull();
    }

    @Test
    void whatLeadsAnotherColumnStandsLeftOfItInTheSameLine() {
        LiveColumns.LEADERS.forEach((column, leader) -> {
            assertThat(leader.column().perNode()).isEqualTo(column.perNode());
            assertThat(leader.column()).isLessThan(column);
        });
    }

    /** However changes travel, one by one or together, the page shows the newest view in the end; so does one that comes later. */
    @Property(tries = 300)
    void changesInAnyGroupingLeadToTheNewestView(
            @ForAll @Size(min = 1, max = 6) List<@Size(3) List<@IntRange(min = -1, max = 100) Integer>> steps,
            @ForAll @Size(6) List<Boolean> pushed) {
        Shown shown = shown(course(0, List.of(0, 50, 100)));
        LivePage page = page(shown);
        LivePage late = page(shown);
        ClusterView newest = shown.view();
        for (int i = 0; i < steps.size(); i++) {
            newest = course(i + 1, steps.get(i));
            if (pushed.get(i) || i == steps.size() - 1) {
                late = page(shown);
                DeltaBytes.Encoded message = next(shown, newest);
                assertThat(page.take(message.bytes())).isEqualTo(LivePage.Outcome.SHOWN);
                assertThat(late.take(message.bytes())).isEqualTo(LivePage.Outcome.SHOWN);
                shown = shown(newest, message);
            }
        }
        assertThat(page.shown()).isEqualTo(page(newest).shown());
        assertThat(late.shown()).isEqualTo(page(newest).shown());
        assertThat(page.cells()).isEqualTo(cellsOf(newest));
    }

    /** What a page should show: the cells of machines, and of their rows. */
    private static List<Object> cellsOf(ClusterView view) {
        List<List<Cell>> ofNodes = new ArrayList<>();
        List<List<List<Cell>>> ofRows = new ArrayList<>();
        for (NodeView node : view.nodes()) {
            List<Row> rows = Row.of(node).toList();
            ofNodes.add(line(LiveColumns.OF_NODES, rows.getFirst()));
            ofRows.add(rows.stream().map(row -> line(LiveColumns.OF_ROWS, row)).toList());
        }
        return List.of(ofNodes, ofRows);
    }

    private static List<Cell> line(List<Column> columns, Row row) {
        return columns.stream().map(column -> column.cell(row)).toList();
    }

    private static ClusterView course(int revision, List<Integer> utilizations) {
        Integer[] readings =
                utilizations.stream().map(each -> each < 0 ? null : each).toArray(Integer[]::new);
        NodeView changing = heardAt(node("b", readings), revision);
        MemberState state = utilizations.getFirst() % 2 == 0 ? MemberState.ONLINE : MemberState.SUSPECT;
        return view(revision, node("a"), with(changing, state, "reason " + revision), node("c", 1));
    }

    /** All readings of 254 machines of 8 GPUs, of which 60 % have spoken in 3 s, and the strip. The target is 2,300 bytes. */
    @Test
    void readingsOfSimulatedMachinesTakeLittle() {
        assertThat(bytesPerTick(UnaryOperator.identity())).isLessThan(2_300);
    }

    /** Everything at once of the same machines, as it is sent: compressed. */
    @Test
    void snapshotOfSimulatedMachinesTakesLittle() {
        Shown shown = afterTicks(UnaryOperator.identity()).shown();
        Snapshots.Encoded snapshot = new Snapshots("b00t").of(shown, nanos(20 * TURNS, 1));
        assertThat(snapshot.gzip().length).isLessThan(22_500);
    }

    /** What machines of 0.01.x tell, their traffic and clock, as the peer was fed. The target is 620 bytes. */
    @Test
    void whatMachinesOfOldTellTakesLess() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(bytesPerTick(state -> asOfOld(state, random))).isLessThan(620);
    }

    private static NodeState asOfOld(NodeState state, SplittableRandom random) {
        List<Gpu> gpus = state.gpus().stream()
                .map(gpu -> new Gpu(gpu.index(), gpu.model(), gpu.bottleneck(), GpuReading.UNKNOWN))
                .toList();
        return new NodeState(
                "",
                true,
                gpus,
                state.gpuProblem(),
                state.linkMbit(),
                state.linkMaxMbit(),
                random.nextDouble(-0.05, 0.05),
                random.nextDouble(1, 900),
                null,
                MachineReading.UNKNOWN);
    }

    private static int bytesPerTick(UnaryOperator<NodeState> told) {
        return afterTicks(told).bytesPerTick();
    }

    /**
     * After a minute.
     *
     * @param bytesPerTick what messages took in 3 s
     * @param shown what pages show in the end
     */
    private record AfterTicks(int bytesPerTick, Shown shown) {}

    private static AfterTicks afterTicks(UnaryOperator<NodeState> told) {
        List<SimulatedMachine> machines = new ArrayList<>();
        for (int number = 1; number <= 254; number++) {
            machines.add(SimulatedMachine.of(77, number));
        }
        SplittableRandom random = new SplittableRandom(2);
        // Each machine speaks every five seconds, at a time of its own: one of twenty turns of 250 ms.
        int[] turnOf = machines.stream().mapToInt(_ -> random.nextInt(20)).toArray();
        ClusterView first = simulated(0, machines, told, List.of(), _ -> true);
        Shown shown = shown(first);
        LivePage page = page(shown);
        int bytes = 0;
        int turns = 20 * TURNS;
        for (int turn = 1; turn <= turns; turn++) {
            if (turn % 4 == 0) {
                machines.replaceAll(SimulatedMachine::next);
            }
            int now = turn % 20;
            ClusterView newest =
                    simulated(turn, machines, told, shown.view().nodes(), position -> turnOf[position] == now);
            ViewChange change = ViewChange.between(shown.view(), newest);
            SequencedMap<String, String> figures = turn % TURNS == 0 ? Summary.of(newest) : shown.told();
            DeltaBytes.Encoded message = DeltaBytes.encode(change, figures, nanos(turn, 1), shown);
            bytes += onTheWire(message.bytes());
            assertThat(page.take(message.bytes())).isEqualTo(LivePage.Outcome.SHOWN);
            shown = shown.told(newest, figures, message.learned());
        }
        assertThat(page.cells()).isEqualTo(cellsOf(shown.view()));
        assertThat(page(shown).cells()).isEqualTo(cellsOf(shown.view()));
        return new AfterTicks(bytes * TURNS / turns, shown);
    }

    /** A moment of a turn of 250 ms. */
    private static long nanos(int turn, double part) {
        return (long) (Duration.ofMillis(250).toNanos() * (turn + part));
    }

    private static ClusterView simulated(
            int turn,
            List<SimulatedMachine> machines,
            UnaryOperator<NodeState> told,
            List<NodeView> before,
            IntPredicate speaks) {
        List<NodeView> nodes = new ArrayList<>();
        for (int position = 0; position < machines.size(); position++) {
            nodes.add(
                    speaks.test(position)
                            ? speaking(turn, position, told.apply(state(turn, position, machines)))
                            : before.get(position));
        }
        return new ClusterView(turn + 1, nodes, Set.of());
    }

    private static NodeState state(int turn, int position, List<SimulatedMachine> machines) {
        return machines.get(position).state("0.02.0", (turn * 7 + position) % 40 / 10.0);
    }

    private static NodeView speaking(int turn, int position, NodeState state) {
        NodeView node = Views.named(String.format("sim-%03d", position + 1), node(ID_OF.get(position)));
        return heardAt(Views.saying(node, state), nanos(turn, position * 37 % 100 / 100.0));
    }
}
