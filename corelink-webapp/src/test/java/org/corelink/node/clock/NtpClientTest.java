package org.corelink.node.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Real datagrams on loopback; the server is a fake. */
class NtpClientTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);

    @Test
    void theServersTimeIsTheMeasure() throws Exception {
        try (UdpResponder server = new UdpResponder(question -> List.of(behind(2, question)))) {
            ClockReading reading = read(server);
            assertThat(reading.driftSeconds()).isCloseTo(2, within(0.5));
            assertThat(reading.source()).isEqualTo("NTP server 127.0.0.1:" + server.port());
        }
    }

    @Test
    void whatDoesNotAnswerTheQuestionIsPassedOver() throws Exception {
        Function<byte[], List<byte[]>> noise = question -> {
            byte[] good = behind(2, question);
            byte[] foreign = good.clone();
            foreign[24]++;
            return List.of(new byte[0], Arrays.copyOf(good, 47), foreign, question, good);
        };
        try (UdpResponder server = new UdpResponder(noise)) {
            assertThat(read(server).driftSeconds()).isCloseTo(2, within(0.5));
        }
    }

    @Test
    void anEndlessStreamOfWrongAnswersEndsWithTheTime() throws Exception {
        List<byte[]> many = Collections.nCopies(200, new byte[48]);
        try (UdpResponder server = new UdpResponder(_ -> many)) {
            assertThat(read(server)).isEqualTo(new ClockReading(null, name(server) + ": no answer"));
        }
    }

    @Test
    void aServerThatWantsToBeLeftAloneIs() throws Exception {
        Function<byte[], List<byte[]>> kiss = question -> {
            NtpReply reply = new NtpReply();
            reply.stratum = 0;
            return List.of(reply.bytes(nonce(question)));
        };
        try (UdpResponder server = new UdpResponder(kiss)) {
            NtpClient client = client(server.port());
            assertThat(client.read()).map(ClockReading::source).contains(name(server) + ": wants to be left alone");
            nanos.addAndGet(Duration.ofMinutes(59).toNanos());
            assertThat(client.read()).map(ClockReading::driftSeconds).isEmpty();
            assertThat(server.asked()).isEqualTo(1);
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            client.read();
            assertThat(server.asked()).isEqualTo(2);
        }
    }

    @Test
    void aClosedPortAndAnUnknownNameAreNoAnswer() throws Exception {
        int closed;
        try (UdpResponder server = new UdpResponder(_ -> List.of())) {
            closed = server.port();
        }
        assertThat(client(closed).read()).map(ClockReading::driftSeconds).isEmpty();
        assertThat(client(closed).read())
                .map(ClockReading::source)
                .contains("NTP server 127.0.0.1:" + closed + ": no answer");
        NtpClient lost = new NtpClient(new NtpServer("no-such-host.invalid", 123), nanos::get);
        assertThat(lost.read()).map(ClockReading::source).contains("NTP server no-such-host.invalid: no answer");
    }

    private NtpClient client(int port) {
        return new NtpClient(new NtpServer("127.0.0.1", port), nanos::get);
    }

    private ClockReading read(UdpResponder server) {
        return client(server.port()).read().orElseThrow();
    }

    private static String name(UdpResponder server) {
        return "NTP server 127.0.0.1:" + server.port();
    }

    private static byte[] behind(int seconds, byte[] question) {
        NtpReply reply = new NtpReply();
        reply.received = Instant.now().minusSeconds(seconds);
        reply.transmitted = reply.received;
        return reply.bytes(nonce(question));
    }

    private static long nonce(byte[] question) {
        return ByteBuffer.wrap(question).getLong(40);
    }
}
