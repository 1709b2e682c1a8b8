package org.corelink.cluster.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.corelink.cluster.Column;

/** Finds the column that somebody may have meant. */
final class NearestName {
    private NearestName() {}

    /** A sentence that names the column nearest to the word, or all of them where none is near. */
    static String to(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        String nearest = Arrays.stream(Column.values())
                .map(Column::key)
                .min(Comparator.comparingInt(key -> distance(wanted, key)))
                .orElseThrow();
        return distance(wanted, nearest) <= Math.max(1, nearest.length() / 2)
                ? "Did you mean \"" + nearest + "\"?"
                : "The columns are: "
                        + Arrays.stream(Column.values()).map(Column::key).collect(Collectors.joining(", ")) + ".";
    }

    /** Letters to change, add or leave out (Levenshtein); none for a name and a longer word that begins with it. */
    static int distance(String word, String name) {
        if (word.startsWith(name) && name.length() > 1) {
            return 0;
        }
        int[] row = new int[name.length() + 1];
        Arrays.setAll(row, column -> column);
        for (int i = 1; i <= word.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int changed = diagonal + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[name.length()];
    }
}
