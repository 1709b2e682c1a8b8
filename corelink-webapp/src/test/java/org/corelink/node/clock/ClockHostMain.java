package org.corelink.node.clock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The program of a {@link ClockHost}: an NTP server whose clock is ahead, and CoreLink's look at the clock of the host
 * that it runs on.
 */
final class ClockHostMain {
    private ClockHostMain() {}

    /**
     * For each line of its input, which is empty or names an NTP server, prints a line: the drift, and who tells it.
     *
     * @param args address of the server, and by how many milliseconds it is ahead
     */
    public static void main(String[] args) throws IOException {
        InetSocketAddress where = new InetSocketAddress(args[0], NtpServer.DEFAULT_PORT);
        int ahead = Integer.parseInt(args[1]);
        try (UdpResponder _ = new UdpResponder(where, question -> List.of(NtpReply.ahead(ahead, question)));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Optional<NtpServer> server = line.isEmpty() ? Optional.empty() : Optional.of(NtpServer.parse(line));
                System.out.println(HostClock.of(server)
                        .read()
                        .map(reading -> reading.driftSeconds() + " " + reading.source())
                        .orElse("null nobody"));
            }
        }
    }
}
