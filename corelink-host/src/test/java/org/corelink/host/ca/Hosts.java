package org.corelink.host.ca;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.corelink.host.ca.HostNames.Attachment;

/** Machines and a clock for tests. */
final class Hosts {
    /** When the tests take place. */
    static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    static final SecureRandom RANDOM = new SecureRandom();

    /** A workstation on a private LAN. */
    static final HostNames ALPHA = host("alpha", "10.1.2.3");

    private Hosts() {}

    static HostNames host(String name, String... addresses) {
        List<Attachment> attached = List.of(addresses).stream()
                .map(address -> new Attachment(InetAddress.ofLiteral(address), address.contains(":") ? 64 : 24))
                .toList();
        return new HostNames(name, null, null, attached);
    }

    static InstantSource clockAfter(Duration time) {
        return InstantSource.fixed(NOW.plus(time));
    }
}
