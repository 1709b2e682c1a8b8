package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Column;
import org.corelink.push.LiveColumns.Leader;

/** An open page without a browser: what {@code delta.js} does, for tests of what is sent to it. */
public final class LivePage {
    private long revision;
    private Learned learned;
    private final List<String> nodes;
    private final Map<String, String> states = new TreeMap<>();
    private final List<Integer> heardQuarters = new ArrayList<>();
    private final List<List<Cell>> nodeCells = new ArrayList<>();
    private final List<List<List<Cell>>> rowCells = new ArrayList<>();
    private final Map<String, String> strip = new LinkedHashMap<>();

    /** A page that has fetched this snapshot. */
    public LivePage(String snapshot) {
        Map<String, Object> json = Json.object(snapshot);
        revision = Long.parseLong(Json.text(json.get("revision")));
        nodes = Json.list(json.get("nodes")).stream().map(Json::text).toList();
        takeStrip(json);
        learned = Learned.NOTHING.fork();
        byte[] decisions = Base64.getDecoder().decode(Json.text(json.get("decisions")));
        DeltaReader in = new DeltaReader(decisions, learned);
        Deque<Object> told = new ArrayDeque<>(Json.list(json.get("cells")));
        List<List<Cell>> nodesBefore = new ArrayList<>();
        List<List<Cell>> rowsBefore = new ArrayList<>();
        for (int position = 0; position < nodes.size(); position++) {
            states.put(nodes.get(position), Json.text(Json.list(json.get("is")).get(position)));
            heardQuarters.add(in.number(DeltaTables.AGE));
            nodeCells.add(line(in, told, DeltaTables.NODE_LIKE, nodesBefore));
            List<List<Cell>> rows = new ArrayList<>();
            int count = Json.list(Json.list(json.get("rows")).get(position)).size();
            for (int i = 0; i < Math.max(1, count); i++) {
                rows.add(line(in, told, DeltaTables.ROW_LIKE, rowsBefore));
            }
            rowCells.add(rows);
        }
        assertThat(told).isEmpty();
        learned = learnedByDeltas(in, Json.map(json.get("texts")));
    }

    private List<Cell> line(DeltaReader in, Deque<Object> told, int table, List<List<Cell>> before) {
        boolean ofNode = table == DeltaTables.NODE_LIKE;
        int columns = ofNode ? LiveColumns.OF_NODES.size() : LiveColumns.OF_ROWS.size();
        int like = in.number(table);
        List<Cell> line =
                new ArrayList<>(like > 0 ? before.remove(like - 1) : Collections.nCopies(columns, Cell.of("")));
        int place = ofNode ? DeltaTables.OWN_LINE : DeltaTables.rowLine(false, true);
        takeLine(in, told, place, line, ofNode ? 0 : LiveColumns.OF_NODES.size());
        before.addFirst(List.copyOf(line));
        return line;
    }

    private static Learned learnedByDeltas(DeltaReader in, Map<String, Object> texts) {
        Learned learned = Learned.NOTHING.fork();
        for (int table = 0; table < DeltaTables.COUNT; table++) {
            if (in.decision(DeltaTables.LINES, DeltaTables.IS_LEARNED)) {
                int step = 0;
                for (int place = 0; place < DeltaTables.SIZE; place++) {
                    step = in.signed(DeltaTables.ODDS, DeltaLead.of(step).kind());
                    learned.owned(table)[place] = (char) oddsAt(step);
                }
            }
        }
        texts.forEach((column, cells) -> {
            for (Object cell : Json.list(cells).reversed()) {
                learned.remember(Integer.parseInt(column), cell(cell));
            }
        });
        return learned;
    }

    /** The opposite of {@link Odds#step}. */
    static int oddsAt(int step) {
        int steps = 640 - Math.abs(step);
        int shift = Math.max(0, (steps >> 6) - 1);
        int unlikely = (steps - (shift << 6)) << shift;
        return step <= 0 ? unlikely : RangeEncoder.CERTAIN - unlikely;
    }

    private static Cell cell(Object json) {
        if (!(json instanceof List<?> parts)) {
            return Cell.of(Json.text(json));
        }
        String bar = Json.text(parts.get(1));
        Cell cell = new Cell(Json.text(parts.getFirst()), bar.equals("null") ? Cell.NO_BAR : Integer.parseInt(bar));
        return parts.size() > 2 ? cell.withHint(Json.text(parts.get(2))) : cell;
    }

    /** What becomes of a message. */
    enum Outcome {
        SHOWN,
        GAP,
        ROWS_CHANGE
    }

