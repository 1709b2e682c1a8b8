package org.corelink.rules;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page of the documentation.
 *
 * @param text in Markdown
 */
record MarkdownPage(String text) {
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern TABLE_ROW = Pattern.compile("^\\|([^|]*)\\|", Pattern.MULTILINE);

    /** Targets of links and pictures on this site, as they are written. */
    List<String> relativeLinks() {
        // Pictures may stand inside of links, so what is left after code was taken away is searched flatly.
        return LINK.matcher(CODE.matcher(text).replaceAll("code"))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .toList();
    }

    /** What a link to a heading has behind its #: the heading as the site's generator writes it. */
    List<String> anchors() {
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1).replace(' ', '_'))
                .toList();
    }

    /** The text from the heading of that name to the next heading. */
    String section(String heading) {
        int start = text.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            throw new IllegalArgumentException("no heading " + heading);
        }
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /** Whatever matches {@code pattern} in the first cells of the tables of {@code section}. */
    static List<String> inFirstCells(String section, Pattern pattern) {
        return TABLE_ROW
                .matcher(section)
                .results()
                .flatMap(row -> pattern.matcher(row.group(1)).results())
                .map(MatchResult::group)
                .toList();
    }
}
