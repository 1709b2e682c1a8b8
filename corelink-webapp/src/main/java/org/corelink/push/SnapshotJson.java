package org.corelink.push;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Column;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Row;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Everything that a page can show of a view, as JSON by columns, which compresses well: for example
 *
 * <pre>{"boot":"k3f9a0c1","revision":15,"rowsSince":3,"sum":{"busy":"7"},"limits":[],
 *  "nodes":["3fa2b1c4d5e6f708"],"is":[["online",false]],"heard":[120],"rows":[[0,1]],
 *  "nodeCells":{"node":["gpu-07"],"state":["online"]},
 *  "rowCells":{"gpu":["0","1"],"util":[["97 %",97],"n/a"]},
 *  "work":"util","leaders":{"fan":["temp",0]},"odds":{"5":"gACA…"},"texts":{"27":["none","idle"]}}</pre>
 *
 * <p>{@code boot} tells one run of the server from the next; a page that was rendered before {@code rowsSince} may lack
 * rows, or have too many; machines are in the order of the view; {@code heard} is
 * milliseconds ago; {@code rows} has the indices of each machine's GPUs; {@code nodeCells} has a cell for each machine,
 * {@code rowCells} one for each row, where a machine without GPUs has one row. The order of the columns is that of the
 * deltas. A cell is as in {@link DeltaTexts}. The last line is what the reader of the next delta needs: which column leads
 * which, and what was {@link Learned}: odds, two bytes each, in Base64, and the last texts of a column.
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
            nodes(json, view.nodes(), nowNanos);
            List<Row> first = view.nodes().stream()
                    .map(node -> Row.of(node).findFirst().orElseThrow())
                    .toList();
            cells(json, "nodeCells", LiveColumns.OF_NODES, first);
            cells(json, "rowCells", LiveColumns.OF_ROWS, Row.of(view));
            learned(json, shown.learned());
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void nodes(JsonGenerator json, List<NodeView> nodes, long nowNanos) {
        json.writeArrayPropertyStart("nodes");
        nodes.forEach(node -> json.writeString(node.id().value()));
        json.writeEndArray();
        json.writeArrayPropertyStart("is");
        nodes.forEach(node -> DeltaTexts.is(json, node));
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
            DeltaTexts.cells(json, column.key(), rows.stream().map(column::cell).toList());
        }
        json.writeEndObject();
    }

    private static void learned(JsonGenerator json, Learned learned) {
        json.writeStringProperty("work", LiveColumns.WORK.key());
        json.writeObjectPropertyStart("leaders");
        LiveColumns.LEADERS.forEach((column, leader) -> {
            json.writeArrayPropertyStart(column.key());
            json.writeString(leader.column().key());
            json.writeNumber(leader.factor());
            json.writeEndArray();
        });
        json.writeEndObject();
        json.writeObjectPropertyStart("odds");
        for (int table = 0; table < DeltaTables.COUNT; table++) {
            char[] odds = learned.table(table);
            if (odds != null) {
                json.writeStringProperty(Integer.toString(table), base64(odds));
            }
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("texts");
        for (int column = 0; column < DeltaTables.COLUMNS + DeltaTables.FIGURES; column++) {
            if (!learned.texts(column).isEmpty()) {
                DeltaTexts.cells(json, Integer.toString(column), learned.texts(column));
            }
        }
        json.writeEndObject();
    }

    private static String base64(char[] odds) {
        ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * odds.length);
        bytes.asCharBuffer().put(odds);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
