package org.corelink.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.gpu.GpuProcess.Owner;
import org.jspecify.annotations.Nullable;

/**
 * Reads who a process is under {@code /proc}. What was read is kept for as long as the process lives, which its start
 * time tells. One thread.
 */
public final class ProcOwners {
    private static final int MAX_KNOWN = 1_024;

    /** Docker, Podman, containerd and CRI-O name the control group of a container by its id of 64 digits. */
    private static final Pattern CONTAINER =
            Pattern.compile("(?:^|[/-])([0-9a-f]{12})[0-9a-f]{52}(?:\\.scope)?(?:/|$)");

    /** Fields of {@code stat} that follow the name, which may itself hold spaces; the start time is the 22nd of all. */
    private static final int START_TIME = 22 - 3;

    private final Path proc;
    private final Map<Long, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    private record Known(String startTime, Owner owner) {}

    /** Reads under {@code proc}. */
    public ProcOwners(Path proc) {
        this.proc = proc;
    }

    /** The owner; {@link Owner#UNKNOWN} where no such process is visible. */
    public Owner owner(long pid) {
        Path folder = proc.resolve(Long.toString(pid));
        String startTime = startTime(read(folder.resolve("stat")));
        if (startTime.isEmpty()) {
            return Owner.UNKNOWN;
        }
        Known before = known.get(pid);
        if (before != null && before.startTime.equals(startTime)) {
            return before.owner;
        }
        Owner owner = new Owner(user(folder), command(folder), container(folder));
        known.put(pid, new Known(startTime, owner));
        return owner;
    }

    private static String startTime(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length > START_TIME ? fields[START_TIME] : "";
    }

    private static @Nullable String user(Path folder) {
        try {
            return PrintableText.clean(Files.getOwner(folder).getName(), GpuIdentity.MAX_LENGTH);
        } catch (IOException e) {
            // It has just ended.
            return null;
        }
    }

    private static @Nullable String command(Path folder) {
        String line = PrintableText.clean(read(folder.resolve("cmdline")).replace('\0', ' '), Owner.MAX_COMMAND_LENGTH);
        return line.isEmpty() ? null : line;
    }

    private static @Nullable String container(Path folder) {
        Matcher matcher = CONTAINER.matcher(
                read(folder.resolve("cgroup")).lines().findFirst().orElse(""));
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
