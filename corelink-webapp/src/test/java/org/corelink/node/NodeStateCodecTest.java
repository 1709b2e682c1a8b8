package org.corelink.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.corelink.gossip.Mode;
import org.corelink.gossip.Payload;
import org.corelink.gpu.FixedGpus;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeStateCodecTest {
    private static final String OLD = """
        {"gpus":[{"id":0,"model":"GeForce RTX 3090","limit":"4.0 x 16"},{"id":1,"model":"T4","limit":"0.0 x 0"}],\
        "net_kbps":1.25,"link_speed":1000,"link_speed_max":10000,"ntp_drift":null}\
        """;

    @Test
    void aStateIsWrittenAsTheOpenFormatSays() {
        GpuReading reading = new GpuReading(97, 8_123, 24_564, 61, 287, 450, null, null, null);
        NodeState state = new NodeState(
                "0.02.0",
                false,
                List.of(new Gpu(0, "GeForce RTX 4090", new PcieLink(4, 16), reading)),
                null,
                10_000,
                25_000,
                -0.0012345,
                3.14159,
                86_400L);
        assertThat(text(open(state))).isEqualTo("""
            {"gpus":[{"id":0,"model":"GeForce RTX 4090","limit":"4.0 x 16"}],\
            "net_kbps":3.142,"link_speed":10000,"link_speed_max":25000,"ntp_drift":-0.001234,\
            "f":1,"v":"0.02.0","up":86400,"util":[97],"mem":[8123],"temp":[61],"power":[287],"memall":[24564],\
            "cap":[450],"at":17954426391}\
            """);
    }

    @Test
    void aMachineWithoutAGpuTellsWhy() {
        NodeState state = new NodeState("0.02.0", true, List.of(), "nvidia-smi is not installed", 0, 0, null, 0, null);
        assertThat(text(open(state))).isEqualTo("""
            {"gpus":[],"net_kbps":0,"link_speed":0,"link_speed_max":0,"ntp_drift":null,\
            "f":1,"v":"0.02.0","sim":true,"nogpu":"nvidia-smi is not installed","at":17954426391}\
            """);
    }

    @Test
    void aPayloadOfAnOldNodeHasNoVersionAndUnknownReadings() {
        NodeState expected = new NodeState(
                "",
                false,
                List.of(
                        new Gpu(0, "GeForce RTX 3090", new PcieLink(4, 16), GpuReading.UNKNOWN),
                        new Gpu(1, "T4", PcieLink.UNKNOWN, GpuReading.UNKNOWN)),
                null,
                1_000,
                10_000,
                null,
                1.25,
                null);
        assertThat(decode(payload(OLD))).isEqualTo(new DecodedState.Accepted(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "net_kbps":1.25  | "net_kbps":1.25,"further":{"a":[1,{"b":null}]}
        "net_kbps":1.25  | "net_kbps":1.25,"who_hears_whom":"AAAA"
        "id":0,          | "id":0,"serial":"123",
        "net_kbps":1.25  | "net_kbps":1.25,"own":[1,2,3,4,5,"six",[7]]
        """)
    void whatANewerVersionAddsIsIgnored(String old, String changed) {
        assertThat(OLD).contains(old);
        assertThat(NodeStateCodec.CHECK.accepts(payload(OLD.replace(old, changed))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "gpus":[         | "gpu":[                     | gpus is missing
        "net_kbps":1.25, | ``                          | net_kbps is missing
        "link_speed":1000, | ``                        | link_speed is missing
        "link_speed_max":10000, | ``                   | link_speed_max is missing
        ,"ntp_drift":null | ``                         | ntp_drift is missing
        "id":0,          | ``                          | a GPU lacks id, model or limit
        "model":"T4",    | ``                          | a GPU lacks id, model or limit
        ,"limit":"0.0 x 0" | ``                        | a GPU lacks id, model or limit
        "id":1           | "id":0                      | two GPUs with one id
        "id":1           | "id":-1                     | id is out of range
        "id":1           | "id":1000                   | id is out of range
        "id":1           | "id":1.0                    | id is not a whole number
        "id":1           | "id":"1"                    | id is not a whole number
        "id":1           | "id":null                   | id is not a whole number
        "id":1           | "id":99999999999999999999   | not one well-formed JSON object, or a number too large
        "model":"T4"     | "model":4                   | model is not a string
        "model":"T4"     | "model":"T\\u00004"         | model is too long or not printable
        "model":"T4"     | "model":"T\\ud8004"         | model is too long or not printable
        "model":"T4"     | "model":"\\u202eT4"         | model is too long or not printable
        0.0 x 0          | 4 x 16                      | limit is not like 4.0 x 16
        0.0 x 0          | 4.0 x 33                    | limit has more than 32 lanes
        0.0 x 0          | 4.0 x 16\\n                 | limit is too long or not printable
        "net_kbps":1.25  | "net_kbps":-1               | net_kbps is out of range
        "net_kbps":1.25  | "net_kbps":1e999            | net_kbps is out of range
        "net_kbps":1.25  | "net_kbps":"1"              | net_kbps is not a number
        "net_kbps":1.25  | "net_kbps":null             | net_kbps is not a number
        "net_kbps":1.25  | "net_kbps":NaN              | not one well-formed JSON object, or a number too large
        "net_kbps":1.25  | "net_kbps":1,"net_kbps":1   | not one well-formed JSON object, or a number too large
        "link_speed":1000 | "link_speed":-1            | link_speed is out of range
        "link_speed":1000 | "link_speed":10000001      | link_speed is out of range
        "ntp_drift":null | "ntp_drift":true            | ntp_drift is not a number
        "ntp_drift":null | "ntp_drift":1e10            | ntp_drift is out of range
        "ntp_drift":null | "ntp_drift":null,"v":2      | v is not a string
        "ntp_drift":null | "ntp_drift":null,"sim":1    | sim is not true or false
        "ntp_drift":null | "ntp_drift":null,"nogpu":[] | nogpu is not a string
        "ntp_drift":null | "ntp_drift":null,"up":-1    | up is out of range
        null}            | null,"f":0}              | format is out of range
        null}            | null,"util":[101]}       | util is out of range
        null}            | null,"util":[-1,2]}      | util is out of range
        null}            | null,"util":[1.5,2]}     | util is not a whole number
        null}            | null,"util":[null,"1"]}  | util is not a whole number
        null}            | null,"util":7}           | util is not an array
        null}            | null,"util":[]}          | util is empty
        null}            | null,"util":[1,2,3]}     | util is not one value for each GPU
        null}            | null,"uuid":["\u202ea"]} | uuid is too long or not printable
        null}            | null,"state":[9]}        | state is out of range
        null}            | null,"pcie":[433]}       | pcie has more than 32 lanes
        null}            | null,"lnk":["eth0"]}     | a link is not like eth0 1000/10000 full
        null}            | null,"lnk":["a 10000001/0"]} | a link is faster than any link can be
        null}            | null,"own":[-1]}         | own is out of range
        null}            | null,"cpu":1001}         | cpu is out of range
        null}            | null,"src":["\u202ex"]}  | src is too long or not printable
        null}            | null}{                      | something follows the object
        null}            | null                        | not one well-formed JSON object, or a number too large
        {"gpus"          | [{"gpus"                    | not an object
        [{"id":0         | [7,{"id":0                  | not an object
        """)
    void whatBreaksARuleIsRefusedWithItsReason(String old, String changed, String reason) {
        assertThat(OLD).contains(old);
        Payload payload = payload(OLD.replace(old, changed));
        assertThat(decode(payload)).isEqualTo(new DecodedState.Rejected(reason));
        assertThat(NodeStateCodec.CHECK.accepts(payload)).isFalse();
    }

    @Test
    void sixteenGpusAreAcceptedAndSeventeenRefused() {
        assertThat(NodeStateCodec.CHECK.accepts(withGpus(16))).isTrue();
        assertThat(decode(withGpus(17))).isEqualTo(new DecodedState.Rejected("more than 16 GPUs"));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(200) + "]".repeat(200);
        String text = OLD.replace("\"net_kbps\"", "\"deep\":" + deep + ",\"net_kbps\"");
        assertThat(NodeStateCodec.CHECK.accepts(payload(text))).isFalse();
    }

    @Test
    void theEmptyPayloadIsRefused() {
        assertThat(NodeStateCodec.CHECK.accepts(Payload.EMPTY)).isFalse();
        assertThat(NodeStateCodec.CHECK.accepts(Payload.of(new byte[0]))).isFalse();
    }

    @Test
    void eightGpusWithAllReadingsFitWhole() {
        GpuReading full = new GpuReading(100, 81_559, 81_559, 100, 1_000, 1_000, 100, 1_980, 2_619);
        List<Gpu> gpus = IntStream.range(0, 8)
                .mapToObj(i -> new Gpu(i, "H100 80GB HBM3", new PcieLink(5, 16), full))
                .toList();
        NodeState state =
                new NodeState("0.02.0", false, gpus, null, 400_000, 400_000, -0.123456, 1_234.567, 1_000_000L);
        assertThat(decoded(open(state)).gpus()).isEqualTo(gpus);
    }

    @Test
    void aStateOutOfBoundsIsTrimmed() {
        List<Gpu> gpus = IntStream.range(0, 20).mapToObj(FixedGpus::card).toList();
        NodeState state = new NodeState("0.02.0", false, gpus, "a\nb", -1, 99_999_999, Double.NaN, Double.NaN, -1L);
        NodeState trimmed = decoded(open(state));
        assertThat(trimmed.gpus()).hasSize(16);
        assertThat(trimmed.gpuProblem()).isEqualTo("a b");
        assertThat(trimmed.linkMbit()).isZero();
        assertThat(trimmed.linkMaxMbit()).isZero();
        assertThat(trimmed.clockDriftSeconds()).isNull();
        assertThat(trimmed.corelinkKbps()).isZero();
        assertThat(trimmed.uptimeSeconds()).isNull();
    }

    @Test
    void theLargestStateFits() {
        // Three bytes in UTF-8 for one character, more than any escape of JSON takes.
        String wide = "\u65e5";
        GpuReading full = new GpuReading(100, 9_999_999, 9_999_999, 100, 9_999, 9_999, 100, 9_999, 9_999);
        List<Gpu> gpus = IntStream.range(984, 1_000)
                .mapToObj(i -> new Gpu(i, wide.repeat(64), new PcieLink(9, 32), full))
                .toList();
        NodeState state = new NodeState(
                wide.repeat(32),
                true,
                gpus,
                wide.repeat(160),
                9_999_999,
                9_999_999,
                -999_999_999.999999,
                999_999_999.999,
                9_999_999_999L);
        NodeState decoded = decoded(open(state));
        assertThat(decoded.gpus()).hasSize(16).allMatch(gpu -> !gpu.model().isEmpty());
        assertThat(decoded.version()).isEqualTo(state.version());
        assertThat(decoded.uptimeSeconds()).isEqualTo(state.uptimeSeconds());
    }

    private static Payload open(NodeState state) {
        return NodeStateCodec.encode(Mode.OPEN, state, 1_795_442_639_100L).open();
    }

    private static DecodedState decode(Payload payload) {
        return NodeStateCodec.decode(payload, Payload.NONE, 0);
    }

    private static NodeState decoded(Payload payload) {
        return switch (decode(payload)) {
            case DecodedState.Accepted accepted -> accepted.state();
            case DecodedState.Rejected rejected -> throw new AssertionError(rejected.reason() + ": " + text(payload));
        };
    }

    private static Payload withGpus(int count) {
        StringBuilder gpus = new StringBuilder();
        for (int i = 0; i < count; i++) {
            gpus.append(i == 0 ? "" : ",").append("{\"id\":" + i + ",\"model\":\"T4\",\"limit\":\"3.0 x 16\"}");
        }
        return payload(OLD.replaceFirst("\\[.*\\]", "[" + gpus + "]"));
    }

    private static Payload payload(String text) {
        return Payload.of(text.getBytes(UTF_8));
    }

    private static String text(Payload payload) {
        return new String(payload.toByteArray(), UTF_8);
    }
}
