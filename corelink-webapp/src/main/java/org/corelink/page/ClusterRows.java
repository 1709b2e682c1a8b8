package org.corelink.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Column;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Row;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** Sorts and pages the rows of one view for PrimeFaces; holds no state besides that view. */
public class ClusterRows extends LazyDataModel<TableRow> {
    private static final long serialVersionUID = 1L;
    private static final Comparator<Row> BY_MACHINE =
            Comparator.comparing(Row::node, NodeView.ORDER).thenComparing(Column.GPU.order(true));

    private final transient List<Row> rows;

    /** The rows of {@code view}. */
    public ClusterRows(ClusterView view) {
        this.rows = Row.of(view);
    }

    /** Number of rows on all pages. */
    public int getTotal() {
        return rows.size();
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        return rows.size();
    }

    @Override
    public List<TableRow> load(int first, int pageSize, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
        List<Row> page = rows.stream()
                .sorted(order(sorts.values()))
                .skip(first)
                .limit(pageSize)
                .toList();
        long now = System.nanoTime();
        List<TableRow> lines = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            Row row = page.get(i);
            boolean repeat =
                    i > 0 && page.get(i - 1).node().id().equals(row.node().id());
            lines.add(new TableRow(row, repeat, now));
        }
        return lines;
    }

    /** By the chosen columns in their order, then by machine and GPU, so that equal rows keep their places. */
    private static Comparator<Row> order(Collection<SortMeta> sorts) {
        return sorts.stream()
                .filter(SortMeta::isActive)
                .sorted(Comparator.comparingInt(SortMeta::getPriority))
                .flatMap(sort -> Column.ofKey(sort.getField()).stream()
                        .map(column -> column.order(sort.getOrder().isAscending())))
                .reduce(Comparator::thenComparing)
                .map(chosen -> chosen.thenComparing(BY_MACHINE))
                .orElse(BY_MACHINE);
    }

    @Override
    public String getRowKey(TableRow line) {
        return line.key();
    }
}
