package org.corelink.gpu;

/**
 * Text from a driver or from the network that a person will read: no control, format (among them the marks that turn
 * the direction of writing), surrogate, private or unassigned code points, and no white space but spaces.
 */
public final class PrintableText {
    private static final int REPLACEMENT = '?';

    private PrintableText() {}

    /** Whether {@code text} has at most {@code maxLength} characters, all printable. */
    public static boolean isPrintable(String text, int maxLength) {
        return text.length() <= maxLength && text.codePoints().allMatch(PrintableText::isPrintable);
    }

    /**
     * A printable form of any text: white space becomes single spaces with none at the ends, other unprintable code
     * points become {@code ?}, and the rest after {@code maxLength} characters is cut off.
     */
    public static String clean(String text, int maxLength) {
        StringBuilder out = new StringBuilder();
        // Cut first: the input may be a megabyte. Each space that is dropped below costs one character of the result.
        String bounded = cut(text.strip(), 4 * maxLength);
        bounded.codePoints().forEach(c -> {
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                out.appendCodePoint(isPrintable(c) ? c : REPLACEMENT);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        });
        return cut(out.toString(), maxLength).stripTrailing();
    }

    /**
     * The first {@code maxLength} characters, or one less where that would split a surrogate pair; text that is cut does
     * not end with a space.
     */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean splits = maxLength > 0 && Character.isHighSurrogate(text.charAt(maxLength - 1));
        return text.substring(0, splits ? maxLength - 1 : maxLength).stripTrailing();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}
