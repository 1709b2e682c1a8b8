package org.corelink.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.gossip.Publication;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuReading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORFactory;

/** The payloads of the sealed format, to the byte. */
class SealedPayloadTest {
    private static final long NOW = 1_795_442_639_100L;
    private static final NodeState STATE = DataCentreMachine.withGpus(2);
    private static final Publication SAID = NodeStateCodec.encode(Mode.SEALED, STATE, NOW);

    @Test
    void goldenPayloadsAreWrittenAndRead() throws IOException {
        assertThat(hex(SAID.inventory())).isEqualTo(golden("inventory.hex"));
        assertThat(hex(SAID.reading())).isEqualTo(golden("reading.hex"));
        assertThat(decoded(payload(golden("reading.hex")), payload(golden("inventory.hex"))))
                .isEqualTo(STATE);
    }

    @Test
    void theOpenGoldenPayloadSaysAsMuchAsFits() throws IOException {
        NodeState one = DataCentreMachine.withGpus(1);
        String golden = golden("open.json");
        assertThat(new String(NodeStateCodec.encode(Mode.OPEN, one, NOW).open().toByteArray(), UTF_8))
                .isEqualTo(golden);
        NodeState decoded = decoded(Payload.of(golden.getBytes(UTF_8)), Payload.NONE);
        assertThat(decoded.gpus())
                .extracting(Gpu::reading)
                .containsExactly(
                        NodeStates.withoutProcesses(one).gpus().getFirst().reading());
        assertThat(decoded.machine().ages()).isEqualTo(one.machine().ages());
        assertThat(decoded.machine().gpuSource()).isEqualTo(one.machine().gpuSource());
    }

    @Test
    void whatIsPublishedIsWhatTheModeSpeaks() {
        assertThat(SAID.open()).isEqualTo(Payload.EMPTY);
        assertThat(NodeStateCodec.encode(Mode.OPEN, STATE, NOW).reading()).isEqualTo(Payload.NONE);
        Publication mixed = NodeStateCodec.encode(Mode.MIXED, STATE, NOW);
        assertThat(mixed.reading()).isEqualTo(SAID.reading());
        assertThat(mixed.open().toByteArray()).startsWith('{');
    }

    @Test
    void anInventoryIsTheSameWhileOnlyReadingsChange() {
        NodeState later = new NodeState(
                STATE.version(),
                false,
                STATE.gpus().stream().map(Gpu::withoutReading).toList(),
                "GPU 1: GPU is lost",
                0,
                0,
                null,
                0,
                5L,
                STATE.machine());
        Publication said = NodeStateCodec.encode(Mode.SEALED, later, NOW + 60_000);
        assertThat(said.inventory()).isEqualTo(SAID.inventory());
        assertThat(said.reading()).isNotEqualTo(SAID.reading());
    }

    @Test
    void beforeItsInventoryHasComeAMachineShowsReadingsOfGpusWithoutNames() {
        NodeState decoded = decoded(SAID.reading(), Payload.NONE);
        assertThat(decoded.gpus()).extracting(Gpu::model).containsOnly(GpuInventory.UNKNOWN_MODEL);
        assertThat(decoded.gpus())
                .extracting(Gpu::reading)
                .isEqualTo(STATE.gpus().stream().map(Gpu::reading).toList());
    }

    @Test
    void theReadingSaysWhichGpusThereAreAndTheInventoryWhatTheyAre() {
        NodeState one = STATE.with(List.of(STATE.gpus().get(1)), null);
        NodeState decoded = decoded(NodeStateCodec.encode(Mode.SEALED, one, NOW).reading(), SAID.inventory());
        assertThat(decoded.gpus()).isEqualTo(one.gpus());
    }

    @Test
    void agesGrowWithEachHeartbeatThatRepeatsThem() {
        assertThat(ageOfGpus(NOW)).isEqualTo(400);
        assertThat(ageOfGpus(NOW + 4_700)).isEqualTo(5_100);
        assertThat(ageOfGpus(NOW - 3_600_000)).as("its clock was set back").isEqualTo(400);
        assertThat(ageOfGpus(NOW + 3_600_000)).as("its clock was set forward").isEqualTo(400);
    }

