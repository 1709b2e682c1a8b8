package org.corelink.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Column;
import org.corelink.cluster.Column.Shown;
import org.corelink.cluster.Row;
import org.corelink.cluster.query.Parsed;
import org.corelink.cluster.query.Query;
import org.corelink.cluster.query.RowSelection;
import org.corelink.cluster.query.SortKey;
import org.jspecify.annotations.Nullable;

/** The table of one request: all that it shows follows from one view and the address. Not for several threads. */
public final class ClusterTable {
    /** What precedes a column's key in the name of the parameter that holds its new filter. */
    static final String FILTER = "f.";

    private final String query;
    private final List<String> faults;
    private final TableAddress address;
    private final List<Row> rows;
    private final int total;
    private final long nowNanos;

    /** Faces asks several times. */
    private @Nullable List<TableRow> lines;

    private @Nullable Map<String, Head> heads;

    private ClusterTable(
            String query, List<String> faults, TableAddress address, List<Row> rows, int total, long nowNanos) {
        this.query = query;
        this.faults = faults;
        this.address = address;
        this.rows = rows;
        this.total = total;
        this.nowNanos = nowNanos;
    }

    /**
     * The table of a view.
     *
     * @param parameter of the address, by name
     * @param nowNanos now, in the time base of {@link System#nanoTime()}
     */
    static ClusterTable of(ClusterView view, Function<String, Optional<String>> parameter, long nowNanos) {
        RowSelection.Reading reading = RowSelection.read(parameter);
        RowSelection selection = reading.selection();
        List<String> faults = new ArrayList<>(reading.faults());
        String written = parameter.apply(RowSelection.QUERY).orElse("");
        if (faults.isEmpty()) {
            selection = filtered(selection, parameter, faults);
            written = selection.query().toString();
        }
        List<Row> all = Row.of(view);
        List<Row> rows = selection.rows(all, nowNanos);
        TableAddress asked = TableAddress.of(selection, parameter);
        int last = Math.max(1, Math.ceilDiv(rows.size(), asked.size()));
        return new ClusterTable(
                written, faults, asked.onPage(Math.min(asked.page(), last)), rows, all.size(), nowNanos);
    }

    /** What is written in the filters of columns goes into the one query. */
    private static RowSelection filtered(
            RowSelection selection, Function<String, Optional<String>> parameter, List<String> faults) {
        Query query = selection.query();
        for (Column column : Column.values()) {
            Optional<String> filter = parameter.apply(FILTER + column.key());
            if (filter.isPresent()) {
                switch (query.withFilter(column, filter.get())) {
                    case Parsed.Understood(Query understood) -> query = understood;
                    case Parsed.Misunderstood(String message, int _) -> faults.add(message);
                }
            }
        }
        return selection.with(query);
    }

    // ---- rows ----

    /** The lines of the page. */
    public List<TableRow> getLines() {
        List<TableRow> made = lines == null ? lines() : lines;
        lines = made;
        return made;
    }

