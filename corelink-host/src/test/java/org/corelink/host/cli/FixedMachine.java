package org.corelink.host.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.corelink.host.ca.Authority;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.check.HostFacts;
import org.corelink.host.check.InvokingUser;

/** A machine called alpha with one address; its user's home is a folder of the test. */
record FixedMachine(Path home, boolean root, Optional<Path> webapp) implements Machine {
    @Override
    public HostFacts facts() {
        return new HostFacts(new InvokingUser("anna", home, false), root, root, 1_024, true, "login");
    }

    @Override
    public HostNames names(NodeOptions options) {
        String name = options.hostName() != null ? options.hostName() : "alpha";
        return new HostNames(
                name, null, options.domain(), List.of(new HostNames.Attachment(InetAddress.ofLiteral("10.1.2.3"), 24)));
    }

    @Override
    public CertificateStore store(Path folder) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-23T07:00:00Z"));
        return new CertificateStore(folder, new Authority(new SecureRandom()), clock, null);
    }
}
