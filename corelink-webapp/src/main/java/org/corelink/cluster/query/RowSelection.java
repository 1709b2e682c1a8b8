package org.corelink.cluster.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.corelink.cluster.Column;
import org.corelink.cluster.Column.Shown;
import org.corelink.cluster.Row;
import org.corelink.cluster.Trouble;

/**
 * What somebody wants to see of the cluster: the same for the page, its downloads and the API.
 *
 * @param query which rows
 * @param sort in what order; rows that are equal in it stand by machine and GPU
 * @param columns what of them, in the order of {@link Column}
 * @param troubleFirst whether rows that need a look come before all others
 */
public record RowSelection(Query query, List<SortKey> sort, Set<Column> columns, boolean troubleFirst) {
    /** Name of the parameter that holds the query. */
    public static final String QUERY = "q";

    /** Name of the parameter that holds the columns to sort by: {@code "-util,node"}. */
    public static final String SORT = "sort";

    /** Name of the parameter that holds the columns to show: {@code "node,util"}. */
    public static final String COLUMNS = "cols";

    /** Name of the parameter that puts trouble first. */
    public static final String TROUBLE = "trouble";

    /** Its one value. */
    public static final String FIRST = "first";

    /** All names. */
    public static final Set<String> PARAMETERS = Set.of(QUERY, SORT, COLUMNS, TROUBLE);

    /** Columns that a table has at first. */
    public static final Set<Column> USUAL_COLUMNS = columns(column -> column.shown() != Shown.CHOSEN);

    /** More than this many columns to sort by make no difference that anybody sees. */
    private static final int MAX_SORT = 6;

    private static final Comparator<Row> WORST_FIRST =
            Comparator.comparingInt(Trouble::severity).reversed();

    /** Takes immutable copies. */
    public RowSelection {
        sort = List.copyOf(sort);
        columns = columns(columns::contains);
    }

    /**
     * A selection that was read, and what of it makes no sense and was left out, in words.
     *
     * @param faults empty if all is well
     */
    public record Reading(RowSelection selection, List<String> faults) {}

    /** Reads the parameters of those names. Never throws. */
    public static Reading read(Function<String, Optional<String>> parameter) {
        List<String> faults = new ArrayList<>();
        Query query =
                switch (Query.parse(parameter.apply(QUERY).orElse(""))) {
                    case Parsed.Understood(Query understood) -> understood;
                    case Parsed.Misunderstood(String message, int _) -> {
                        faults.add(message);
                        yield Query.ALL;
                    }
                };
        List<SortKey> sort = sort(parameter.apply(SORT).orElse(""), faults);
        Set<Column> columns = columns(parameter.apply(COLUMNS).orElse(""), faults);
        String trouble = parameter.apply(TROUBLE).orElse("");
        if (!trouble.isEmpty() && !trouble.equals(FIRST)) {
            faults.add(TROUBLE + " can only be \"" + FIRST + "\"");
        }
        return new Reading(new RowSelection(query, sort, columns, trouble.equals(FIRST)), List.copyOf(faults));
    }

    private static List<SortKey> sort(String text, List<String> faults) {
        SequencedMap<Column, SortKey> keys = new LinkedHashMap<>();
        for (String part : parts(text)) {
            SortKey.parse(part)
                    .ifPresentOrElse(
                            key -> keys.putIfAbsent(key.column(), key), () -> faults.add(unknownColumn(SORT, part)));
        }
        return keys.values().stream().limit(MAX_SORT).toList();
    }

    private static Set<Column> columns(String text, List<String> faults) {
        Set<Column> asked = new LinkedHashSet<>();
        for (String part : parts(text)) {
            Column.ofKey(part).ifPresentOrElse(asked::add, () -> faults.add(unknownColumn(COLUMNS, part)));
        }
        return asked.isEmpty()
                ? USUAL_COLUMNS
                : columns(column -> column.shown() == Shown.ALWAYS || asked.contains(column));
    }

    private static List<String> parts(String text) {
        return text.length() > Query.MAX_LENGTH || text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static String unknownColumn(String parameter, String key) {
        return parameter + " names a column \"" + key + "\", which there is not. " + NearestName.to(key);
    }

    private static Set<Column> columns(Predicate<Column> wanted) {
        Set<Column> columns = EnumSet.noneOf(Column.class);
        Arrays.stream(Column.values()).filter(wanted).forEach(columns::add);
        return Collections.unmodifiableSet(columns);
    }

    /** Those of all rows of a view that are wanted, in order, as of {@code nowNanos}. */
    public List<Row> rows(List<Row> all, long nowNanos) {
        List<Row> rows = new ArrayList<>(all.stream().filter(query.at(nowNanos)).toList());
        // The view is sorted by machine and GPU, and sorting keeps the places of equal rows.
        order().ifPresent(rows::sort);
        return rows;
    }

    private Optional<Comparator<Row>> order() {
        Optional<Comparator<Row>> chosen = sort.stream().map(SortKey::order).reduce(Comparator::thenComparing);
        return troubleFirst ? Optional.of(chosen.map(WORST_FIRST::thenComparing).orElse(WORST_FIRST)) : chosen;
    }

    /** The columns whose change may change which rows are shown, or where. */
    public Set<Column> deciding() {
        Set<Column> deciding = EnumSet.noneOf(Column.class);
        deciding.addAll(query.columns());
        sort.forEach(key -> deciding.add(key.column()));
        if (troubleFirst || deciding.contains(Column.TROUBLE)) {
            deciding.addAll(EnumSet.of(Column.TROUBLE, Column.STATE, Column.TEMPERATURE));
        }
        return deciding;
    }

    /** Another query, for the rest the same. */
    public RowSelection with(Query other) {
        return new RowSelection(other, sort, columns, troubleFirst);
    }

    /** Another order, for the rest the same. */
    public RowSelection sortedBy(List<SortKey> other) {
        return new RowSelection(query, other, columns, troubleFirst);
    }

    /** Trouble first or not, for the rest the same. */
    public RowSelection withTroubleFirst(boolean first) {
        return new RowSelection(query, sort, columns, first);
    }

    /** The parameters that {@link #read} reads, less what is usual. */
    public SequencedMap<String, String> parameters() {
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        put(parameters, QUERY, query.toString());
        put(parameters, SORT, sort.stream().map(SortKey::toString).collect(Collectors.joining(",")));
        put(
                parameters,
                COLUMNS,
                columns.equals(USUAL_COLUMNS)
                        ? ""
                        : columns.stream().map(Column::key).collect(Collectors.joining(",")));
        put(parameters, TROUBLE, troubleFirst ? FIRST : "");
        return parameters;
    }

    private static void put(SequencedMap<String, String> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
    }
}