    private static long ageOfGpus(long heartbeatMillis) {
        return NodeStateCodec.decode(SAID.reading(), SAID.inventory(), heartbeatMillis)
                        instanceof DecodedState.Accepted(NodeState state)
                ? Objects.requireNonNull(state.machine().ages().of(NodeSource.GPUS))
                : -1;
    }

    @Test
    void textsWithoutAShortFormTravelAsTheyAre() {
        for (String odd : List.of("GPU-8F9A", "0012", "1 2", "0000:41:00.0", "00000000:41:20.0", "")) {
            Gpu gpu = STATE.gpus().getFirst();
            GpuInventory known = gpu.inventory();
            GpuInventory inventory = new GpuInventory(
                    0,
                    known.model(),
                    new GpuIdentity(odd, odd, odd, odd, odd, odd),
                    null,
                    known.powerLimits(),
                    known.pcie(),
                    known.mig(),
                    null,
                    null);
            NodeState state = STATE.with(List.of(new Gpu(inventory, gpu.reading(), gpu.condition())), null);
            Publication said = NodeStateCodec.encode(Mode.SEALED, state, NOW);
            assertThat(decoded(said.reading(), said.inventory())).isEqualTo(state);
        }
    }

    @Test
    void processesTravelByTheNameOfTheirProgramAndTheOpenFormatTellsNothingOfThem() {
        NodeState told = withProcesses(List.of(
                process(4_711, "alice", "/opt/conda/bin/python3 train.py --token s3cret"), process(4_712, null, null)));
        Publication said = NodeStateCodec.encode(Mode.MIXED, told, NOW);
        assertThat(decoded(said.reading(), said.inventory())
                        .gpus()
                        .getFirst()
                        .reading()
                        .processes())
                .containsExactly(process(4_711, "alice", "python3"), process(4_712, null, null));
        assertThat(new String(said.reading().toByteArray(), UTF_8)).doesNotContain("s3cret", "train");
        assertThat(new String(said.open().toByteArray(), UTF_8)).doesNotContain("alice", "python3", "procs", "4711");
    }

    @Test
    void aGpuWithMoreProcessesThanTravelTellsOfNone() {
        List<GpuProcess> nine = IntStream.rangeClosed(1, ProcessFields.MAX_PROCESSES + 1)
                .mapToObj(pid -> process(pid, "alice", "python3"))
                .toList();
        NodeState decoded = decoded(
                NodeStateCodec.encode(Mode.SEALED, withProcesses(nine), NOW).reading(), SAID.inventory());
        assertThat(decoded.gpus().getFirst().reading().processes()).isNull();
        assertThat(decoded.gpus().getLast().reading().processes()).hasSize(1);
    }

    @Test
    void aMachineWithSixteenGpusTellsEverythingAndItsProcesses() {
        NodeState sixteen = DataCentreMachine.withGpus(16);
        Publication said = NodeStateCodec.encode(Mode.SEALED, sixteen, NOW);
        assertThat(decoded(said.reading(), said.inventory())).isEqualTo(sixteen);
    }

    private static GpuProcess process(long pid, @Nullable String user, @Nullable String command) {
        return new GpuProcess(pid, GpuProcess.Type.COMPUTE, 512, new GpuProcess.Owner(user, command, null));
    }

    /** Those are on the first GPU. */
    private static NodeState withProcesses(List<GpuProcess> processes) {
        Gpu first = STATE.gpus().getFirst();
        GpuReading reading =
                new GpuReading(first.reading().values(), first.reading().throttleReasons(), processes);
        return STATE.with(
                List.of(
                        new Gpu(first.inventory(), reading, first.condition()),
                        STATE.gpus().getLast()),
                null);
    }

