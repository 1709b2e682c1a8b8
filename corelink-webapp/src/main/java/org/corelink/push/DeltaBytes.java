package org.corelink.push;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Column;
import org.corelink.cluster.Row;
import org.corelink.cluster.ViewChange;
import org.corelink.cluster.ViewChange.NodeChange;

/**
 * The form in which a {@link ViewChange} travels. {@code delta.js} reads it; the site describes it under Architecture.
 *
 * <pre>
 * byte     0: what follows is as it is; 1: it is deflated (RFC 1951); 2: rows come or go, and only the revisions follow
 * varint   the revision from which it leads
 * varint   by how many it leads on
 * varint   the number of machines that differ
 * bits     Rice parameters, then for each machine: machines that are skipped, tenths of a second since it was heard,
 *          whether its own cells differ and by what their numbers do, whether rows do, and for each row the same
 * rest     none, or JSON: figures, conditions, states, and the cells whose shape differs ({@link DeltaTexts})
 * </pre>
 *
 * <p>Numbers travel as differences, so that a change leads from one revision only.
 */
final class DeltaBytes {
    static final int PLAIN = 0;
    static final int DEFLATED = 1;
    static final int STRUCTURAL = 2;

    /** Most numbers of a cell that travel as numbers. */
    static final int SLOTS = 8;

    static final int GAP = 0;
    static final int AGE = 1;
    static final int FIRST_CELL = 2;

    /** Bits of the count of slots in use. */
    static final int SLOT_BITS = 3;

    private static final long NANOS_PER_TENTH = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int COLUMNS = LiveColumns.OF_NODES.size() + LiveColumns.OF_ROWS.size();

    private final RiceWriter numbers = new RiceWriter(FIRST_CELL + COLUMNS * SLOTS);
    private final DeltaTexts texts = new DeltaTexts();

    private DeltaBytes() {}

    /**
     * Encodes the change as of {@code nowNanos}.
     *
     * @param strip all figures of the strip, by key; empty to tell nothing of them
     */
    static byte[] encode(ViewChange change, SequencedMap<String, String> strip, long nowNanos) {
        BitWriter head = new BitWriter();
        head.varint(change.from());
        head.varint(change.to() - change.from());
        if (change.structural()) {
            return framed(STRUCTURAL, head.toBytes());
        }
        head.varint(change.nodes().size());
        DeltaBytes delta = new DeltaBytes();
        delta.texts.strip(strip);
        change.conditions().ifPresent(delta.texts::conditions);
        delta.add(change.nodes(), nowNanos);
        delta.writeTo(head);
        return smaller(head.toBytes());
    }

    private void add(List<NodeChange> changes, long nowNanos) {
        int next = 0;
        for (NodeChange change : changes) {
            numbers.number(GAP, change.position() - next);
            next = change.position() + 1;
            numbers.number(AGE, tenths(nowNanos - change.after().heardNanos()));
            if (change.isMoved()) {
                texts.membership(change.position(), change.after().membership());
            }
            List<Row> before = Row.of(change.before()).toList();
            List<Row> after = Row.of(change.after()).toList();
            String key = Integer.toString(change.position());
            addCells(key, 0, differences(LiveColumns.OF_NODES, before.getFirst(), after.getFirst()));
            addRows(key, before, after);
        }
    }

    private static int tenths(long nanos) {
        return Math.clamp(nanos / NANOS_PER_TENTH, 0, Integer.MAX_VALUE);
    }

    private void addRows(String nodeKey, List<Row> before, List<Row> after) {
        List<List<Difference>> rows = IntStream.range(0, after.size())
                .mapToObj(i -> differences(LiveColumns.OF_ROWS, before.get(i), after.get(i)))
                .toList();
        boolean any = rows.stream().anyMatch(DeltaBytes::isNews);
        numbers.bit(any);
        for (int i = 0; any && i < rows.size(); i++) {
            addCells(nodeKey + "/" + i, LiveColumns.OF_NODES.size(), rows.get(i));
        }
    }

    /** One cell before and after. */
    private record Difference(Column column, CellNumbers before, Cell after, boolean news) {
        /** By what its numbers differ; all 0 if it has to be told in full. */
        int[] steps() {
            int[] steps = new int[before.numbers().length];
            if (!news || isText()) {
                return steps;
            }
            int[] now = CellNumbers.of(after).numbers();
            for (int i = 0; i < steps.length; i++) {
                steps[i] = now[i] - before.numbers()[i];
            }
            return steps;
        }

        boolean isText() {
            return news && (before.numbers().length > SLOTS || !before.hasShapeOf(CellNumbers.of(after)));
        }
    }

    private static List<Difference> differences(List<Column> columns, Row before, Row after) {
        List<Difference> differences = new ArrayList<>(columns.size());
        for (Column column : columns) {
            Cell old = column.cell(before);
            Cell now = column.cell(after);
            differences.add(new Difference(column, CellNumbers.of(old), now, !old.equals(now)));
        }
        return differences;
    }

    private static boolean isNews(List<Difference> cells) {
        return cells.stream().anyMatch(Difference::news);
    }

    private void addCells(String key, int firstColumn, List<Difference> cells) {
        boolean news = isNews(cells);
        numbers.bit(news);
        for (int i = 0; news && i < cells.size(); i++) {
            Difference cell = cells.get(i);
            if (cell.isText()) {
                texts.cell(key, cell.column(), cell.after());
            }
            int[] steps = cell.steps();
            for (int slot = 0; slot < Math.min(steps.length, SLOTS); slot++) {
                numbers.signed(context(firstColumn + i, slot), steps[slot]);
            }
        }
    }

    private static int context(int column, int slot) {
        return FIRST_CELL + column * SLOTS + slot;
    }

    private void writeTo(BitWriter out) {
        int[] parameters = numbers.parameters();
        out.bits(parameters[GAP], RiceWriter.PARAMETER_BITS);
        out.bits(parameters[AGE], RiceWriter.PARAMETER_BITS);
        for (int column = 0; column < COLUMNS; column++) {
            int slots = slotsInUse(parameters, column);
            out.bits(slots > 0 ? 1 : 0, 1);
            if (slots > 0) {
                out.bits(slots - 1, SLOT_BITS);
            }
            for (int slot = 0; slot < slots; slot++) {
                out.bits(parameters[context(column, slot)], RiceWriter.PARAMETER_BITS);
            }
        }
        numbers.writeTo(out, parameters);
        out.bytes(texts.toBytes());
    }

    private static int slotsInUse(int[] parameters, int column) {
        int slots = SLOTS;
        while (slots > 0 && parameters[context(column, slots - 1)] == RiceWriter.ALL_ZERO) {
            slots--;
        }
        return slots;
    }

    /** Numbers are as short as they can be; of many texts at once a half can be saved. */
    private static byte[] smaller(byte[] plain) {
        byte[] deflated = new byte[plain.length];
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(plain);
            deflater.finish();
            int length = deflater.deflate(deflated);
            return deflater.finished() && length < plain.length
                    ? framed(DEFLATED, Arrays.copyOf(deflated, length))
                    : framed(PLAIN, plain);
        }
    }

    private static byte[] framed(int form, byte[] content) {
        byte[] framed = new byte[content.length + 1];
        framed[0] = (byte) form;
        System.arraycopy(content, 0, framed, 1, content.length);
        return framed;
    }
}
