package org.corelink.server;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.util.ServerInfo;
import org.apache.tomcat.util.Diagnostics;
import org.corelink.manager.ProcessControl;

/** This process, as the manager sees it. */
final class ServerProcessControl implements ProcessControl {
    private final LogLevels levels = new LogLevels();

    @Override
    public SequencedMap<String, String> about() {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("coreLinkVersion", Version.CURRENT);
        facts.put("tomcatVersion", ServerInfo.getServerNumber());
        facts.put("jvmVersion", Runtime.version().toString());
        facts.put("jvmVendor", System.getProperty("java.vendor"));
        facts.put("osName", System.getProperty("os.name"));
        facts.put("osVersion", System.getProperty("os.version"));
        facts.put("osArchitecture", System.getProperty("os.arch"));
        return facts;
    }

    @Override
    public SequencedMap<String, Long> figures() {
        Runtime runtime = Runtime.getRuntime();
        SequencedMap<String, Long> figures = new LinkedHashMap<>();
        figures.put(
                "uptimeSeconds",
                TimeUnit.MILLISECONDS.toSeconds(
                        ManagementFactory.getRuntimeMXBean().getUptime()));
        figures.put("processors", (long) runtime.availableProcessors());
        figures.put("heapUsedBytes", runtime.totalMemory() - runtime.freeMemory());
        figures.put("heapCommittedBytes", runtime.totalMemory());
        figures.put("heapMaxBytes", runtime.maxMemory());
        figures.put(
                "platformThreads", (long) ManagementFactory.getThreadMXBean().getThreadCount());
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        putKnown(figures, "cpuMillis", TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime()));
        if (system instanceof UnixOperatingSystemMXBean unix) {
            putKnown(figures, "openDescriptors", unix.getOpenFileDescriptorCount());
            putKnown(figures, "maxDescriptors", unix.getMaxFileDescriptorCount());
        }
        return figures;
    }

    /** The JVM says -1 where it does not know. */
    private static void putKnown(SequencedMap<String, Long> figures, String name, long value) {
        if (value >= 0) {
            figures.put(name, value);
        }
    }

    @Override
    public String virtualMachine() {
        return Diagnostics.getVMInfo();
    }

    @Override
    public String threads() {
        return Diagnostics.findDeadlock() == null
                ? Diagnostics.getThreadDump()
                : Diagnostics.findDeadlock() + Diagnostics.getThreadDump();
    }

    @Override
    public String level(String logger) {
        return levels.of(logger);
    }

    @Override
    public boolean setLevel(String logger, Optional<System.Logger.Level> level) {
        return levels.set(logger, level);
    }
}
