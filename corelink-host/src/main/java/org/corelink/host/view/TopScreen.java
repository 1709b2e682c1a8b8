package org.corelink.host.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.corelink.cluster.Column;
import org.corelink.cluster.query.SortKey;
import org.corelink.host.view.ClusterTable.Look;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * What the live view shows.
 *
 * @param lines from top to bottom, as many as the terminal has
 * @param viewport what of the list is seen
 * @param cursor place of the cursor in the last line; -1 for none
 */
record TopScreen(List<AttributedString> lines, Viewport viewport, int cursor) {
    private static final String PROMPT = "/";

    /** Size of a terminal, in places. */
    record Size(int columns, int rows) {}

    /**
     * What was told last.
     *
     * @param machine name of the machine that tells
     * @param clock time of day when it was told
     * @param trouble why nothing newer was told, in words; empty if nothing is wrong
     */
    record News(Listing listing, String machine, String clock, String trouble) {
        boolean isOld() {
            return !trouble.isEmpty();
        }
    }

    static TopScreen of(TopState state, News news, Size size, Look look) {
        List<Entry> entries = news.listing().entries();
        ClusterTable table = ClusterTable.of(state.selection(), entries, size.columns(), look);
        List<AttributedString> above = above(state, news, size, look);
        above.add(table.head(state.selection().sort()));
        List<AttributedString> below = below(state, size, look);
        Viewport viewport = new Viewport(
                Math.max(0, size.rows() - above.size() - below.size() - 1), entries.size(), columns(table));
        int first = viewport.clamp(state.first());
        List<Entry> seen = entries.subList(first, Math.min(entries.size(), first + viewport.lines()));
        List<AttributedString> lines = new ArrayList<>(above);
        table.rows(seen).forEach(row -> lines.add(news.isOld() ? faint(row.toString(), look) : row));
        if (entries.isEmpty()) {
            lines.add(new AttributedString("No row matches the search. Esc shows all."));
        }
        while (lines.size() < size.rows() - below.size() - 1) {
            lines.add(AttributedString.EMPTY);
        }
        lines.addAll(below);
        String foot = foot(state, new Seen(first, seen.size(), entries.size()), size.columns());
        lines.add(new AttributedString(foot, Tone.INVERSE.style(look.colours())));
        return new TopScreen(fitted(lines, size), viewport, cursor(state, size));
    }

    /** Which rows are seen: from the first on, so many, of all. */
    private record Seen(int first, int count, int all) {}

    private static List<Column> columns(ClusterTable table) {
        return table.layout().slots().stream().map(Slot::column).toList();
    }

    private static List<AttributedString> above(TopState state, News news, Size size, Look look) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(title(news, size.columns(), look));
        lines.add(faint(chosen(state, news.listing()), look));
        List<String> warnings = new ArrayList<>(Remarks.limits(news.listing().census()));
        if (news.isOld()) {
            warnings.add(news.trouble());
        }
        warnings.forEach(words -> lines.add(warning(words, look)));
        return lines;
    }

    /** What is wrong with the search that is being typed. */
    private static List<AttributedString> below(TopState state, Size size, Look look) {
        return state.fault().isEmpty()
                ? List.of()
                : warning(state.fault(), look).columnSplitLength(size.columns());
    }

    private static AttributedString warning(String words, Look look) {
        return new AttributedString(words, Tone.WARNING.style(look.colours()));
    }

    private static AttributedString faint(String words, Look look) {
        return new AttributedString(words, Tone.FAINT.style(look.colours()));
    }

    /** A terminal that is too low keeps the foot. */
    private static List<AttributedString> fitted(List<AttributedString> lines, Size size) {
        return lines.subList(Math.max(0, lines.size() - size.rows()), lines.size()).stream()
                .map(line -> line.columnLength() <= size.columns() ? line : line.columnSubSequence(0, size.columns()))
                .toList();
    }

    private static int cursor(TopState state, Size size) {
        return state.typed() == null
                ? -1
                : Math.min(size.columns() - 1, new AttributedString(PROMPT + state.typed()).columnLength());
    }

    private static AttributedString title(News news, int width, Look look) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        line.append("CoreLink", Tone.STRONG.style(look.colours()));
        line.append(" " + news.machine() + " · " + Remarks.census(news.listing().census()));
        int gap = width - line.columnLength() - news.clock().length();
        return gap < 1
                ? line.toAttributedString()
                : line.append(" ".repeat(gap) + news.clock(), Tone.FAINT.style(look.colours()))
                        .toAttributedString();
    }

    private static String chosen(TopState state, Listing listing) {
        String query = state.selection().query().toString();
        String sort = state.selection().sort().stream().map(SortKey::toString).collect(Collectors.joining(","));
        return (query.isEmpty()
                        ? "All " + listing.total() + " rows"
                        : listing.entries().size() + " of " + listing.total() + " rows: " + query)
                + " · sorted by " + (sort.isEmpty() ? "machine" : sort)
                + (state.selection().troubleFirst() ? ", trouble first" : "");
    }

    private static String foot(TopState state, Seen seen, int width) {
        if (state.typed() != null) {
            String hint = state.fault().isEmpty() ? "   Enter searches, Esc leaves it" : "";
            return padded(PROMPT + state.typed() + hint, width);
        }
        String place = seen.count() == 0
                ? ""
                : (seen.first() + 1) + "-" + (seen.first() + seen.count()) + " of " + seen.all() + " ";
        String keys = " q quit  / search  ←→ sort  r reverse  ! trouble first  ↑↓ PgUp PgDn";
        String cut = ClusterTable.cut(keys, Math.max(0, width - place.length() - 1));
        return cut + " ".repeat(Math.max(0, width - new AttributedString(cut).columnLength() - place.length())) + place;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - new AttributedString(text).columnLength()));
    }
}
