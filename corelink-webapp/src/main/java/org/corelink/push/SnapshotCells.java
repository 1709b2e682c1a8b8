package org.corelink.push;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corelink.cluster.Cell;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Column;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Row;

/**
 * All ages and cells of a view, coded as deltas are: each line by what it differs from an earlier one that it is like. Then the odds that
 * deltas have learned, each by what it differs from even. {@code delta.js} reads it.
 *
 * @param told the cells that are told in full, in their order
 * @param decisions all else
 */
@SuppressWarnings("ArrayRecordComponent") // Written, never compared.
record SnapshotCells(List<Cell> told, byte[] decisions) {
    private static final int MODEL = LiveColumns.OF_ROWS.indexOf(Column.MODEL);
    private static final int NIC = LiveColumns.OF_NODES.indexOf(Column.NIC);

    /** Encodes what a page shows, as of {@code nowNanos}. */
    static SnapshotCells of(ClusterView view, Learned learned, long nowNanos) {
        Encoder encoder = new Encoder(nowNanos);
        view.nodes().forEach(encoder::add);
        encoder.add(learned);
        return new SnapshotCells(encoder.told, encoder.out.toBytes());
    }

    /** Rows of this are alike: a kind of card, at work or not. */
    private record CardAtWork(Cell model, boolean isKnown, boolean isIdle) {}

    private static final class Encoder {
        private final Learned learned = Learned.NOTHING.fork();
        private final DeltaWriter out = new DeltaWriter(learned);
        private final List<Cell> told = new ArrayList<>();
        private final LineWriter lines = new LineWriter(learned, out, told::add);
        private final Before<Cell> nodes = new Before<>(LiveColumns.OF_NODES);
        private final Before<CardAtWork> rows = new Before<>(LiveColumns.OF_ROWS);
        private final long nowNanos;

        Encoder(long nowNanos) {
            this.nowNanos = nowNanos;
        }

        private void add(NodeView node) {
            out.number(DeltaTables.AGE, DeltaBytes.quarters(nowNanos - node.heardNanos()));
            List<Row> all = Row.of(node).toList();
            List<Cell> cells = cells(LiveColumns.OF_NODES, all.getFirst());
            out.number(DeltaTables.NODE_LIKE, nodes.place(cells.get(NIC)));
            lines.add(DeltaTables.OWN_LINE, DeltaLine.between(0, nodes.exchange(cells.get(NIC), cells), cells));
            all.forEach(this::add);
        }

        private void add(Row row) {
            List<Cell> cells = cells(LiveColumns.OF_ROWS, row);
            boolean isKnown = row.reading().utilizationPercent() != null;
            CardAtWork kind = new CardAtWork(cells.get(MODEL), isKnown, LiveColumns.isIdle(row));
            out.number(DeltaTables.ROW_LIKE, rows.place(kind));
            lines.add(
                    DeltaTables.rowLine(false, true),
                    DeltaLine.between(LiveColumns.OF_NODES.size(), rows.exchange(kind, cells), cells));
        }

        private static List<Cell> cells(List<Column> columns, Row row) {
            return columns.stream().map(column -> column.cell(row)).toList();
        }

        private void add(Learned deltas) {
            for (int table = 0; table < DeltaTables.COUNT; table++) {
                char[] odds = deltas.table(table);
                out.decision(DeltaTables.LINES, DeltaTables.IS_LEARNED, odds != null);
                int before = 0;
                for (int i = 0; odds != null && i < odds.length; i++) {
                    int step = Odds.step(odds[i]);
                    out.signed(DeltaTables.ODDS, DeltaLead.of(before).kind(), step);
                    before = step;
                }
            }
        }
    }

    /** The last line of each kind, the newest first. */
    private static final class Before<K> {
        private final List<K> kinds = new ArrayList<>();
        private final Map<K, List<Cell>> last = new HashMap<>();
        private final List<Cell> blank;

        Before(List<Column> columns) {
            blank = Collections.nCopies(columns.size(), Cell.of(""));
        }

        /** Where the last of that kind is, from 1 on; 0 if there is none. */
        int place(K kind) {
            return kinds.indexOf(kind) + 1;
        }

        /** The last of that kind, or one without any text; another takes its place. */
        List<Cell> exchange(K kind, List<Cell> line) {
            kinds.remove(kind);
            kinds.addFirst(kind);
            return Optional.ofNullable(last.put(kind, line)).orElse(blank);
        }
    }
}
