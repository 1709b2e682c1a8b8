package org.corelink.gossip.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.corelink.gossip.Evidence;
import org.corelink.gossip.Hearing;
import org.corelink.gossip.NodeId;
import org.corelink.gossip.Payload;
import org.corelink.gossip.RejectReason;
import org.corelink.gossip.wire.Accusation.Charge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The datagrams under {@code golden}, which protocol.md points at: one file, one datagram, to the byte. */
class GoldenVectorsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String NAME = "gpunode-017";
    private static final Origin RUN = Origin.of(new NodeId("5fa1c3d2e4b60798"), 1795442000456L, 3141592653L);
    private static final NodeId OTHER = new NodeId("0b5e55ed0ddba11a");
    private static final long NONCE = 6755399441055744L;

    static List<Path> accepted() throws IOException {
        return files("accepted");
    }

    static List<Path> controls() throws IOException {
        return files("controls");
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
    @MethodSource({"accepted", "controls"})
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

    /** A control shows that it is the one thing in the name of the bad datagram that makes it bad. */
    @ParameterizedTest
    @MethodSource("controls")
    void everyControlStandsBesideABadDatagram(Path control) {
        assertThat(GOLDEN.resolve("rejected", control.getFileName().toString())).exists();
    }

    @Test
    void heartbeatOfOldVersionKeepsEveryFieldOfItsPayload() throws IOException {
        assertThat(decoded("heartbeat-0.01.x.json"))
                .isEqualTo(heartbeat(Origin.legacy(NAME), 42, 1795442639.1234567, """
                    {"gpus":[{"id":0,"model":"H100 80GB HBM3","limit":"5.0 x 16"},\
                    {"id":1,"model":"H100 80GB HBM3","limit":"4.0 x 16"}],"net_kbps":12.5,\
                    "link_speed":10000,"link_speed_max":25000,"ntp_drift":-0.000213}\
                    """));
    }

    @Test
    void digestsOfOldVersionAreUnderstood() throws IOException {
        assertThat(decoded("digest_req-0.01.x.json"))
                .isEqualTo(new DigestRequest(
                        Origin.legacy("gpunode-001"),
                        "gpunode-001",
                        NAME,
                        Map.of("gpunode-002", 17L, NAME, 41L, "gpunode-003", 0L)));
        assertThat(decoded("digest_resp-0.01.x.json").origin()).isEqualTo(Origin.legacy(NAME));
    }

    @Test
    void heartbeatsAreWrittenToTheByte() throws IOException {
        Heartbeat plain = heartbeat(RUN, 1795442639, 1795442639.123, """
            {"gpus":[{"id":0,"model":"H100 80GB HBM3","limit":"5.0 x 16"}],"net_kbps":1.50,\
            "link_speed":10000,"link_speed_max":25000,"ntp_drift":null}\
            """);
        Origin announcing = Origin.of(RUN.node(), RUN.incarnation().orElseThrow(), 0);
        Hearing hearing = Hearing.of(
                new TreeSet<>(Set.of(RUN.node(), OTHER, new NodeId("gpunode-002"))), Set.of(RUN.node(), OTHER));

        assertWritten(plain, "heartbeat.json");
        assertWritten(with(plain, RUN, Optional.of(hearing)), "heartbeat-hears.json");
        assertWritten(with(plain, announcing, Optional.empty()), "heartbeat-announcing-only.json");
    }

    @Test
    void digestsAreWrittenToTheByte() throws IOException {
        assertWritten(
                new DigestRequest(
                        Origin.of(OTHER, 1795442001789L, 2718281828L), "gpunode-001", NAME, Map.of(NAME, 1795442638L)),
                "digest_req.json");
        assertWritten(
                new DigestResponse(
                        heartbeat(RUN, 1795442639, 1795442639.123, "{\"gpus\":[],\"ntp_drift\":null}"), false),
                "digest_resp.json");
    }

    @Test
    void signsOfLifeAreWrittenToTheByte() throws IOException {
        assertWritten(new Beat(RUN), "beat.json");
        assertWritten(new Probe(RUN, NONCE), "probe.json");
        assertWritten(new ProbeRequest(RUN, OTHER, NONCE), "probe_req.json");
        assertWritten(new Ack(RUN, OTHER, NONCE), "ack.json");
        assertWritten(new Ack(RUN, OTHER, 0), "ack-objection.json");
        assertWritten(new Leave(RUN), "leave.json");
    }

    @Test
    void accusationsAreWrittenToTheByte() throws IOException {
        Evidence silence = new Evidence(Evidence.Kind.UNANSWERED, 3_654, 36);
        Evidence lesserSilence = new Evidence(Evidence.Kind.UNANSWERED, 3_305, 28);
        Evidence refusals = new Evidence(Evidence.Kind.PORT_CLOSED, 812, 2);

        assertWritten(accusation(Charge.DOWN, silence), "accusation.json");
        assertWritten(accusation(Charge.SUSPECT, lesserSilence), "accusation-suspect.json");
        assertWritten(accusation(Charge.DOWN, refusals), "accusation-port-closed.json");
    }

    @Test
    void placeSpacingAndFurtherFieldsDoNotMatter() throws IOException {
        assertThat(decoded("beat-of-another-program.json"))
                .isEqualTo(new Beat(Origin.of(new NodeId("0000000000000000"), 1, 1)));
    }

    private static Accusation accusation(Charge charge, Evidence evidence) {
        return new Accusation(RUN, OTHER, 1795442001789L, charge, evidence);
    }

    private static Heartbeat heartbeat(Origin origin, long sequence, double epochSeconds, String json) {
        return new Heartbeat(
                origin, NAME, sequence, epochSeconds, Payload.of(json.getBytes(UTF_8)), 0, Optional.empty());
    }

    private static Heartbeat with(Heartbeat heartbeat, Origin origin, Optional<Hearing> hearing) {
        return new Heartbeat(
                origin, NAME, heartbeat.sequence(), heartbeat.epochSeconds(), heartbeat.reading(), 0, hearing);
    }

    private static void assertWritten(Message message, String file) throws IOException {
        assertThat(new String(new OpenEncoder(NAME).encode(message), UTF_8))
                .isEqualTo(Files.readString(GOLDEN.resolve("accepted", file)));
        assertThat(decoded(file)).isEqualTo(message);
    }

    private static Message decoded(String file) throws IOException {
        Decoding decoding = OpenDecoder.decode(Files.readAllBytes(GOLDEN.resolve("accepted", file)));
        assertThat(decoding).isInstanceOf(Decoding.Decoded.class);
        return ((Decoding.Decoded) decoding).message();
    }
}
