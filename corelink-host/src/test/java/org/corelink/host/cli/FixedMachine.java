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
import org.corelink.host.ca.FileOwners;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.HostNames.Attachment;
import org.corelink.host.check.FixedFacts;
import org.corelink.host.check.HostFacts;
import org.corelink.host.check.InvokingUser;
import org.corelink.host.check.ProcessFacts;
import org.corelink.host.check.Wanted;
import org.corelink.host.exec.CommandRunner;
import org.corelink.host.view.ConsoleClient;

/** A machine called alpha with one address; its user's home is a folder of the test, its console always answers. */
record FixedMachine(Path home, boolean root, Optional<Path> application, HostFacts facts, ConsoleClient client)
        implements Machine {
    FixedMachine(Path home, boolean root, Optional<Path> application) {
        this(home, root, application, FixedFacts.GOOD);
    }

    FixedMachine(Path home, boolean root, Optional<Path> application, HostFacts facts) {
        this(home, root, application, facts, new FixedConsole());
    }

    @Override
    public String command() {
        return "./corelink";
    }

    @Override
    public ProcessFacts process() {
        return new ProcessFacts(new InvokingUser("anna", home, false), root, root, 1_024, true, "login");
    }

    @Override
    public HostFacts facts(Wanted wanted, CommandRunner runner) {
        return facts;
    }

    @Override
    public HostNames names(NodeOptions options) {
        String name = options.hostName() != null ? options.hostName() : "alpha";
        return new HostNames(name, null, options.domain(), attachments());
    }

    @Override
    public List<Attachment> attachments() {
        return List.of(new Attachment(InetAddress.ofLiteral("10.1.2.3"), 24));
    }

    @Override
    public CertificateStore store(Path folder) {
        return new CertificateStore(folder, new Authority(new SecureRandom()), clock(), FileOwners.OF_PROCESS);
    }

    @Override
    public int ownerOf(Path file) {
        return root ? 0 : 1_000;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2026-11-23T07:00:00Z"));
    }

    @Override
    public ConsoleClient console(int port, Path caCertificate) {
        return client;
    }

    @Override
    public boolean isServed(int port, Path caCertificate) {
        return true;
    }
}
