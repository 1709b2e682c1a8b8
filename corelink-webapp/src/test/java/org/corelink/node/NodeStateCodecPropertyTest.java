package org.corelink.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What holds for every state, and for whatever bytes come. */
class NodeStateCodecPropertyTest {
    private static final long NOW = 1_795_442_639_100L;

    @Property
    @Domain(NodeStates.class)
    void whatFitsTravelsWholeInBothFormats(@ForAll NodeState state) {
        Told told = new Told(state, NOW);
        Publication said = NodeStateCodec.encode(Mode.MIXED, state, NOW);
        if (carriesAll(said.open(), told, PayloadKind.OPEN)) {
            assertThat(decoded(said.open(), Payload.NONE)).isEqualTo(NodeStates.withoutProcesses(state));
        }
        if (carriesAll(said.inventory(), told, PayloadKind.INVENTORY)
                && carriesAll(said.reading(), told, PayloadKind.READING)) {
            assertThat(decoded(said.reading(), said.inventory())).isEqualTo(state);
        }
    }

    @Property
    @Domain(NodeStates.class)
    void aFieldIsLeftOutOnlyIfItDoesNotFitBesideWhatIsMoreImportant(@ForAll NodeState state) {
        Told told = new Told(state, NOW);
        Publication said = NodeStateCodec.encode(Mode.MIXED, state, NOW);
        check(said.open(), told, PayloadKind.OPEN);
        check(said.inventory(), told, PayloadKind.INVENTORY);
        check(said.reading(), told, PayloadKind.READING);
    }

    private static void check(Payload payload, Told told, PayloadKind kind) {
        assertThat(payload.length()).isLessThanOrEqualTo(kind.maxBytes());
        Told cut = new Told(TextCut.cut(told, kind), told.epochMillis());
        List<WireField<?>> carried = carried(payload, kind);
        List<WireField<?>> before = new ArrayList<>();
        for (WireField<?> field : known(told, kind)) {
            before.add(field);
            if (!carried.contains(field)) {
                assertThat(StateWriter.bytes(cut, kind, before))
                        .as("with %s, and what is more important", field.name())
                        .hasSizeGreaterThan(kind.maxBytes());
                before.remove(field);
            }
        }
        assertThat(payload.toByteArray()).isEqualTo(StateWriter.bytes(cut, kind, before));
        assertThat(cut.state()).as("texts").isEqualTo(headFits(told, kind) ? told.state() : cut.state());
    }

    private static boolean headFits(Told told, PayloadKind kind) {
        return StateWriter.bytes(told, kind, List.of()).length <= kind.maxBytes();
    }

    @Property
    @Domain(NodeStates.class)
    void whatTravelsAgainIsTheSame(@ForAll NodeState state) {
        Publication said = NodeStateCodec.encode(Mode.MIXED, state, NOW);
        NodeState open = decoded(said.open(), Payload.NONE);
        assertThat(decoded(NodeStateCodec.encode(Mode.OPEN, open, NOW).open(), Payload.NONE))
                .isEqualTo(open);
        NodeState sealed = decoded(said.reading(), said.inventory());
        Publication again = NodeStateCodec.encode(Mode.SEALED, sealed, NOW);
        assertThat(decoded(again.reading(), again.inventory())).isEqualTo(sealed);
    }

    @Property
    @Domain(NodeStates.class)
    @Domain(DomainContext.Global.class)
    void damagedPayloadsAreReadOrRefusedButNeverThrow(
            @ForAll NodeState state, @ForAll byte damage, @ForAll int place, @ForAll int kind) {
        Payload whole = payloads(state).get(Math.floorMod(kind, 3));
        byte[] bytes = whole.toByteArray();
        bytes[Math.floorMod(place, bytes.length)] = damage;
        readOrRefuse(Payload.of(bytes));
        bytes = whole.toByteArray();
        bytes[Math.floorMod(place, bytes.length)] ^= (byte) (1 << Math.floorMod(damage, 8));
        readOrRefuse(Payload.of(bytes));
    }

    @Property(tries = 50)
    @Domain(NodeStates.class)
    void everyTruncationIsRefused(@ForAll NodeState state) {
        List<Payload> payloads = payloads(state);
        for (Payload payload : payloads) {
            for (int length = 0; length < payload.length(); length++) {
                Payload cut = Payload.of(Arrays.copyOf(payload.toByteArray(), length));
                assertThat(NodeStateCodec.CHECK.accepts(cut)).isFalse();
                assertThat(NodeStateCodec.CHECK.acceptsInventory(cut)).isFalse();
            }
        }
    }

    @Property(tries = 20_000)
    void anyBytesAreReadOrRefusedButNeverThrow(@ForAll byte[] bytes) {
        readOrRefuse(Payload.of(Arrays.copyOf(bytes, Math.min(bytes.length, Payload.MAX_RECEIVED_BYTES))));
    }

    @Property(tries = 20_000)
    void anyBytesInAMapOfCborAreReadOrRefusedButNeverThrow(@ForAll byte[] bytes) {
        byte[] map = new byte[Math.min(bytes.length, 1_000) + 2];
        map[0] = (byte) 0xBF;
        System.arraycopy(bytes, 0, map, 1, map.length - 2);
        map[map.length - 1] = (byte) 0xFF;
        readOrRefuse(Payload.of(map));
    }

    private static List<Payload> payloads(NodeState state) {
        Publication said = NodeStateCodec.encode(Mode.MIXED, state, NOW);
        return List.of(said.open(), said.inventory(), said.reading());
    }

    /** What is accepted, is within every bound: it can be told again. */
    private static void readOrRefuse(Payload payload) {
        if (NodeStateCodec.CHECK.accepts(payload)) {
            NodeStateCodec.encode(Mode.MIXED, decoded(payload, Payload.NONE), NOW);
        }
        NodeStateCodec.CHECK.acceptsInventory(payload);
    }

    static NodeState decoded(Payload reading, Payload inventory) {
        return switch (NodeStateCodec.decode(reading, inventory, NOW)) {
            case DecodedState.Accepted(NodeState state) -> state;
            case DecodedState.Rejected(String reason) ->
                throw new AssertionError(reason + ": " + new String(reading.toByteArray(), UTF_8));
        };
    }

    private static boolean carriesAll(Payload payload, Told told, PayloadKind kind) {
        return payload.length() == StateWriter.bytes(told, kind, kind.whereItFits()).length;
    }

    /** The fields that a state without any limit would carry, the most important first. */
    private static List<WireField<?>> known(Told told, PayloadKind kind) {
        return kind.whereItFits().stream().filter(field -> isKnown(field, told)).toList();
    }

    private static boolean isKnown(WireField<?> field, Told told) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            field.write(told, WireField.FieldNames.OPEN, json);
            json.writeEndObject();
        }
        return out.toString().length() > 2;
    }

    private static List<WireField<?>> carried(Payload payload, PayloadKind kind) {
        try {
            StateDraft draft = StateReader.read(payload.toByteArray(), kind);
            return kind.whereItFits().stream()
                    .filter(field -> switch (field) {
                        case MachineField<?> machine -> machine.in(draft) != null;
                        case GpuColumn<?> column ->
                            draft.gpus().stream().anyMatch(gpu -> draft.value(column, gpu) != null);
                    })
                    .toList();
        } catch (RefusedException e) {
            throw new AssertionError(e.reason(), e);
        }
    }
}
