package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The datagrams under {@code golden}, which protocol.md points at: one file, one datagram, to the byte. */
class GoldenVectorsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final NodeId NODE = new NodeId("gpunode-017");

    static List<Path> accepted() throws IOException {
        return files("accepted");
    }

    static List<Path> rejected() throws IOException {
        return files("rejected");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void goodDatagramIsDecoded(Path file) throws IOException {
        assertThat(OpenDecoder.decode(Files.readAllBytes(file))).isInstanceOf(Decoding.Decoded.class);
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void badDatagramIsRejectedForTheReasonInItsName(Path file) throws IOException {
        String name = file.getFileName().toString();
        RejectReason reason = RejectReason.valueOf(name.substring(0, name.indexOf('-')));

        assertThat(OpenDecoder.decode(Files.readAllBytes(file))).isEqualTo(new Decoding.Rejected(reason));
    }

    @Test
    void heartbeatOfOldVersionKeepsEveryFieldOfItsPayload() throws IOException {
        assertThat(decoded("heartbeat-0.01.x.json"))
                .isEqualTo(new Heartbeat(NODE, OptionalLong.empty(), 42, 1795442639.1234567, payload("""
                    {"gpus":[{"id":0,"model":"H100 80GB HBM3","limit":"5.0 x 16"},\
                    {"id":1,"model":"H100 80GB HBM3","limit":"4.0 x 16"}],"net_kbps":12.5,\
                    "link_speed":10000,"link_speed_max":25000,"ntp_drift":-0.000213}\
                    """)));
    }

    @Test
    void digestsOfOldVersionAreUnderstood() throws IOException {
        assertThat(decoded("digest_req-0.01.x.json"))
                .isEqualTo(new DigestRequest(
                        new NodeId("gpunode-001"),
                        NODE,
                        Map.of(new NodeId("gpunode-002"), 17L, NODE, 41L, new NodeId("gpunode-003"), 0L)));
        assertThat(decoded("digest_resp-0.01.x.json").sender()).isEqualTo(NODE);
    }

    @Test
    void oursAreWrittenToTheByte() throws IOException {
        Heartbeat heartbeat =
                new Heartbeat(NODE, OptionalLong.of(1795442639123456L), 1795442639, 1795442639.123, payload("""
                    {"gpus":[{"id":0,"model":"H100 80GB HBM3","limit":"5.0 x 16"}],"net_kbps":1.50,\
                    "link_speed":10000,"link_speed_max":25000,"ntp_drift":null}\
                    """));
        Heartbeat small = new Heartbeat(
                NODE,
                heartbeat.incarnation(),
                heartbeat.sequence(),
                heartbeat.epochSeconds(),
                payload("{\"gpus\":[],\"ntp_drift\":null}"));

        assertWritten(heartbeat, "heartbeat.json");
        assertWritten(new DigestRequest(new NodeId("gpunode-001"), NODE, Map.of(NODE, 1795442638L)), "digest_req.json");
        assertWritten(new DigestResponse(small), "digest_resp.json");
    }

    private static void assertWritten(Message message, String file) throws IOException {
        assertThat(new String(OpenEncoder.encode(message), UTF_8))
                .isEqualTo(Files.readString(GOLDEN.resolve("accepted", file)));
        assertThat(decoded(file)).isEqualTo(message);
    }

    private static Message decoded(String file) throws IOException {
        Decoding decoding = OpenDecoder.decode(Files.readAllBytes(GOLDEN.resolve("accepted", file)));
        assertThat(decoding).isInstanceOf(Decoding.Decoded.class);
        return ((Decoding.Decoded) decoding).message();
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(UTF_8));
    }
}
