package org.corelink.node;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.corelink.gossip.Payload;
import org.corelink.gpu.Gpu;
import org.corelink.node.WireField.FieldNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;

/** Writes a state that keeps its {@link StateBounds} as one of its payloads. */
final class StateWriter {
    private static final TokenStreamFactory JSON = new JsonFactory();
    private static final TokenStreamFactory CBOR = new CBORFactory();

    private StateWriter() {}

    /**
     * The payload: what always travels, and of the other fields, the most important first, each that still fits. Texts
     * are cut only where what always travels does not fit by itself.
     */
    static Payload write(Told told, PayloadKind kind) {
        Told rest = new Told(TextCut.cut(told, kind), told.epochMillis());
        List<Integer> ends = new ArrayList<>();
        byte[] whole = bytes(rest, kind, kind.whereItFits(), ends);
        return Payload.of(whole.length <= kind.maxBytes() ? whole : fitting(whole, ends, kind.maxBytes()));
    }

    /**
     * Leaves out the pieces that do not fit any more.
     *
     * @param ends where what always travels ends, and then each further field; behind the last, the map ends
     */
    private static byte[] fitting(byte[] whole, List<Integer> ends, int maxBytes) {
        int head = ends.getFirst();
        int tail = whole.length - ends.getLast();
        ByteArrayOutputStream out = new ByteArrayOutputStream(maxBytes);
        out.write(whole, 0, head);
        for (int i = 1; i < ends.size(); i++) {
            int from = ends.get(i - 1);
            int length = ends.get(i) - from;
            if (out.size() + length + tail <= maxBytes) {
                out.write(whole, from, length);
            }
        }
        out.write(whole, ends.getLast(), tail);
        return out.toByteArray();
    }

    /** What always travels, and these fields, whatever the length. */
    static byte[] bytes(Told told, PayloadKind kind, List<WireField<?>> fields) {
        return bytes(told, kind, fields, new ArrayList<>());
    }

    private static byte[] bytes(Told told, PayloadKind kind, List<WireField<?>> fields, List<Integer> ends) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * kind.maxBytes());
        boolean open = kind == PayloadKind.OPEN;
        try (JsonGenerator generator = (open ? JSON : CBOR).createGenerator(ObjectWriteContext.empty(), out)) {
            FieldNames names = open ? FieldNames.OPEN : FieldNames.SEALED;
            generator.writeStartObject();
            if (open) {
                writeOldFields(generator, told.state());
            } else {
                writeSealedHead(generator, told.state().gpus());
            }
            kind.always().forEach(field -> field.write(told, names, generator));
            generator.flush();
            ends.add(out.size());
            for (WireField<?> field : fields) {
                field.write(told, names, generator);
                generator.flush();
                ends.add(out.size());
            }
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void writeOldFields(JsonGenerator json, NodeState state) {
        json.writeArrayPropertyStart(StateField.GPUS);
        for (Gpu gpu : state.gpus()) {
            json.writeStartObject();
            json.writeNumberProperty(StateField.GPU_ID, gpu.index());
            json.writeStringProperty(StateField.GPU_MODEL, gpu.model());
            json.writeStringProperty(StateField.GPU_LIMIT, gpu.bottleneck().toLimit());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeNumber(json, StateField.NET_KBPS, state.corelinkKbps(), StateBounds.KBPS_DECIMALS);
        json.writeNumberProperty(StateField.LINK_SPEED, state.linkMbit());
        json.writeNumberProperty(StateField.LINK_SPEED_MAX, state.linkMaxMbit());
        writeDrift(json, state.clockDriftSeconds());
        json.writeNumberProperty(StateField.FORMAT, StateBounds.FORMAT);
    }

    private static void writeDrift(JsonGenerator json, @Nullable Double seconds) {
        if (seconds == null) {
            json.writeNullProperty(StateField.NTP_DRIFT);
        } else {
            writeNumber(json, StateField.NTP_DRIFT, seconds, StateBounds.DRIFT_DECIMALS);
        }
    }

    private static void writeNumber(JsonGenerator json, String field, double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        json.writeName(field);
        // Plain digits are shorter than an exponent and read by every parser.
        json.writeRawValue(rounded.stripTrailingZeros().toPlainString());
    }

    private static void writeSealedHead(JsonGenerator cbor, List<Gpu> gpus) {
        cbor.writePropertyId(StateField.FORMAT_KEY);
        cbor.writeNumber(StateBounds.FORMAT);
        cbor.writePropertyId(StateField.GPUS_KEY);
        cbor.writeStartArray(gpus, gpus.size());
        gpus.forEach(gpu -> cbor.writeNumber(gpu.index()));
        cbor.writeEndArray();
    }
}
