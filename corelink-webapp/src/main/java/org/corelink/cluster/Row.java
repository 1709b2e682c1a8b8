package org.corelink.cluster;

import java.util.List;
import java.util.stream.Stream;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table: a GPU with its machine, or a machine without GPUs.
 *
 * @param node the machine
 * @param gpu the GPU, or null
 */
public record Row(NodeView node, @Nullable Gpu gpu) {
    /** Stands in a key for a GPU where there is none. */
    public static final String NO_GPU = "-";

    /** All rows of a view, by machine and GPU index. */
    public static List<Row> of(ClusterView view) {
        return view.nodes().stream().flatMap(Row::of).toList();
    }

    /** The rows of one machine: as many as it has GPUs, but at least one. */
    public static Stream<Row> of(NodeView node) {
        return node.state().gpus().isEmpty()
                ? Stream.of(new Row(node, null))
                : node.state().gpus().stream().map(gpu -> new Row(node, gpu));
    }

    /** Identifies the row in the page: id of the machine and index of the GPU, for example {@code "3fa2b1c4d5e6f708/0"}, or {@code "gpu-08/-"}. */
    public String key() {
        return node.id() + "/" + (gpu == null ? NO_GPU : gpu.index());
    }

    /**
     * Whether the cells of its GPU are certainly those of {@code before}, without making them: nothing of the card differs, nor
     * of what of its machine says whether it is in trouble.
     */
    public boolean hasOwnCellsOf(Row before) {
        return gpu != null
                && gpu.equals(before.gpu)
                && node.membership() == before.node.membership()
                && node.nameTaken() == before.node.nameTaken()
                && node.state().gpuProblem() == null
                && before.node.state().gpuProblem() == null;
    }

    /** The newest sample of the GPU; all unknown where there is none. */
    public GpuReading reading() {
        return gpu == null ? GpuReading.UNKNOWN : gpu.reading();
    }
}
