package org.corelink.node.system;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mean number of tasks that ran, or waited for a processor or a disk.
 *
 * @param oneMinute over the last minute
 * @param fiveMinutes over the last five
 * @param fifteenMinutes over the last fifteen
 */
public record LoadAverage(double oneMinute, double fiveMinutes, double fifteenMinutes) {
    private static final String NUMBER = "([0-9]{1,7}\\.[0-9]{1,3}) ";
    private static final Pattern FORM = Pattern.compile(NUMBER + NUMBER + NUMBER);

    /** Reads {@code /proc/loadavg}; null if it is none. */
    static @Nullable LoadAverage parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.lookingAt() ? new LoadAverage(number(form, 1), number(form, 2), number(form, 3)) : null;
    }

    private static double number(Matcher form, int group) {
        return Double.parseDouble(form.group(group));
    }
}
