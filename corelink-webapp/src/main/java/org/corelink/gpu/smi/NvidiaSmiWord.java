package org.corelink.gpu.smi;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What nvidia-smi writes where a value belongs: a value with its unit, a word for "this card has no such value", or a
 * word for "this card is failing".
 *
 * @param text without the square brackets that some versions put around words
 */
record NvidiaSmiWord(String text) {
    /** A whole or decimal number, then a unit, such as "287.43 W", "16x", "P0"; always with a point, in any locale. */
    private static final Pattern NUMBER =
            Pattern.compile("P?(-?[0-9]{1,12}(?:\\.[0-9]{1,9})?)\\s?(?:%|[CWx]|MiB|MHz|KB/s)?");

    private static final Set<String> ABSENT = Set.of(
            "",
            "n/a",
            "not supported",
            "not available",
            "not found",
            "none",
            "function not found",
            "insufficient permissions",
            "requested functionality has been deprecated");

    /** The word in a cell. */
    static NvidiaSmiWord of(String cell) {
        boolean bracketed = cell.startsWith("[") && cell.endsWith("]");
        return new NvidiaSmiWord(
                bracketed ? cell.substring(1, cell.length() - 1).strip() : cell);
    }

    /** Whether it says that there is no such value. */
    boolean isAbsent() {
        return ABSENT.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The number, if it is one. */
    OptionalDouble number() {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.matches() ? OptionalDouble.of(Double.parseDouble(matcher.group(1))) : OptionalDouble.empty();
    }
}
