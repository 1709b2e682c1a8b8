package org.corelink.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.corelink.cluster.query.RowSelection;

/**
 * The part of the page's address that tells what the table shows, without what is usual. Whoever opens it sees the same.
 *
 * @param selection which rows, columns and order
 * @param page from 1 on
 * @param size lines of a page
 * @param kept parameters of the page that are not the table's, as they were
 */
record TableAddress(RowSelection selection, int page, int size, Map<String, String> kept) {
    /** Name of the parameter that holds the page. */
    static final String PAGE = "page";

    /** Name of the parameter that holds the lines of a page. */
    static final String SIZE = "size";

    /** What can be chosen as lines of a page. */
    static final List<Integer> SIZES = List.of(25, 50, 100, 250);

    /** Lines of a page, unless others are chosen. */
    static final int USUAL_SIZE = 50;

    private static final String VIEW = "view";
    private static final String USUAL_VIEW = "table";
    private static final List<String> KEPT = List.of(VIEW, "kiosk", "transport");

    /** The address with these parameters; a page or size that makes no sense is the usual one. */
    static TableAddress of(RowSelection selection, Function<String, Optional<String>> parameter) {
        int page = parameter
                .apply(PAGE)
                .filter(text -> text.matches("[1-9][0-9]{0,5}"))
                .map(Integer::parseInt)
                .orElse(1);
        int size = SIZES.stream()
                .filter(each ->
                        parameter.apply(SIZE).filter(each.toString()::equals).isPresent())
                .findFirst()
                .orElse(USUAL_SIZE);
        SequencedMap<String, String> kept = new LinkedHashMap<>();
        KEPT.forEach(name -> parameter.apply(name).ifPresent(value -> kept.put(name, value)));
        return new TableAddress(selection, page, size, kept);
    }

    /** The first page of another selection. */
    TableAddress with(RowSelection other) {
        return new TableAddress(other, 1, size, kept);
    }

    /** Another page. */
    TableAddress onPage(int other) {
        return new TableAddress(selection, other, size, kept);
    }

    /** The first page of another length. */
    TableAddress ofSize(int other) {
        return new TableAddress(selection, 1, other, kept);
    }

    /** The same in another view of the page; {@code "table"} is the usual one. */
    TableAddress inView(String view) {
        SequencedMap<String, String> other = new LinkedHashMap<>(kept);
        other.remove(VIEW);
        if (!view.equals(USUAL_VIEW)) {
            other.put(VIEW, view);
        }
        return new TableAddress(selection, page, size, other);
    }

    /** Everything behind the question mark, which is there even if nothing is behind it: a link to the same page. */
    @Override
    public String toString() {
        SequencedMap<String, String> all = new LinkedHashMap<>(kept);
        all.putAll(selection.parameters());
        if (page != 1) {
            all.put(PAGE, Integer.toString(page));
        }
        if (size != USUAL_SIZE) {
            all.put(SIZE, Integer.toString(size));
        }
        return query(all);
    }

    /** {@code "?q=util%3E80&sort=-util"}. */
    static String query(SequencedMap<String, String> parameters) {
        StringBuilder query = new StringBuilder("?");
        parameters.forEach((name, value) -> query.append(query.length() > 1 ? "&" : "")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }
}
