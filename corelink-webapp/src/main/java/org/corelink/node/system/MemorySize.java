package org.corelink.node.system;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Memory of a machine.
 *
 * @param totalMiB all that the kernel may use
 * @param availableMiB what programs can still get without swapping; caches that can go count as available
 */
public record MemorySize(long totalMiB, long availableMiB) {
    private static final long KIB_PER_MIB = 1_024;

    /** What programs and the kernel hold. */
    public long usedMiB() {
        return totalMiB - availableMiB;
    }

    /** Reads {@code /proc/meminfo}; null if it does not tell both, or impossible values. */
    static @Nullable MemorySize parse(String text) {
        OptionalLong total = kib(text, "MemTotal");
        OptionalLong available = kib(text, "MemAvailable");
        if (total.isEmpty() || available.isEmpty() || available.getAsLong() > total.getAsLong()) {
            return null;
        }
        return new MemorySize(total.getAsLong() / KIB_PER_MIB, available.getAsLong() / KIB_PER_MIB);
    }

    /** The value of a line {@code "MemTotal:   16316412 kB\n"}; empty if it is missing or cut off. */
    static OptionalLong kib(String text, String name) {
        Matcher line = Pattern.compile("^" + name + ":\\s{1,32}([0-9]{1,15}) kB\\n", Pattern.MULTILINE)
                .matcher(text);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
    }
}
