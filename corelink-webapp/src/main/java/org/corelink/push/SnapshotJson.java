package org.corelink.push;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Column;
import org.corelink.cluster.NodeView;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Everything that a page can show of a view, as JSON: for example
 *
 * <pre>{"boot":"k3f9a0c1","revision":15,"rowsSince":3,"sum":{"busy":"7"},"limits":[],
 *  "nodes":["3fa2b1c4d5e6f708"],"is":[["online",false]],"rows":[[0,1]],
 *  "nodeColumns":["node","state"],"rowColumns":["gpu","util"],"work":"util","leaders":{"fan":["temp",0]},
 *  "texts":{"27":["none","idle"]},"cells":["gpu-07","online",["97 %",97],"n/a"],"decisions":"gACA…"}</pre>
 *
 * <p>{@code boot} tells one run of the server from the next; a page that was rendered before {@code rowsSince} may lack
 * rows, or have too many; machines are in the order of the view; {@code rows} has the indices of each machine's GPUs, where a machine without has one row. The order of the
 * columns is that of the deltas; which column leads which, and what was {@link Learned} of texts, is for the reader of the next
 * delta. {@code cells} and {@code decisions}, the latter in Base64, are {@link SnapshotCells}.
 */
final class SnapshotJson {
    private static final JsonFactory JSON = new JsonFactory();

    private SnapshotJson() {}

    /** Encodes what a page shows, as of {@code nowNanos}. */
    static byte[] encode(String boot, Shown shown, long nowNanos) {
        ClusterView view = shown.view();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("boot", boot);
            json.writeNumberProperty("revision", view.revision());
            json.writeNumberProperty("rowsSince", shown.rowsSince());
            DeltaTexts.strings(json, "sum", shown.figures());
            DeltaTexts.limits(json, view.conditions());
            nodes(json, view.nodes());
            columns(json);
            learned(json, shown.learned());
            SnapshotCells cells = SnapshotCells.of(view, shown.learned(), nowNanos);
            DeltaTexts.cells(json, "cells", cells.told());
            json.writeStringProperty("decisions", Base64.getEncoder().encodeToString(cells.decisions()));
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void nodes(JsonGenerator json, List<NodeView> nodes) {
        json.writeArrayPropertyStart("nodes");
        nodes.forEach(node -> json.writeString(node.id().value()));
        json.writeEndArray();
        json.writeArrayPropertyStart("is");
        nodes.forEach(node -> DeltaTexts.is(json, node));
        json.writeEndArray();
        json.writeArrayPropertyStart("rows");
        nodes.forEach(node -> {
            json.writeStartArray();
            node.state().gpus().forEach(gpu -> json.writeNumber(gpu.index()));
            json.writeEndArray();
        });
        json.writeEndArray();
    }

    private static void columns(JsonGenerator json) {
        keys(json, "nodeColumns", LiveColumns.OF_NODES);
        keys(json, "rowColumns", LiveColumns.OF_ROWS);
        json.writeStringProperty("work", LiveColumns.WORK.key());
        json.writeObjectPropertyStart("leaders");
        LiveColumns.LEADERS.forEach((column, leader) -> {
            json.writeArrayPropertyStart(column.key());
            json.writeString(leader.column().key());
            json.writeNumber(leader.factor());
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    private static void keys(JsonGenerator json, String name, List<Column> columns) {
        json.writeArrayPropertyStart(name);
        columns.forEach(column -> json.writeString(column.key()));
        json.writeEndArray();
    }

    private static void learned(JsonGenerator json, Learned learned) {
        json.writeObjectPropertyStart("texts");
        for (int column = 0; column < DeltaTables.COLUMNS + DeltaTables.FIGURES; column++) {
            if (!learned.texts(column).isEmpty()) {
                DeltaTexts.cells(json, Integer.toString(column), learned.texts(column));
            }
        }
        json.writeEndObject();
    }
}
