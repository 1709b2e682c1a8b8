package org.corelink.host.view;

import java.util.List;
import java.util.Optional;
import org.corelink.cluster.Column;
import org.corelink.cluster.Meaning.Amount;
import org.corelink.cluster.query.Parsed;
import org.corelink.cluster.query.Query;
import org.corelink.cluster.query.RowSelection;
import org.corelink.cluster.query.SortKey;
import org.jspecify.annotations.Nullable;

/**
 * What a person has chosen in the live view. Immutable; {@link #on} makes the next of a key.
 *
 * @param selection which rows and columns, in what order
 * @param first number of the row at the top
 * @param typed the search that is being typed; null if none is
 * @param ended whether it is over
 */
record TopState(RowSelection selection, int first, @Nullable String typed, boolean ended) {
    static TopState of(RowSelection selection) {
        return new TopState(selection, 0, null, false);
    }

    /** The same, over. */
    TopState end() {
        return new TopState(selection, first, typed, true);
    }

    /** What is wrong with the search that is being typed; empty if nothing is. */
    String fault() {
        return typed != null && Query.parse(typed) instanceof Parsed.Misunderstood(String message, int _)
                ? message
                : "";
    }

    /**
     * The state after a key.
     *
     * @param letter what was typed, of {@link Key#LETTER}
     */
    TopState on(Key key, String letter, Viewport seen) {
        return typed == null ? onList(key, letter, seen) : onSearch(key, letter);
    }

    private TopState onSearch(Key key, String letter) {
        String text = typed == null ? "" : typed;
        return switch (key) {
            case LETTER -> typing(text.length() + letter.length() > Query.MAX_LENGTH ? text : text + letter);
            case BACKSPACE ->
                typing(text.substring(0, text.offsetByCodePoints(text.length(), text.isEmpty() ? 0 : -1)));
            case KILL -> typing("");
            case ESCAPE -> typing(null);
            case ENTER ->
                Query.parse(text) instanceof Parsed.Understood(Query query)
                        ? new TopState(selection.with(query), 0, null, false)
                        : this;
            default -> this;
        };
    }

    private TopState typing(@Nullable String text) {
        return new TopState(selection, first, text, false);
    }

    private TopState onList(Key key, String letter, Viewport seen) {
        return switch (key) {
            case UP -> from(first - 1, seen);
            case DOWN -> from(first + 1, seen);
            case PAGE_UP -> from(first - seen.lines(), seen);
            case PAGE_DOWN -> from(first + seen.lines(), seen);
            case HOME -> from(0, seen);
            case END -> from(Integer.MAX_VALUE / 2, seen);
            case LEFT -> sorted(-1, seen.columns());
            case RIGHT -> sorted(1, seen.columns());
            case ESCAPE -> selected(selection.with(Query.ALL));
            case LETTER -> onLetter(letter, seen);
            case ENTER, BACKSPACE, KILL -> this;
        };
    }

    private TopState onLetter(String letter, Viewport seen) {
        return switch (letter) {
            case "q", "Q" -> end();
            case "/" -> typing(selection.query().toString());
            case "r" ->
                selected(selection.sortedBy(
                        selection.sort().stream().map(TopState::reversed).toList()));
            case "!" -> selected(selection.withTroubleFirst(!selection.troubleFirst()));
            case "j" -> from(first + 1, seen);
            case "k" -> from(first - 1, seen);
            case " " -> from(first + seen.lines(), seen);
            case "g" -> from(0, seen);
            case "G" -> from(Integer.MAX_VALUE / 2, seen);
            case "<" -> sorted(-1, seen.columns());
            case ">" -> sorted(1, seen.columns());
            default -> this;
        };
    }

    private TopState from(int row, Viewport seen) {
        return new TopState(selection, seen.clamp(row), null, false);
    }

    private TopState selected(RowSelection other) {
        return new TopState(other, 0, null, false);
    }

    private static SortKey reversed(SortKey key) {
        return new SortKey(key.column(), !key.ascending());
    }

    /** Sorts by the next column to the left or right; beyond the first one, by machine. */
    private TopState sorted(int step, List<Column> columns) {
        Optional<Column> now = selection.sort().stream().findFirst().map(SortKey::column);
        int place = now.map(columns::indexOf).orElse(-1) + step;
        if (place < -1 || place >= columns.size()) {
            return this;
        }
        return selected(selection.sortedBy(place < 0 ? List.of() : List.of(usual(columns.get(place)))));
    }

    /** Of numbers people look for the highest. */
    private static SortKey usual(Column column) {
        return new SortKey(column, !(column.meaning() instanceof Amount) || column == Column.GPU);
    }
}
