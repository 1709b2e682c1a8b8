package org.corelink.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import org.corelink.cluster.Row;
import org.corelink.cluster.history.HistoryWatch;
import org.corelink.gossip.NodeId;
import org.jspecify.annotations.Nullable;

/** The last minutes of the utilisation of each GPU, for the small pictures in the table. */
@Named
@ApplicationScoped
public class Sparklines {
    private final @Nullable HistoryWatch history;

    /** For the container's proxy only. */
    protected Sparklines() {
        history = null;
    }

    /** Those of that history. */
    @Inject
    public Sparklines(HistoryWatch history) {
        this.history = history;
    }

    /**
     * What sparkline.js draws for a row: {@code "0,55,,97"}, the oldest value first, with nothing between two commas where a
     * value is unknown. Empty for a machine without GPUs, and for one that has just come.
     *
     * @param rowKey {@link Row#key()}
     */
    public String of(String rowKey) {
        int slash = rowKey.lastIndexOf('/');
        String gpu = rowKey.substring(slash + 1);
        return history == null || gpu.equals(Row.NO_GPU)
                ? ""
                : text(history.recent(new NodeId(rowKey.substring(0, slash)), Integer.parseInt(gpu)));
    }

    static String text(List<@Nullable Integer> values) {
        return values.stream()
                .map(value -> value == null ? "" : value.toString())
                .collect(Collectors.joining(","));
    }
}
