package org.corelink.server;

import java.lang.management.ManagementFactory;
import java.util.List;

/** What the JVM keeps of classes between its starts: {@code -XX:AOTCache}. */
final class ClassCache {
    private ClassCache() {}

    /** Whether this JVM was started to make one. */
    static boolean isBeingMade() {
        return isBeingMade(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    static boolean isBeingMade(List<String> options) {
        return options.stream().anyMatch(option -> option.startsWith("-XX:AOTCacheOutput="));
    }

    /** Whether this JVM was given one that it does not use: it is of another runtime, of other files, or damaged. */
    static boolean isUnused() {
        return isUnused(
                ManagementFactory.getRuntimeMXBean().getInputArguments(), System.getProperty("java.vm.info", ""));
    }

    /** The JVM tells of its cache only in the words that {@code java -version} ends with, as "mixed mode, sharing". */
    static boolean isUnused(List<String> options, String virtualMachine) {
        return options.stream().anyMatch(option -> option.startsWith("-XX:AOTCache="))
                && !virtualMachine.contains("sharing");
    }
}
