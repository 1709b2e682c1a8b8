package org.corelink.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Time since the machine booted, from the kernel's {@code /proc/uptime}. Never blocks. */
public final class ProcUptime implements Supplier<@Nullable Long> {
    /** Where Linux tells it. */
    public static final Path FILE = Path.of("/proc/uptime");

    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,10})\\.[0-9]+ ");

    private final Path file;

    /** Reads {@code file}. */
    public ProcUptime(Path file) {
        this.file = file;
    }

    /** Whole seconds; null if unknown. */
    @Override
    public @Nullable Long get() {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            // No proc file system: unknown.
            return null;
        }
    }

    /** Reads {@code "12345.67 54321.00"}: up, and idle summed over all processors. */
    static @Nullable Long parse(String text) {
        Matcher matcher = SECONDS.matcher(text);
        return matcher.lookingAt() ? (Long) Long.parseLong(matcher.group(1)) : null;
    }
}
