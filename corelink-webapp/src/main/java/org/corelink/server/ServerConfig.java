package org.corelink.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Mode;
import org.corelink.gossip.NodeId;
import org.corelink.node.clock.NtpServer;

/**
 * Everything that the server is told from outside. Immutable and checked.
 *
 * @param name this machine's name in the cluster; valid as a {@link NodeId}
 * @param port HTTPS port, 0 = any free one
 * @param webapp the exploded WAR
 * @param data directory for what must survive a restart; created if missing
 * @param certificate PEM file: this node's certificate, followed by its CA's; noticed when its path leads to a newer one
 * @param privateKey PEM file (PKCS #8) of the certificate's key
 * @param caCertificate PEM file of the CA's certificate, offered for download on the sign-in page
 * @param gossipPort multicast port; unicast uses the next
 * @param gossipInterfaces names of network interfaces, empty = chosen automatically
 * @param mode which formats of gossip it speaks
 * @param keyring file of the cluster's keys, read unless the mode is {@link Mode#OPEN}
 * @param leastTls the oldest version of TLS that is spoken
 * @param simulatedNodes number of simulated machines to start beside this one, 0 to 254
 * @param pamService name of the PAM service that checks sign-ins
 * @param idleLimit how long a session may go unused; empty for as long as it lasts
 * @param ntpServer the server that the clock is compared with; empty = whatever keeps this machine's time
 */
public record ServerConfig(
        String name,
        int port,
        Path webapp,
        Path data,
        Path certificate,
        Path privateKey,
        Path caCertificate,
        int gossipPort,
        List<String> gossipInterfaces,
        Mode mode,
        Path keyring,
        LeastTls leastTls,
        int simulatedNodes,
        String pamService,
        Optional<Duration> idleLimit,
        Optional<NtpServer> ntpServer) {
    /** As long as a session lasts at all. */
    private static final Duration LONGEST_IDLE = Duration.ofHours(8);

    /**
     * Checks every bound and makes the paths absolute.
     *
     * @throws IllegalArgumentException with the name of the value that is out of bounds
     */
    public ServerConfig {
        require(NodeId.isValid(name), "name must be 1 to " + NodeId.MAX_LENGTH + " printable characters");
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535, is " + port);
        require(gossipPort > 0 && gossipPort < 65_535, "gossip port must be 1 to 65534, is " + gossipPort);
        require(simulatedNodes >= 0 && simulatedNodes <= 254, "simulated machines must be 0 to 254");
        require(pamService.matches("[A-Za-z0-9_-]{1,64}"), "PAM service must be letters, digits, _ and -");
        require(
                idleLimit.map(ServerConfig::isIdleLimit).orElse(true),
                "the idle limit must be 1 to " + LONGEST_IDLE.toMinutes() + " minutes");
        webapp = webapp.toAbsolutePath();
        data = data.toAbsolutePath();
        certificate = certificate.toAbsolutePath();
        privateKey = privateKey.toAbsolutePath();
        caCertificate = caCertificate.toAbsolutePath();
        keyring = keyring.toAbsolutePath();
        gossipInterfaces = List.copyOf(gossipInterfaces);
    }

    private static boolean isIdleLimit(Duration limit) {
        return limit.compareTo(Duration.ofMinutes(1)) >= 0 && limit.compareTo(LONGEST_IDLE) <= 0;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
