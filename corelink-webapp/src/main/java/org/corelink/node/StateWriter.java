package org.corelink.node;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.corelink.gossip.Payload;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.PrintableText;
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

    /** The largest form that fits. */
    static Payload write(Told told, PayloadKind kind) {
        byte[] whole = bytes(told, kind, 0);
        return Payload.of(whole.length <= kind.maxBytes() ? whole : largestThatFits(told, kind));
    }

    /** Each cut makes the payload shorter, or leaves it as it is: so the first that fits is found by halving. */
    private static byte[] largestThatFits(Told told, PayloadKind kind) {
        int tooLong = 0;
        int fits = Extent.cuts(kind);
        byte[] largest = bytes(told, kind, fits);
        while (fits - tooLong > 1) {
            int middle = (tooLong + fits) / 2;
            byte[] bytes = bytes(told, kind, middle);
            if (bytes.length <= kind.maxBytes()) {
                fits = middle;
                largest = bytes;
            } else {
                tooLong = middle;
            }
        }
        return largest;
    }

    /** The form after so many cuts, 0 = whole. */
    static byte[] bytes(Told told, PayloadKind kind, int cuts) {
        Extent extent = Extent.of(cuts, kind);
        Told rest = new Told(extent.cut(told.state()), told.epochMillis());
        ByteArrayOutputStream out = new ByteArrayOutputStream(kind.maxBytes());
        boolean open = kind == PayloadKind.OPEN;
        try (JsonGenerator generator = (open ? JSON : CBOR).createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            if (open) {
                writeOldFields(generator, rest.state());
            } else {
                writeSealedHead(generator, rest.state().gpus());
            }
            FieldNames names = open ? FieldNames.OPEN : FieldNames.SEALED;
            kind.always().forEach(field -> field.write(rest, names, generator));
            kind.whereItFits().subList(0, extent.fields()).forEach(field -> field.write(rest, names, generator));
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

    /**
     * How much of a state is written.
     *
     * @param fields number of fields that travel where they fit
     * @param problemLength longest {@link NodeState#gpuProblem}, characters
     * @param modelLength longest model name, characters
     */
    private record Extent(int fields, int problemLength, int modelLength) {
        private static final int SHORT_PROBLEM_LENGTH = 40;
        private static final int SHORTEST_PROBLEM_LENGTH = 20;

        /** Number of cuts until nothing is left to cut. */
        static int cuts(PayloadKind kind) {
            return kind.whereItFits().size() + StateBounds.MAX_MODEL_LENGTH + 1;
        }

        /** After so many cuts: the fields go first, one by one from the last, then long reasons, then names, then reasons. */
        static Extent of(int cuts, PayloadKind kind) {
            int fields = kind.whereItFits().size();
            if (cuts <= fields) {
                return new Extent(fields - cuts, StateBounds.MAX_PROBLEM_LENGTH, StateBounds.MAX_MODEL_LENGTH);
            }
            int further = cuts - fields - 1;
            return further < StateBounds.MAX_MODEL_LENGTH
                    ? new Extent(0, SHORT_PROBLEM_LENGTH, StateBounds.MAX_MODEL_LENGTH - further)
                    : new Extent(0, SHORTEST_PROBLEM_LENGTH, 1);
        }

        NodeState cut(NodeState state) {
            if (problemLength == StateBounds.MAX_PROBLEM_LENGTH && modelLength == StateBounds.MAX_MODEL_LENGTH) {
                return state;
            }
            String problem = state.gpuProblem();
            return state.with(
                    state.gpus().stream()
                            .map(gpu -> gpu.withModel(PrintableText.cut(gpu.model(), modelLength)))
                            .toList(),
                    problem == null ? null : PrintableText.cut(Objects.requireNonNull(problem), problemLength));
        }
    }
}
