package org.corelink.node;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.corelink.gossip.Payload;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.PrintableText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a state that keeps its {@link StateBounds} as an open payload. */
final class NodeStateWriter {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final List<GpuQuantity> COLUMNS = GpuQuantity.COLUMNS;
    private static final int SHORT_PROBLEM_LENGTH = 40;
    private static final int SHORTEST_PROBLEM_LENGTH = 20;
    private static final int KBPS_DECIMALS = 3;
    private static final int DRIFT_DECIMALS = 6;

    private NodeStateWriter() {}

    /**
     * How much of a state is written.
     *
     * @param columns number of quantities that each GPU's readings hold, the same for all GPUs
     * @param problemLength longest {@link NodeState#gpuProblem}, characters
     * @param modelLength longest model name, characters
     */
    private record Size(int columns, int problemLength, int modelLength) {}

    /** The largest form that fits: the columns go first, one by one from the right, then long reasons, then names, then reasons. */
    static Payload write(NodeState state) {
        return sizes().map(size -> bytes(state, size))
                .filter(bytes -> bytes.length <= Payload.MAX_BYTES)
                .findFirst()
                .map(Payload::of)
                .orElseThrow(() -> new AssertionError("the bounds of a state keep its smallest form small enough"));
    }

    private static Stream<Size> sizes() {
        int problem = StateBounds.MAX_PROBLEM_LENGTH;
        int model = StateBounds.MAX_MODEL_LENGTH;
        Stream<Size> fewerColumns = IntStream.rangeClosed(0, COLUMNS.size())
                .mapToObj(cut -> new Size(COLUMNS.size() - cut, problem, model));
        Stream<Size> shorterNames =
                IntStream.range(0, model).mapToObj(cut -> new Size(0, SHORT_PROBLEM_LENGTH, model - cut));
        Stream<Size> smallest = Stream.of(new Size(0, SHORTEST_PROBLEM_LENGTH, 1));
        return Stream.of(fewerColumns, shorterNames, smallest).flatMap(sizes -> sizes);
    }

    private static byte[] bytes(NodeState state, Size size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Payload.MAX_BYTES);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            writeGpus(json, state.gpus(), size);
            writeNumber(json, StateField.NET_KBPS, state.corelinkKbps(), KBPS_DECIMALS);
            json.writeNumberProperty(StateField.LINK_SPEED, state.linkMbit());
            json.writeNumberProperty(StateField.LINK_SPEED_MAX, state.linkMaxMbit());
            writeDrift(json, state.clockDriftSeconds());
            writeOurs(json, state, size);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void writeGpus(JsonGenerator json, List<Gpu> gpus, Size size) {
        json.writeArrayPropertyStart(StateField.GPUS);
        for (Gpu gpu : gpus) {
            json.writeStartObject();
            json.writeNumberProperty(StateField.GPU_ID, gpu.index());
            json.writeStringProperty(StateField.GPU_MODEL, PrintableText.cut(gpu.model(), size.modelLength()));
            json.writeStringProperty(StateField.GPU_LIMIT, gpu.bottleneck().toLimit());
            writeReadings(json, gpu, size.columns());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The first columns without the unknown ones at their end; nothing at all if none is known. */
    private static void writeReadings(JsonGenerator json, Gpu gpu, int columns) {
        List<@Nullable Integer> values = Arrays.asList(
                COLUMNS.stream().limit(columns).map(gpu.reading()::value).toArray(Integer[]::new));
        int known = values.size();
        while (known > 0 && values.get(known - 1) == null) {
            known--;
        }
        if (known > 0) {
            json.writeArrayPropertyStart(StateField.READINGS);
            values.subList(0, known).forEach(value -> writeReading(json, value));
            json.writeEndArray();
        }
    }

    private static void writeReading(JsonGenerator json, @Nullable Integer value) {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    private static void writeDrift(JsonGenerator json, @Nullable Double seconds) {
        if (seconds == null) {
            json.writeNullProperty(StateField.NTP_DRIFT);
        } else {
            writeNumber(json, StateField.NTP_DRIFT, seconds, DRIFT_DECIMALS);
        }
    }

    private static void writeOurs(JsonGenerator json, NodeState state, Size size) {
        if (!state.version().isEmpty()) {
            json.writeStringProperty(StateField.VERSION, state.version());
        }
        if (state.simulated()) {
            json.writeBooleanProperty(StateField.SIMULATED, true);
        }
        if (state.gpuProblem() != null) {
            json.writeStringProperty(
                    StateField.GPU_PROBLEM, PrintableText.cut(state.gpuProblem(), size.problemLength()));
        }
        if (state.uptimeSeconds() != null) {
            json.writeNumberProperty(StateField.UPTIME, state.uptimeSeconds());
        }
    }

    private static void writeNumber(JsonGenerator json, String field, double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        json.writeName(field);
        // Plain digits are shorter than an exponent and read by every parser.
        json.writeRawValue(rounded.stripTrailingZeros().toPlainString());
    }
}
