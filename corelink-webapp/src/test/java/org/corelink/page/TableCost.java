package org.corelink.page;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Views;

/** Prints what one request costs the table at 254 machines of 8 GPUs: reading, filtering, sorting, cutting; without Faces. */
final class TableCost {
    private static final int ROUNDS = 400;

    private TableCost() {}

    /** Without arguments. */
    public static void main(String[] args) {
        ClusterView view = Views.view(
                1,
                IntStream.rangeClosed(1, 254)
                        .mapToObj(number -> Views.node(
                                "sim-%03d".formatted(number),
                                IntStream.range(0, 8)
                                        .mapToObj(gpu -> (number * 37 + gpu * 11) % 101)
                                        .toArray(Integer[]::new)))
                        .toArray(NodeView[]::new));
        List<Map<String, String>> requests = List.of(
                Map.of(),
                Map.of("q", "util>50 model:4090"),
                Map.of("sort", "-util,node"),
                Map.of("q", "util>10 or state:down or \"rack\"", "sort", "model,-mem,util", "trouble", "first"));
        for (Map<String, String> request : requests) {
            long[] nanos = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                ClusterTable table = ClusterTable.of(view, name -> Optional.ofNullable(request.get(name)), start);
                if (table.getLines().isEmpty()) {
                    throw new AssertionError("no rows");
                }
                nanos[i] = System.nanoTime() - start;
            }
            long[] warm = Arrays.copyOfRange(nanos, ROUNDS / 2, ROUNDS);
            Arrays.sort(warm);
            System.out.printf("%-90s median %.2f ms, 90 %% %.2f ms%n", request, warm[100] / 1e6, warm[180] / 1e6);
        }
    }
}
