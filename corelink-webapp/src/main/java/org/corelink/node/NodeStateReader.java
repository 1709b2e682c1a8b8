package org.corelink.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads one open payload. Whatever breaks a rule refuses the whole of it. */
final class NodeStateReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build();

    private static final List<GpuQuantity> COLUMNS = GpuQuantity.COLUMNS;
    private static final Pattern LIMIT = Pattern.compile("([0-9])\\.0 x ([0-9]{1,2})");
    private static final Set<String> REQUIRED = Set.of(
            StateField.GPUS,
            StateField.NET_KBPS,
            StateField.LINK_SPEED,
            StateField.LINK_SPEED_MAX,
            StateField.NTP_DRIFT);

    private final PayloadParser parser;
    private final Set<String> seen = new HashSet<>();

    private String version = "";
    private boolean simulated;
    private List<Gpu> gpus = List.of();
    private @Nullable String gpuProblem;
    private int linkMbit;
    private int linkMaxMbit;
    private @Nullable Double clockDriftSeconds;
    private double corelinkKbps;
    private @Nullable Long uptimeSeconds;

    private NodeStateReader(JsonParser parser) {
        this.parser = new PayloadParser(parser);
    }

    static DecodedState read(byte[] bytes) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            return new DecodedState.Accepted(new NodeStateReader(json).readState());
        } catch (RefusedException e) {
            return new DecodedState.Rejected(e.reason());
        } catch (JacksonException e) {
            return new DecodedState.Rejected("not one well-formed JSON object, or a number too large");
        }
    }

    private NodeState readState() throws RefusedException {
        parser.next();
        parser.object(this::readField);
        parser.end();
        for (String field : REQUIRED) {
            RefusedException.unless(seen.contains(field), field + " is missing");
        }
        return new NodeState(
                version,
                simulated,
                gpus,
                gpuProblem,
                linkMbit,
                linkMaxMbit,
                clockDriftSeconds,
                corelinkKbps,
                uptimeSeconds);
    }

    private void readField(String field) throws RefusedException {
        seen.add(field);
        switch (field) {
            case StateField.GPUS -> gpus = readGpus();
            case StateField.NET_KBPS -> corelinkKbps = parser.number(field, 0, StateBounds.MAX_KBPS);
            case StateField.LINK_SPEED -> linkMbit = (int) parser.integer(field, 0, StateBounds.MAX_LINK_MBIT);
            case StateField.LINK_SPEED_MAX -> linkMaxMbit = (int) parser.integer(field, 0, StateBounds.MAX_LINK_MBIT);
            case StateField.NTP_DRIFT -> clockDriftSeconds = readDrift();
            case StateField.VERSION -> version = parser.text(field, StateBounds.MAX_VERSION_LENGTH);
            case StateField.SIMULATED -> simulated = parser.bool(field);
            case StateField.GPU_PROBLEM -> gpuProblem = parser.text(field, StateBounds.MAX_PROBLEM_LENGTH);
            case StateField.UPTIME -> uptimeSeconds = parser.integer(field, 0, StateBounds.MAX_UPTIME_SECONDS);
            default -> parser.skip();
        }
    }

    private @Nullable Double readDrift() throws RefusedException {
        double max = StateBounds.MAX_DRIFT_SECONDS;
        return parser.isNull() ? null : (Double) parser.number(StateField.NTP_DRIFT, -max, max);
    }

    private List<Gpu> readGpus() throws RefusedException {
        List<Gpu> read = new ArrayList<>();
        Set<Integer> indexes = new HashSet<>();
        parser.array(StateField.GPUS, () -> {
            Gpu gpu = readGpu();
            RefusedException.unless(read.size() < StateBounds.MAX_GPUS, "more than 16 GPUs");
            RefusedException.unless(indexes.add(gpu.index()), "two GPUs with one id");
            read.add(gpu);
        });
        read.sort(Comparator.comparingInt(Gpu::index));
        return read;
    }

    private Gpu readGpu() throws RefusedException {
        GpuFields fields = new GpuFields();
        parser.object(fields::read);
        return fields.toGpu();
    }

    /** The fields of one GPU as they come in. */
    private final class GpuFields {
        private @Nullable Integer index;
        private @Nullable String model;
        private @Nullable PcieLink limit;
        private GpuReading reading = GpuReading.UNKNOWN;

        void read(String field) throws RefusedException {
            switch (field) {
                case StateField.GPU_ID -> index = (int) parser.integer(field, 0, StateBounds.MAX_GPU_INDEX);
                case StateField.GPU_MODEL -> model = parser.text(field, StateBounds.MAX_MODEL_LENGTH);
                case StateField.GPU_LIMIT -> limit = readLimit();
                case StateField.READINGS -> reading = readReadings();
                default -> parser.skip();
            }
        }

        Gpu toGpu() throws RefusedException {
            if (index == null || model == null || limit == null) {
                throw new RefusedException("a GPU lacks id, model or limit");
            }
            return new Gpu(index, model, limit, reading);
        }
    }

    private PcieLink readLimit() throws RefusedException {
        Matcher matcher = LIMIT.matcher(parser.text(StateField.GPU_LIMIT, StateBounds.MAX_MODEL_LENGTH));
        RefusedException.unless(matcher.matches(), "limit is not like 4.0 x 16");
        int lanes = Integer.parseInt(matcher.group(2));
        RefusedException.unless(lanes <= StateBounds.MAX_PCIE_LANES, "limit has more than 32 lanes");
        return new PcieLink(Integer.parseInt(matcher.group(1)), lanes);
    }

    private GpuReading readReadings() throws RefusedException {
        Map<GpuQuantity, Integer> values = new EnumMap<>(GpuQuantity.class);
        Iterator<GpuQuantity> columns = COLUMNS.iterator();
        parser.array(StateField.READINGS, () -> {
            if (!columns.hasNext()) {
                // A newer version may send more columns than this one knows.
                parser.skip();
                return;
            }
            GpuQuantity quantity = columns.next();
            if (!parser.isNull()) {
                values.put(quantity, (int) parser.integer(StateField.READINGS, quantity.lowest(), quantity.highest()));
            }
        });
        return GpuReading.of(values::get);
    }
}
