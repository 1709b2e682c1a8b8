package org.corelink.cluster.query;

/** Text of queries: where it is found, and how it is quoted. Large and small letters are the same. */
final class Letters {
    static final char QUOTE = '"';
    static final char ESCAPE = '\\';

    /** Stands between alternatives. */
    static final String OR = "or";

    private Letters() {}

    static boolean contain(String text, String part) {
        for (int start = 0; start <= text.length() - part.length(); start++) {
            if (text.regionMatches(true, start, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    /** As it may stand alone: quoted where it would mean something else. */
    static String asWord(String text) {
        boolean means = text.startsWith("-") || text.equalsIgnoreCase(OR);
        for (int i = 0; i < text.length() && !means; i++) {
            means = Operator.at(text, i).isPresent();
        }
        return means ? quoted(text) : asValue(text);
    }

    /** As it may stand behind an operator. */
    static String asValue(String text) {
        boolean plain = !text.isEmpty()
                && !text.equalsIgnoreCase(Criterion.UNKNOWN)
                && text.chars().noneMatch(letter -> letter == QUOTE || Character.isWhitespace(letter));
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        return QUOTE + text.replace("\\", "\\\\").replace("\"", "\\\"") + QUOTE;
    }
}
