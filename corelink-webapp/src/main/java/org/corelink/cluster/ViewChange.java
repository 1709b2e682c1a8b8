package org.corelink.cluster;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.corelink.gossip.Condition;
import org.corelink.gossip.MemberState;
import org.corelink.gossip.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What a page that shows one view must change to show another.
 *
 * @param from revision of the view it starts from
 * @param to revision of the view it leads to
 * @param structural whether rows come or go, which no change of cells can show
 * @param conditions what limits this machine's knowledge now; empty if nothing about that has changed
 * @param summary changed figures of the strip, by key
 * @param heard machines heard since, with the time at which that was ({@link System#nanoTime()})
 * @param membership machines whose membership changed
 * @param nodeCells changed cells that all rows of a machine share
 * @param gpuCells changed cells of single rows, by row key
 */
public record ViewChange(
        long from,
        long to,
        boolean structural,
        Optional<Set<Condition>> conditions,
        Map<String, String> summary,
        SequencedMap<NodeId, Long> heard,
        SequencedMap<NodeId, MemberState> membership,
        SequencedMap<NodeId, Map<Column, Cell>> nodeCells,
        SequencedMap<String, Map<Column, Cell>> gpuCells) {

    /** The change that leads from one view to the other. */
    public static ViewChange between(ClusterView from, ClusterView to) {
        SequencedMap<NodeId, Long> heard = new LinkedHashMap<>();
        SequencedMap<NodeId, MemberState> membership = new LinkedHashMap<>();
        SequencedMap<NodeId, Map<Column, Cell>> nodeCells = new LinkedHashMap<>();
        SequencedMap<String, Map<Column, Cell>> gpuCells = new LinkedHashMap<>();
        Map<NodeId, NodeView> before = from.byId();
        boolean structural = from.nodes().size() != to.nodes().size();
        for (NodeView node : to.nodes()) {
            NodeView old = before.get(node.id());
            if (node.equals(old)) {
                continue;
            }
            structural |= old == null || !rowKeys(old).equals(rowKeys(node));
            if (old == null || old.heardNanos() != node.heardNanos()) {
                heard.put(node.id(), node.heardNanos());
            }
            if (old == null || old.membership() != node.membership()) {
                membership.put(node.id(), node.membership());
            }
            addCells(old, node, nodeCells, gpuCells);
        }
        return new ViewChange(
                from.revision(),
                to.revision(),
                structural,
                conditions(from, to),
                Summary.changes(from, to),
                heard,
                membership,
                nodeCells,
                gpuCells);
    }

    /** A page whose view is not known may show any of them: it is told of all, even of none. */
    private static Optional<Set<Condition>> conditions(ClusterView from, ClusterView to) {
        boolean news = from.revision() == 0 || !from.conditions().equals(to.conditions());
        return news ? Optional.of(to.conditions()) : Optional.empty();
    }

    private static List<String> rowKeys(NodeView node) {
        return Row.of(node).map(Row::key).toList();
    }

    private static void addCells(
            @Nullable NodeView old,
            NodeView node,
            Map<NodeId, Map<Column, Cell>> nodeCells,
            Map<String, Map<Column, Cell>> gpuCells) {
        List<Row> rows = Row.of(node).toList();
        Map<String, Row> oldRows = new LinkedHashMap<>();
        if (old != null) {
            Row.of(old).forEach(row -> oldRows.put(row.key(), row));
        }
        Map<Column, Cell> shared =
                changed(old == null ? null : Row.of(old).findFirst().orElse(null), rows.getFirst(), true);
        if (!shared.isEmpty()) {
            nodeCells.put(node.id(), shared);
        }
        for (Row row : rows) {
            Map<Column, Cell> own = changed(oldRows.get(row.key()), row, false);
            if (!own.isEmpty()) {
                gpuCells.put(row.key(), own);
            }
        }
    }

    private static Map<Column, Cell> changed(@Nullable Row old, Row row, boolean perNode) {
        Map<Column, Cell> cells = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            if (column.perNode() == perNode) {
                Cell cell = column.cell(row);
                if (old == null || !cell.equals(column.cell(old))) {
                    cells.put(column, cell);
                }
            }
        }
        return cells;
    }
}
