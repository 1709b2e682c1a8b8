package org.corelink.push;

import static org.corelink.push.DeltaTexts.lowerCase;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Column;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Row;
import org.corelink.cluster.Summary;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Everything that a page can show of a view, as JSON by columns, which compresses well: for example
 *
 * <pre>{"boot":"k3f9a0c1","revision":15,"sum":{"busy":"7"},"limits":[],
 *  "nodes":["3fa2b1c4d5e6f708"],"is":["online"],"heard":[120],"rows":[[0,1]],
 *  "nodeCells":{"node":["gpu-07"],"state":["online"]},
 *  "rowCells":{"gpu":["0","1"],"util":[["97 %",97],"n/a"]}}</pre>
 *
 * <p>{@code boot} tells one run of the server from the next; machines are in the order of the view; {@code heard} is
 * milliseconds ago; {@code rows} has the indices of each machine's GPUs; {@code nodeCells} has a cell for each machine,
 * {@code rowCells} one for each row, where a machine without GPUs has one row. The order of the columns is that of the
 * deltas. A cell is as in {@link DeltaTexts}.
 */
final class SnapshotJson {
    private static final JsonFactory JSON = new JsonFactory();

    private SnapshotJson() {}

    /** Encodes the view as of {@code nowNanos}. */
    static byte[] encode(String boot, ClusterView view, long nowNanos) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("boot", boot);
            json.writeNumberProperty("revision", view.revision());
            DeltaTexts.strings(json, "sum", Summary.of(view));
            DeltaTexts.limits(json, view.conditions());
            nodes(json, view.nodes(), nowNanos);
            List<Row> first = view.nodes().stream()
                    .map(node -> Row.of(node).findFirst().orElseThrow())
                    .toList();
            cells(json, "nodeCells", LiveColumns.OF_NODES, first);
            cells(json, "rowCells", LiveColumns.OF_ROWS, Row.of(view));
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void nodes(JsonGenerator json, List<NodeView> nodes, long nowNanos) {
        json.writeArrayPropertyStart("nodes");
        nodes.forEach(node -> json.writeString(node.id().value()));
        json.writeEndArray();
        json.writeArrayPropertyStart("is");
        nodes.forEach(node -> json.writeString(lowerCase(node.membership())));
        json.writeEndArray();
        json.writeArrayPropertyStart("heard");
        nodes.forEach(node -> json.writeNumber(TimeUnit.NANOSECONDS.toMillis(nowNanos - node.heardNanos())));
        json.writeEndArray();
        json.writeArrayPropertyStart("rows");
        nodes.forEach(node -> {
            json.writeStartArray();
            node.state().gpus().forEach(gpu -> json.writeNumber(gpu.index()));
            json.writeEndArray();
        });
        json.writeEndArray();
    }

    private static void cells(JsonGenerator json, String name, List<Column> columns, List<Row> rows) {
        json.writeObjectPropertyStart(name);
        for (Column column : columns) {
            json.writeArrayPropertyStart(column.key());
            rows.forEach(row -> DeltaTexts.cell(json, column.cell(row)));
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
