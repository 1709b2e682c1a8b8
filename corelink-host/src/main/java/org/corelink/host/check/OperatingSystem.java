package org.corelink.host.check;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An operating system as {@code /etc/os-release} names it (os-release(5)). Pure.
 *
 * @param id {@code ID}, such as {@code ubuntu}; a system that only resembles it has another
 * @param version {@code VERSION_ID}, such as {@code 22.04}; empty if there is none
 * @param name {@code PRETTY_NAME}, for a person
 */
public record OperatingSystem(String id, String version, String name) {
    private static final Pattern FIELD = Pattern.compile("^([A-Z_]+)=([\"']?)(.*)\\2\\s*$", Pattern.MULTILINE);
    private static final Pattern RELEASE = Pattern.compile("(\\d{2})\\.(\\d{2})");

    /** Ubuntu 20.04 and 26.04, year and month as one number. */
    private static final int OLDEST = 2_004;

    private static final int NEWEST = 2_604;
    private static final int MONTHS = 100;

    /** Reads the file's text; fields that it lacks are empty. */
    static OperatingSystem parse(String osRelease) {
        Map<String, String> fields = FIELD.matcher(osRelease)
                .results()
                .collect(Collectors.toMap(field -> field.group(1), field -> field.group(3), (first, last) -> last));
        String id = fields.getOrDefault("ID", "");
        return new OperatingSystem(
                id,
                fields.getOrDefault("VERSION_ID", ""),
                fields.getOrDefault("PRETTY_NAME", id.isEmpty() ? "an unknown system" : id));
    }

    /** Whether CoreLink is made for it: Ubuntu 20.04 to 26.04. */
    boolean isSupported() {
        Matcher release = RELEASE.matcher(version);
        if (!id.equals("ubuntu") || !release.matches()) {
            return false;
        }
        int number = Integer.parseInt(release.group(1)) * MONTHS + Integer.parseInt(release.group(2));
        return number >= OLDEST && number <= NEWEST;
    }
}