    private List<TableRow> lines() {
        int from = (address.page() - 1) * address.size();
        List<Row> page = rows.subList(from, Math.min(rows.size(), from + address.size()));
        List<TableRow> made = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            boolean repeat = i > 0
                    && page.get(i - 1).node().id().equals(page.get(i).node().id());
            made.add(new TableRow(page.get(i), address.selection().columns(), repeat, nowNanos));
        }
        return made;
    }

    /** Rows that are wanted, on all pages. */
    public int getShown() {
        return rows.size();
    }

    /** Rows that there are. */
    public int getTotal() {
        return total;
    }

    /** Number of the first line of the page, from 1; 0 for none. */
    public int getFirst() {
        return rows.isEmpty() ? 0 : (address.page() - 1) * address.size() + 1;
    }

    /** Number of the last line of the page. */
    public int getLast() {
        return Math.min(rows.size(), address.page() * address.size());
    }

    // ---- what is asked ----

    /** What stands in the search box. */
    public String getQuery() {
        return query;
    }

    /** What of the address makes no sense, in words; null if all does. */
    public @Nullable String getFault() {
        return faults.isEmpty() ? null : String.join(". ", faults) + ".";
    }

    /** Whether any row may be missing because of the query. */
    public boolean isFiltered() {
        return !address.selection().query().isAll();
    }

    /** Whether trouble comes first. */
    public boolean isTroubleFirst() {
        return address.selection().troubleFirst();
    }

    /** Keys of the columns whose change may change which rows are shown, or where; for table.js. */
    public String getDeciding() {
        return address.selection().deciding().stream().map(Column::key).collect(Collectors.joining(" "));
    }

    // ---- columns ----

    /** Whether the table has the column of that key. */
    public boolean shows(String key) {
        return Column.ofKey(key).filter(address.selection().columns()::contains).isPresent();
    }

    /** All columns that there are, and whether the table has them. */
    public List<Choice> getChoices() {
        return Arrays.stream(Column.values())
                .map(column -> new Choice(
                        column.key(),
                        column.shown() != Shown.ALWAYS,
                        address.selection().columns().contains(column)))
                .toList();
    }

    /** The heads of the columns, by key. */
    public Map<String, Head> getHeads() {
        Map<String, Head> made = heads;
        if (made == null) {
            made = address.selection().columns().stream().collect(Collectors.toMap(Column::key, this::head));
            heads = made;
        }
        return made;
    }

    private Head head(Column column) {
        List<SortKey> sort = address.selection().sort();
        int place = IntStream.range(0, sort.size())
                .filter(i -> sort.get(i).column() == column)
                .findFirst()
                .orElse(-1);
        String direction = place < 0 ? "none" : sort.get(place).ascending() ? "ascending" : "descending";
        List<SortKey> alone = place < 0 ? List.of() : List.of(sort.get(place));
        Optional<String> filter = address.selection().query().filter(column);
        return new Head(
                direction,
                place < 0 || sort.size() < 2 ? "" : Integer.toString(place + 1),
                address.with(address.selection().sortedBy(turned(alone, column)))
                        .toString(),
                address.with(address.selection().sortedBy(turned(sort, column))).toString(),
                filter.orElse(""),
                filter.isEmpty());
    }

    /** Not sorted, ascending, descending, and not sorted again. */
    private static List<SortKey> turned(List<SortKey> sort, Column column) {
        List<SortKey> turned = new ArrayList<>(sort);
        int place = sort.stream().map(SortKey::column).toList().indexOf(column);
        if (place < 0) {
            turned.add(new SortKey(column, true));
        } else if (sort.get(place).ascending()) {
            turned.set(place, new SortKey(column, false));
        } else {
            turned.remove(place);
        }
        return turned;
    }

    // ---- links ----

    /** This very table. */
    public String getAddress() {
        return told(address);
    }

    /** The same in another view of the page: {@code "table"} or {@code "map"}. */
    public String inView(String view) {
        return told(address.inView(view));
    }

    private String told(TableAddress place) {
        if (faults.isEmpty()) {
            return place.toString();
        }
        // A query that makes no sense is not taken away from who wrote it.
        SequencedMap<String, String> wrong = new LinkedHashMap<>();
        wrong.put(RowSelection.QUERY, query);
        String rest = place.toString().substring(1);
        return TableAddress.query(wrong) + (rest.isEmpty() ? "" : "&" + rest);
    }

    /** The same without any condition. */
    public String getAllRows() {
        return address.with(address.selection().with(Query.ALL)).toString();
    }

    /** The same with trouble first, or not any more. */
    public String getTurnedTrouble() {
        return address.with(address.selection().withTroubleFirst(!isTroubleFirst()))
                .toString();
    }

    /** What a download gets: the rows of all pages. */
    public String getDownload() {
        return TableAddress.query(address.selection().parameters());
    }

    /** What a form without script has to send along. */
    public SequencedMap<String, String> getKept() {
        SequencedMap<String, String> kept = new LinkedHashMap<>(address.kept());
        kept.putAll(address.selection().parameters());
        kept.remove(RowSelection.QUERY);
        kept.remove(RowSelection.COLUMNS);
        return kept;
    }

    /** The pages around this one, and the first and the last. */
    public List<Page> getPages() {
        int last = Math.max(1, Math.ceilDiv(rows.size(), address.size()));
        int now = address.page();
        return IntStream.rangeClosed(1, last)
                .filter(page -> page == 1 || page == last || Math.abs(page - now) <= 2)
                .mapToObj(page ->
                        new Page(Integer.toString(page), address.onPage(page).toString(), page == now))
                .toList();
    }

    /** The lengths of a page that can be chosen. */
    public List<Page> getSizes() {
        return TableAddress.SIZES.stream()
                .map(size -> new Page(size.toString(), address.ofSize(size).toString(), size == address.size()))
                .toList();
    }

    /**
     * A column that can be chosen.
     *
     * @param free whether it can be left out
     */
    public record Choice(String key, boolean free, boolean shown) {}

    /**
     * The head of a column.
     *
     * @param direction {@code none}, {@code ascending} or {@code descending}
     * @param place among the columns that rows are sorted by, from 1; empty if it is the only one
     * @param link sorts by it alone
     * @param also sorts by it too
     * @param filter what is asked of it
     * @param mixed whether that differs within the query, so that it can be changed in the search box only
     */
    public record Head(String direction, String place, String link, String also, String filter, boolean mixed) {}

    /** A link to another part or length. */
    public record Page(String label, String link, boolean current) {}
}
