package org.corelink.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table that {@code nvidia-smi --query-gpu=... --format=csv,noheader,nounits} prints: what to ask for, and how to
 * read the answer. Reading never fails: what cannot be understood is unknown or a remark.
 */
public final class NvidiaSmiCsv {
    /** Longest remark, in characters. */
    public static final int MAX_REMARK_LENGTH = 120;

    /** The value of {@code --query-gpu=}. */
    public static final String QUERY =
            Arrays.stream(NvidiaSmiColumn.values()).map(NvidiaSmiColumn::field).collect(Collectors.joining(","));

    private NvidiaSmiCsv() {}

    /**
     * What was printed.
     *
     * @param rows sorted by index, each index once
     * @param remarks what else was said, cleaned and bounded: lines that are no rows, and GPUs that are failing
     */
    public record Table(List<NvidiaSmiRow> rows, List<String> remarks) {
        /** Takes immutable copies. */
        public Table {
            rows = List.copyOf(rows);
            remarks = List.copyOf(remarks);
        }
    }

    /** Reads everything that was printed. */
    public static Table parse(String output) {
        Map<Integer, NvidiaSmiRow> rows = new TreeMap<>();
        List<String> remarks = new ArrayList<>();
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean cut = i == lines.size() - 1 && !output.endsWith("\n");
            String line = lines.get(i);
            NvidiaSmiRow row = NvidiaSmiRow.parse(line, cut);
            if (row == null) {
                remarks.add(PrintableText.clean(line, MAX_REMARK_LENGTH));
            } else if (rows.putIfAbsent(row.index(), row) == null) {
                addFault(row, remarks);
            } else {
                remarks.add("nvidia-smi lists GPU " + row.index() + " twice");
            }
        }
        return new Table(List.copyOf(rows.values()), remarks);
    }

    private static void addFault(NvidiaSmiRow row, List<String> remarks) {
        @Nullable String fault = row.fault();
        if (fault != null) {
            remarks.add("GPU " + row.index() + ": " + fault);
        }
    }
}
