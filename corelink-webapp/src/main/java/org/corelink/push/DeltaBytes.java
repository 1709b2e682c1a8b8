package org.corelink.push;

import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
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
 *          whether its own cells differ and by what their numbers do, whether rows do, and for each row the same;
 *          of a column that rarely differs, each cell is marked by a bit
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
    private final ColumnUse use = new ColumnUse(COLUMNS);

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
        List<NodeLines> nodes = change.nodes().stream().map(NodeLines::of).toList();
        nodes.forEach(node -> node.all().forEach(delta.use::count));
        delta.add(nodes, nowNanos);
        delta.writeTo(head);
        return smaller(head.toBytes());
    }

    private void add(List<NodeLines> nodes, long nowNanos) {
        int next = 0;
        for (NodeLines node : nodes) {
            NodeChange change = node.change();
            numbers.number(GAP, change.position() - next);
            next = change.position() + 1;
            numbers.number(AGE, tenths(nowNanos - change.after().heardNanos()));
            if (change.isMoved()) {
                texts.membership(change.position(), change.after().membership());
            }
            add(node.own());
            boolean any = node.rows().stream().anyMatch(DeltaLine::isNews);
            numbers.bit(any);
            if (any) {
                node.rows().forEach(this::add);
            }
        }
    }

    private static int tenths(long nanos) {
        return Math.clamp(nanos / NANOS_PER_TENTH, 0, Integer.MAX_VALUE);
    }

    private void add(DeltaLine line) {
        numbers.bit(line.isNews());
        if (!line.isNews()) {
            return;
        }
        for (int i = 0; i < line.cells().size(); i++) {
            CellChange cell = line.cells().get(i);
            if (cell.isText()) {
                texts.cell(line.key(), cell.column(), cell.after());
            }
            int column = line.firstColumn() + i;
            if (use.isMarked(column)) {
                numbers.bit(cell.hasSteps());
            }
            if (!use.isMarked(column) || cell.hasSteps()) {
                addSteps(column, cell.steps());
            }
        }
    }

    private void addSteps(int column, int[] steps) {
        for (int slot = 0; slot < Math.min(steps.length, SLOTS); slot++) {
            numbers.signed(context(column, slot), steps[slot]);
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
                out.bits(use.isMarked(column) ? 1 : 0, 1);
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