    /** Takes a message. */
    Outcome take(byte[] message) {
        LiveHead head = LiveHead.of(message);
        if (LiveHead.has(message[0], DeltaBytes.STRUCTURAL)) {
            return Outcome.ROWS_CHANGE;
        }
        if (head.from() != revision) {
            return Outcome.GAP;
        }
        revision = head.to();
        Map<String, Object> texts = head.texts().isEmpty() ? Map.of() : Json.object(head.texts());
        takeStrip(texts);
        Json.map(texts.get("is")).forEach((place, is) -> states.put(nodes.get(Integer.parseInt(place)), Json.text(is)));
        Deque<Object> told = new ArrayDeque<>(Json.list(texts.get("cells")));
        DeltaReader in = new DeltaReader(head.decisions(), learned);
        int position = 0;
        for (int i = 0; i < head.nodes(); i++, position++) {
            position += in.number(DeltaTables.GAP);
            heardQuarters.set(position, in.number(DeltaTables.AGE));
            takeLine(in, told, DeltaTables.OWN_LINE, nodeCells.get(position), 0);
            boolean afterNews = false;
            for (List<Cell> row : rowCells.get(position)) {
                int[] work = CellNumbers.of(row.get(LiveColumns.OF_ROWS.indexOf(LiveColumns.WORK)))
                        .numbers();
                boolean idle = work.length > 0 && work[0] == 0;
                afterNews = takeLine(in, told, DeltaTables.rowLine(idle, afterNews), row, LiveColumns.OF_NODES.size());
            }
        }
        List<Cell> figures = strip.values().stream().map(Cell::of).collect(Collectors.toCollection(ArrayList::new));
        if (head.from() < head.to() && takeLine(in, told, DeltaTables.STRIP, figures, DeltaTables.COLUMNS)) {
            List.copyOf(strip.keySet())
                    .forEach(key -> strip.put(key, figures.removeFirst().text()));
        }
        assertThat(told).isEmpty();
        return Outcome.SHOWN;
    }

    private boolean takeLine(DeltaReader in, Deque<Object> told, int place, List<Cell> cells, int firstColumn) {
        if (!in.decision(DeltaTables.LINES, place)) {
            return false;
        }
        int[] steps = new int[cells.size()];
        for (int i = 0; i < cells.size(); i++) {
            int column = firstColumn + i;
            Leader leader = LiveColumns.leader(column);
            DeltaLead lead = leader == null
                    ? DeltaLead.NONE
                    : DeltaLead.of(steps[LiveColumns.ALL.indexOf(leader.column()) - firstColumn], leader.factor());
            if (!in.decision(DeltaTables.column(column), DeltaTables.CHANGED + lead.kind())) {
                continue;
            }
            if (in.decision(DeltaTables.column(column), DeltaTables.IS_TEXT)) {
                cells.set(i, takeText(in, told, column));
            } else {
                CellNumbers cell = CellNumbers.of(cells.get(i));
                int[] numbers = cell.numbers().clone();
                steps[i] = takeSteps(in, column, lead, numbers);
                cells.set(i, written(cell.shape(), numbers));
            }
        }
        return true;
    }

    private Cell takeText(DeltaReader in, Deque<Object> told, int column) {
        int known = in.number(DeltaTables.text(column));
        Cell text = known > 0 ? learned.texts(column).get(known - 1) : cell(told.removeFirst());
        learned.remember(column, text);
        return text;
    }

    private static int takeSteps(DeltaReader in, int column, DeltaLead lead, int[] numbers) {
        int first = 0;
        for (int slot = 0; slot < numbers.length; slot++) {
            DeltaLead by = slot == 0 ? lead : DeltaLead.of(first);
            int step = in.signed(DeltaTables.number(column, slot), by.kind()) + by.expected();
            numbers[slot] += step;
            first = slot == 0 ? step : first;
        }
        return first;
    }

    /** The cell of that shape and those numbers. */
    static Cell written(String shape, int[] numbers) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int at = 0; at < shape.length(); at++) {
            if (shape.charAt(at) == 0) {
                text.append(number(numbers[next++], shape.charAt(++at) - '0'));
            } else if (shape.charAt(at) == 2) {
                text.append(numbers[next] < 0 ? '-' : '+');
                text.append(number(Math.abs(numbers[next++]), shape.charAt(++at) - '0'));
            } else {
                text.append(shape.charAt(at));
            }
        }
        String[] parts = text.toString().split("\u0001", -1);
        int bar =
                switch (parts[2]) {
                    case "=" -> numbers[0];
                    case "%" -> Math.clamp(Math.round(100.0 * numbers[0] / numbers[1]), 0, 100);
                    case "+" -> numbers[next];
                    default -> Cell.NO_BAR;
                };
        return new Cell(parts[0], bar, parts[1]);
    }

    private static String number(int number, int decimals) {
        String digits = Integer.toString(number);
        digits = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
        int point = digits.length() - decimals;
        return decimals == 0 ? digits : digits.substring(0, point) + "." + digits.substring(point);
    }

    private void takeStrip(Map<String, Object> json) {
        Json.map(json.get("sum")).forEach((key, text) -> strip.put(key, Json.text(text)));
    }

    /** What was learned, by the snapshot and by the messages since. */
    Learned learned() {
        return learned;
    }

    /** The cell of a machine, or of a row of it. */
    public Cell cell(int position, int row, Column column) {
        return column.perNode()
                ? nodeCells.get(position).get(LiveColumns.OF_NODES.indexOf(column))
                : rowCells.get(position).get(row).get(LiveColumns.OF_ROWS.indexOf(column));
    }

    /** How long ago the machine was heard when that was told last, in full quarters of a second. */
    public int heardQuarters(int position) {
        return heardQuarters.get(position);
    }

    /** All cells: those of machines, then those of their rows. */
    List<Object> cells() {
        return List.of(nodeCells, rowCells);
    }

    long revision() {
        return revision;
    }

    /** Everything but the ages, to compare. */
    Map<String, Object> shown() {
        Map<String, Object> all = new HashMap<>();
        all.put("revision", revision);
        all.put("nodes", nodes);
        all.put("states", states);
        all.put("nodeCells", nodeCells);
        all.put("rowCells", rowCells);
        all.put("strip", strip);
        return all;
    }
}
