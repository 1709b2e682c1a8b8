package org.corelink.node.clock;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks an NTP server, as a client of its own. One datagram at each reading; never sets a clock. One thread at a time.
 */
final class NtpClient implements ClockSource {
    /** A server that wants to be left alone is, for so long. */
    static final Duration LEFT_ALONE = Duration.ofHours(1);

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final UdpQuestion question;
    private final String name;
    private final LongSupplier nanoClock;
    private final SecureRandom random = new SecureRandom();
    private @Nullable Long sentAwayNanos;

    /**
     * Asks {@code server}.
     *
     * @param nanoClock as {@link System#nanoTime()}
     */
    NtpClient(NtpServer server, LongSupplier nanoClock) {
        question = new UdpQuestion(server.host(), server.port(), TIMEOUT);
        name = "NTP server " + server;
        this.nanoClock = nanoClock;
    }

    /** Never empty: a server that was named and does not answer is worth telling. */
    @Override
    public Optional<ClockReading> read() {
        if (sentAwayNanos != null && nanoClock.getAsLong() - sentAwayNanos < LEFT_ALONE.toNanos()) {
            return Optional.of(wantsToBeLeftAlone());
        }
        long nonce = random.nextLong();
        return Optional.of(question.ask(NtpPacket.request(nonce), packet -> NtpPacket.answers(packet, nonce))
                .map(this::read)
                .orElseGet(() -> ClockReading.unknown(name, "no answer")));
    }

    private ClockReading read(UdpQuestion.Answer answer) {
        if (NtpPacket.isKissOfDeath(answer.bytes())) {
            sentAwayNanos = nanoClock.getAsLong();
            return wantsToBeLeftAlone();
        }
        return NtpPacket.read(answer.bytes(), answer.sent(), answer.elapsedNanos(), name);
    }

    private ClockReading wantsToBeLeftAlone() {
        return ClockReading.unknown(name, "wants to be left alone");
    }
}
