package org.corelink.push;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.corelink.cluster.Row;
import org.corelink.cluster.ViewChange.NodeChange;

/**
 * A machine that differs.
 *
 * @param own the cells that all its rows share
 * @param rows the others
 */
record NodeLines(NodeChange change, DeltaLine own, List<DeltaLine> rows) {
    /** Looks at all its cells. */
    static NodeLines of(NodeChange change) {
        List<Row> before = Row.of(change.before()).toList();
        List<Row> after = Row.of(change.after()).toList();
        int position = change.position();
        return new NodeLines(
                change,
                DeltaLine.ofNode(position, before.getFirst(), after.getFirst()),
                IntStream.range(0, after.size())
                        .mapToObj(i -> DeltaLine.ofRow(position, i, before.get(i), after.get(i)))
                        .toList());
    }

    /** All of them that differ. */
    Stream<DeltaLine> all() {
        return Stream.concat(Stream.of(own), rows.stream()).filter(DeltaLine::isNews);
    }
}
