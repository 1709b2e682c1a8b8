package org.corelink.node.system;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the machine through {@code /proc}. One thread at a time: each look is compared with the one before. */
public final class ProcSystem implements Supplier<SystemReading> {
    private static final Pattern UPTIME = Pattern.compile("([0-9]{1,10})\\.[0-9]+ ");
    private static final Pattern KERNEL = Pattern.compile("([\\x21-\\x7e]{1,64})\\n");
    private static final Pattern BOOT_ID = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\n");

    private final ProcFiles files;
    private @Nullable CpuTimes before;

    /** Reads under {@code proc}. */
    ProcSystem(Path proc) {
        files = new ProcFiles(proc);
    }

    /** The source for this machine. */
    public static ProcSystem ofThisMachine() {
        return new ProcSystem(ProcFiles.PROC);
    }

    @Override
    public SystemReading get() {
        CpuTimes now = CpuTimes.parse(files.read("stat"));
        Double cpu = now == null || before == null ? null : now.percentSince(before);
        before = now;
        return new SystemReading(
                cpu,
                LoadAverage.parse(files.read("loadavg")),
                MemorySize.parse(files.read("meminfo")),
                uptime(files.read("uptime")),
                first(KERNEL, files.read("sys/kernel/osrelease")),
                first(BOOT_ID, files.read("sys/kernel/random/boot_id")));
    }

    /** Reads {@code "12345.67 54321.00"}: up, and idle summed over all processors. */
    static @Nullable Long uptime(String text) {
        String seconds = first(UPTIME, text);
        return seconds == null ? null : (Long) Long.parseLong(seconds);
    }

    private static @Nullable String first(Pattern form, String text) {
        Matcher matcher = form.matcher(text);
        return matcher.lookingAt() ? matcher.group(1) : null;
    }
}
