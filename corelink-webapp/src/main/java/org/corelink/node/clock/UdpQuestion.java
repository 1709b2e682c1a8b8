package org.corelink.node.clock;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One question by UDP, and the answer to it.
 *
 * @param host name or address; a name is looked up, which may take long
 * @param port of the service
 * @param timeout longest time to wait for the answer
 */
record UdpQuestion(String host, int port, Duration timeout) {
    /** Larger than any answer that is asked for here. */
    private static final int MAX_ANSWER = 1_500;

    /**
     * The answer.
     *
     * @param bytes at most {@value #MAX_ANSWER}
     * @param sent local time of sending
     * @param elapsedNanos from sending to arrival, by the monotonic clock
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and read at once.
    record Answer(byte[] bytes, Instant sent, long elapsedNanos) {}

    /**
     * Sends {@code request} and waits for the first datagram that {@code answers} accepts; others are dropped, at most
     * until the time is up. Only datagrams from that very address and port are looked at.
     *
     * @return empty if nobody answers in time
     */
    Optional<Answer> ask(byte[] request, Predicate<byte[]> answers) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port));
            Instant sent = Instant.now();
            long start = System.nanoTime();
            socket.send(new DatagramPacket(request, request.length));
            DatagramPacket packet = new DatagramPacket(new byte[MAX_ANSWER], MAX_ANSWER);
            for (long left = timeout.toMillis();
                    left > 0;
                    left = timeout.minusNanos(System.nanoTime() - start).toMillis()) {
                socket.setSoTimeout((int) left);
                socket.receive(packet);
                long elapsed = System.nanoTime() - start;
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                if (answers.test(bytes)) {
                    return Optional.of(new Answer(bytes, sent, elapsed));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            // No answer in time; or no such name, no route, or the port is closed, which the kernel tells at once.
            return Optional.empty();
        }
    }
}
