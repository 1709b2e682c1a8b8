package org.corelink.node.clock;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** Asks the ntpd of this host how far the clock is from the time of its servers. */
final class NtpdClient implements ClockSource {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final UdpQuestion question;
    private final SecureRandom random = new SecureRandom();

    /** Asks at {@code port} of the loopback address. */
    NtpdClient(int port) {
        question = new UdpQuestion("127.0.0.1", port, TIMEOUT);
    }

    @Override
    public Optional<ClockReading> read() {
        short sequence = (short) random.nextInt();
        return question.ask(NtpdVariables.request(sequence), packet -> NtpdVariables.answers(packet, sequence))
                .map(answer -> NtpdVariables.read(answer.bytes()));
    }
}