    @Test
    void whatANewerVersionAddsIsCountedAndIgnored() {
        Payload newer = map(cbor -> {
            number(cbor, StateField.FORMAT_KEY, 7);
            number(cbor, 4, 86_400);
            number(cbor, 9_999, 1);
            cbor.writePropertyId(9_998);
            cbor.writeStartArray();
            cbor.writeBinary(new byte[20]);
            cbor.writeString("further");
            cbor.writeEndArray();
            cbor.writeName("further");
            cbor.writeNull();
        });
        NodeState decoded = decoded(newer, Payload.NONE);
        assertThat(decoded.uptimeSeconds()).isEqualTo(86_400);
        assertThat(decoded.machine().unknownFields()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                       | not an object
        00                       | not an object
        A0                       | the version of the format is missing
        A1 00 00                 | format is out of range
        A1 00 1A 00 01 00 00     | format is out of range
        A2 00 01 00 01           | not one well-formed CBOR map, or a number too large
        A1 00 01 F6              | something follows the object
        A2 00 01 04 20           | up is out of range
        A2 00 01 04 FB 3FF0000000000000 | up is not a whole number
        A2 00 01 04 1B FFFFFFFFFFFFFFFF | not one well-formed CBOR map, or a number too large
        A2 00 01 04 C2 49 010000000000000000 | not one well-formed CBOR map, or a number too large
        A2 00 01 03 61 07        | nogpu is too long or not printable
        A2 00 01 03 63 E2 80 AE  | nogpu is too long or not printable
        A2 00 01 03 62 C3 28     | not one well-formed CBOR map, or a number too large
        A2 00 01 03 7A 7FFFFFFF 61 | not one well-formed CBOR map, or a number too large
        A2 00 01 18 20 82 00 00  | two GPUs with one id
        A2 00 01 18 20 81 19 03E8 | index is out of range
        A3 00 01 18 20 82 00 01 18 40 83 01 02 03 | util is not one value for each GPU
        A3 00 01 18 20 81 00 18 40 81 18 65 | util is out of range
        A2 00 01 0A 82 01 20     | age is out of range
        A3 00 01 18 20 81 00 18 35 81 81 81 07    | procs has a process without id or type
        A3 00 01 18 20 81 00 18 35 81 81 82 20 00 | procs is out of range
        A3 00 01 18 20 81 00 18 35 81 81 82 07 04 | procs is out of range
        A3 00 01 18 20 81 00 18 35 81 89 82 07 00 82 07 00 82 07 00 82 07 00 82 07 00 82 07 00 82 07 00 82 07 00 82 07 00         | procs has too many elements
        A3 00 01 18 20 81 00 18 36 81 81 81 61 07 | who is too long or not printable
        BF 00 01                 | not one well-formed CBOR map, or a number too large
        """)
    void whatBreaksARuleIsRefusedWithItsReason(String hex, String reason) {
        assertThat(NodeStateCodec.decode(payload(hex), Payload.NONE, NOW)).isEqualTo(new DecodedState.Rejected(reason));
    }

    @Test
    void anInventoryIsCheckedLikeAReading() {
        assertThat(NodeStateCodec.CHECK.acceptsInventory(SAID.inventory())).isTrue();
        assertThat(NodeStateCodec.CHECK.acceptsInventory(payload("A2 00 01 02 01")))
                .as("simulated: 1")
                .isFalse();
        assertThat(NodeStateCodec.CHECK.acceptsInventory(payload("A2 00 01 18 29 81 43 01 02 03")))
                .as("a UUID of three bytes")
                .isFalse();
        assertThat(NodeStateCodec.CHECK.acceptsInventory(Payload.NONE)).isFalse();
    }

    private static void number(JsonGenerator cbor, int key, int value) {
        cbor.writePropertyId(key);
        cbor.writeNumber(value);
    }

    private static Payload map(Consumer<JsonGenerator> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator cbor = new CBORFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            cbor.writeStartObject();
            fields.accept(cbor);
            cbor.writeEndObject();
        }
        return Payload.of(out.toByteArray());
    }

    private static NodeState decoded(Payload reading, Payload inventory) {
        return NodeStateCodecPropertyTest.decoded(reading, inventory);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SealedPayloadTest.class.getResourceAsStream("/payload/" + name), name)) {
            return new String(in.readAllBytes(), UTF_8).strip();
        }
    }

    private static String hex(Payload payload) {
        return HexFormat.of().formatHex(payload.toByteArray());
    }

    private static Payload payload(String hex) {
        return Payload.of(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
