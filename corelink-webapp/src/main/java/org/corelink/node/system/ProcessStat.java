package org.corelink.node.system;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of {@code /proc/self/stat} that are read. */
final class ProcessStat {
    /**
     * Ticks of the kernel's interface per second, {@code USER_HZ}: 100 on every machine that runs Linux today, whatever
     * the kernel's own pace.
     */
    static final long TICKS_PER_SECOND = 100;

    /** State, 10 numbers, then user and system time. Before it stand the pid and, in brackets, any name at all. */
    private static final Pattern AFTER_NAME =
            Pattern.compile(" [A-Za-z](?: -?[0-9]{1,20}){10} (?<user>[0-9]{1,17}) (?<system>[0-9]{1,17}) ");

    private ProcessStat() {}

    /** Processor time that the process has used, ticks; empty if the text is not of that form. */
    static OptionalLong ticks(String stat) {
        int nameEnd = stat.lastIndexOf(')');
        Matcher fields = AFTER_NAME.matcher(stat);
        if (nameEnd < 0 || !fields.find(nameEnd) || fields.start() != nameEnd + 1) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(fields.group("user")) + Long.parseLong(fields.group("system")));
    }
}
