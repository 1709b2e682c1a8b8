package org.corelink.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header {@code Accept} (RFC 9110, 12.5.1). */
final class Accept {
    private static final String EVERYTHING = "*/*";

    private Accept() {}

    /**
     * The type that the client likes best of those that are there, the first if it does not care; empty if it wants
     * none of them.
     *
     * @param header null if it was not sent: everything is welcome then
     */
    static Optional<String> best(@Nullable String header, List<String> there) {
        String wanted = header == null || header.isBlank() ? EVERYTHING : header;
        return there.stream()
                .filter(type -> quality(wanted, type) > 0)
                .max(Comparator.comparingDouble((String type) -> quality(wanted, type))
                        .thenComparingInt(type -> -there.indexOf(type)));
    }

    /** How welcome a type is: that of the most special range that it falls into; 0 = not at all. */
    private static double quality(String header, String type) {
        double quality = 0;
        int special = -1;
        for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            int fits = fits(parts[0].strip(), type);
            if (fits > special) {
                special = fits;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static int fits(String range, String type) {
        if (range.equals(type)) {
            return 2;
        }
        if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 1;
        }
        return range.equals(EVERYTHING) ? 0 : -1;
    }

    private static double weight(String[] parts) {
        for (String part : parts) {
            String parameter = part.strip();
            if (parameter.matches("q=[01](\\.[0-9]{0,3})?")) {
                return Double.parseDouble(parameter.substring(2));
            }
        }
        return 1;
    }
}
