package org.corelink.gossip.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The limits of the kernel's table of neighbours, raised until closed. All namespaces of a machine share one table, whose
 * 1,024 entries are enough for one host but not for dozens that talk to each other.
 */
final class NeighbourTable implements AutoCloseable {
    private static final Path FOLDER = Path.of("/proc/sys/net/ipv4/neigh/default");
    private static final Map<String, Integer> NEEDED =
            Map.of("gc_thresh1", 80_000, "gc_thresh2", 150_000, "gc_thresh3", 200_000);

    private final Map<String, String> before = new TreeMap<>();

    private NeighbourTable() {}

    /** Raises them where they are lower. */
    static NeighbourTable raise() throws IOException {
        NeighbourTable table = new NeighbourTable();
        for (Map.Entry<String, Integer> limit : NEEDED.entrySet()) {
            Path file = FOLDER.resolve(limit.getKey());
            String value = Files.readString(file).strip();
            if (Integer.parseInt(value) < limit.getValue()) {
                table.before.put(limit.getKey(), value);
                Files.writeString(file, limit.getValue().toString(), US_ASCII);
            }
        }
        return table;
    }

    @Override
    public void close() throws IOException {
        for (Map.Entry<String, String> limit : before.entrySet()) {
            Path file = FOLDER.resolve(limit.getKey());
            // What somebody else has set meanwhile is not ours to undo.
            if (Files.readString(file).strip().equals(String.valueOf(NEEDED.get(limit.getKey())))) {
                Files.writeString(file, limit.getValue(), US_ASCII);
            }
        }
    }
}
