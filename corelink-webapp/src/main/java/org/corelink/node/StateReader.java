package org.corelink.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.corelink.gpu.PcieLink;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;

/** Reads one payload. Whatever breaks a rule refuses the whole of it. */
final class StateReader {
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(16).build();

    // Names chosen by strangers must not stay in memory: no symbol tables.
    private static final TokenStreamFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(LIMITS)
            .build();

    private static final TokenStreamFactory CBOR = CBORFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(LIMITS)
            .build();

    private static final Set<String> REQUIRED = Set.of(
            StateField.GPUS,
            StateField.NET_KBPS,
            StateField.LINK_SPEED,
            StateField.LINK_SPEED_MAX,
            StateField.NTP_DRIFT);

    private final PayloadParser parser;
    private final PayloadKind kind;
    private final StateDraft draft = new StateDraft();
    private final Set<String> seen = new HashSet<>();

    private StateReader(JsonParser parser, PayloadKind kind) {
        this.parser = new PayloadParser(parser);
        this.kind = kind;
    }

    /**
     * Reads the fields of one payload.
     *
     * @throws RefusedException if it breaks a rule
     */
    static StateDraft read(byte[] bytes, PayloadKind kind) throws RefusedException {
        boolean open = kind == PayloadKind.OPEN;
        try (JsonParser parser = (open ? JSON : CBOR).createParser(ObjectReadContext.empty(), bytes)) {
            return new StateReader(parser, kind).read();
        } catch (JacksonException e) {
            throw new RefusedException(
                    open
                            ? "not one well-formed JSON object, or a number too large"
                            : "not one well-formed CBOR map, or a number too large");
        }
    }

    private StateDraft read() throws RefusedException {
        parser.next();
        parser.object(kind == PayloadKind.OPEN ? this::readOpenField : this::readSealedField);
        parser.end();
        if (kind == PayloadKind.OPEN) {
            for (String field : REQUIRED) {
                RefusedException.unless(seen.contains(field), field + " is missing");
            }
        } else {
            RefusedException.unless(
                    seen.contains(Integer.toString(StateField.FORMAT_KEY)), "the version of the format is missing");
        }
        draft.check();
        return draft;
    }

    private void readOpenField(String name) throws RefusedException {
        seen.add(name);
        switch (name) {
            case StateField.GPUS -> readGpus();
            case StateField.NET_KBPS -> draft.put(MachineFields.KBPS, parser.number(name, 0, StateBounds.MAX_KBPS));
            case StateField.LINK_SPEED -> MachineFields.LINK.read(parser, draft);
            case StateField.LINK_SPEED_MAX -> MachineFields.LINK_BEST.read(parser, draft);
            case StateField.NTP_DRIFT -> readDrift(name);
            case StateField.FORMAT -> readFormat();
            default -> readField(name);
        }
    }

    private void readSealedField(String key) throws RefusedException {
        seen.add(key);
        if (key.equals(Integer.toString(StateField.FORMAT_KEY))) {
            readFormat();
        } else if (key.equals(Integer.toString(StateField.GPUS_KEY))) {
            readIndexes();
        } else {
            readField(key);
        }
    }

    private void readField(String name) throws RefusedException {
        WireField<?> field = kind.field(name);
        if (field == null) {
            parser.skip();
            draft.ignoreField();
        } else {
            field.read(parser, draft);
        }
    }

    /** Known fields keep their meaning in all versions, so that nothing depends on it but the range. */
    private void readFormat() throws RefusedException {
        parser.integer("format", 1, StateBounds.MAX_FORMAT);
    }

    private void readDrift(String name) throws RefusedException {
        if (!parser.isNull()) {
            double most = StateBounds.MAX_DRIFT_SECONDS;
            draft.put(MachineFields.DRIFT, parser.number(name, -most, most));
        }
    }

    private void readIndexes() throws RefusedException {
        List<Integer> indexes = new ArrayList<>();
        parser.array(
                "the list of GPUs", () -> add(indexes, (int) parser.integer("index", 0, StateBounds.MAX_GPU_INDEX)));
        draft.putGpus(indexes);
    }

    private static void add(List<Integer> indexes, int index) throws RefusedException {
        RefusedException.unless(indexes.size() < StateBounds.MAX_GPUS, "more than 16 GPUs");
        RefusedException.unless(!indexes.contains(index), "two GPUs with one id");
        indexes.add(index);
    }

    /** The GPUs as 0.01.x has them. */
    private void readGpus() throws RefusedException {
        List<Integer> indexes = new ArrayList<>();
        List<@Nullable String> models = new ArrayList<>();
        List<@Nullable PcieLink> limits = new ArrayList<>();
        parser.array(StateField.GPUS, () -> {
            OldGpu gpu = new OldGpu();
            parser.object(gpu::read);
            gpu.check();
            add(indexes, gpu.index);
            models.add(gpu.model);
            limits.add(gpu.limit);
        });
        draft.putGpus(indexes);
        draft.put(GpuFields.MODEL, models);
        draft.put(GpuFields.BOTTLENECK, limits);
    }

    /** One of these GPUs as it comes in. */
    private final class OldGpu {
        private static final int NONE = -1;

        private int index = NONE;
        private @Nullable String model;
        private @Nullable PcieLink limit;

        void read(String field) throws RefusedException {
            switch (field) {
                case StateField.GPU_ID -> index = (int) parser.integer(field, 0, StateBounds.MAX_GPU_INDEX);
                case StateField.GPU_MODEL -> model = parser.text(field, StateBounds.MAX_MODEL_LENGTH);
                case StateField.GPU_LIMIT ->
                    limit = GpuFields.linkOfLimit(parser.text(field, StateBounds.MAX_MODEL_LENGTH));
                default -> parser.skip();
            }
        }

        void check() throws RefusedException {
            RefusedException.unless(index != NONE && model != null && limit != null, "a GPU lacks id, model or limit");
        }
    }
}
