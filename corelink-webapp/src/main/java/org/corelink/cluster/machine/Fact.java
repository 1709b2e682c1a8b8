package org.corelink.cluster.machine;

import org.corelink.cluster.Cell;
import org.jspecify.annotations.Nullable;

/**
 * One labelled value.
 *
 * @param key what it is: its label is the message {@code fact.KEY}
 * @param subject which one of several, such as the name of an interface; empty if there is but one
 * @param cell the value
 */
public record Fact(String key, String subject, Cell cell) {
    /** A value of which there is but one. */
    static Fact of(String key, Cell cell) {
        return new Fact(key, "", cell);
    }

    /** Text that may be unknown. */
    static Fact of(String key, @Nullable String text) {
        return of(key, text == null || text.isEmpty() ? Cell.UNKNOWN : Cell.of(text));
    }

    /** A number, with what stands behind it, that may be unknown. */
    static Fact of(String key, @Nullable Number number, String unit) {
        return of(key, number == null ? Cell.UNKNOWN : Cell.of(number + unit));
    }

    /** Key of its label in the message bundle. */
    public String label() {
        return "fact." + key;
    }

    /** Whether nobody has told it. */
    public boolean unknown() {
        return cell.text().equals(Cell.UNKNOWN.text());
    }

    /** Whether it has a bar. */
    public boolean barred() {
        return cell.bar() != Cell.NO_BAR;
    }

    /** Length of its bar, 0 to 100; 0 where there is none. */
    public int length() {
        return Math.max(0, cell.bar());
    }
}
