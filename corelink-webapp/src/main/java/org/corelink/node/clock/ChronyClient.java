package org.corelink.node.clock;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the chronyd of this host how far the clock still is from its time. Its control port is open to programs on the
 * same host, for reading only.
 */
final class ChronyClient implements ClockSource {
    /** The control port of chronyd. */
    static final int PORT = 323;

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final UdpQuestion question;
    private final SecureRandom random = new SecureRandom();

    /** Asks at {@code port} of the loopback address. */
    ChronyClient(int port) {
        question = new UdpQuestion("127.0.0.1", port, TIMEOUT);
    }

    @Override
    public Optional<ClockReading> read() {
        int sequence = random.nextInt();
        return question.ask(ChronyTracking.request(sequence), packet -> ChronyTracking.answers(packet, sequence))
                .map(answer -> ChronyTracking.read(answer.bytes()));
    }
}
