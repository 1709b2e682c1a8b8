package org.corelink.host.cli;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.NodeCertificate;
import org.corelink.host.ca.StoreException;
import org.corelink.host.check.Finding;
import org.corelink.host.check.Finding.Severity;
import org.corelink.host.check.HostFacts;
import org.corelink.host.check.Prerequisites;
import org.corelink.node.clock.NtpServer;
import org.corelink.server.ServerConfig;
import org.corelink.server.StartException;
import org.corelink.server.Version;

/** {@code --serve}: the console in this process until it is asked to end. */
final class Serve {
    private final Terminal terminal;
    private final Machine machine;
    private final ConsoleServer.Starter starter;
    private final Path webapp;

    Serve(Terminal terminal, Machine machine, ConsoleServer.Starter starter, Path webapp) {
        this.terminal = terminal;
        this.machine = machine;
        this.starter = starter;
        this.webapp = webapp;
    }

    ExitCode run(ServeOptions options) throws IOException, StoreException, StartException, InterruptedException {
        HostFacts facts = machine.facts();
        List<Finding> findings = Prerequisites.forServe(facts, options.port());
        findings.forEach(finding -> terminal.complain(finding.problem() + " " + finding.advice()));
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL)) {
            return ExitCode.PREREQUISITE_MISSING;
        }
        Path folder = options.node().folderOf(facts.user());
        if (facts.user().sudo()) {
            terminal.print(
                    "Run by sudo: certificates and state of " + facts.user().name() + " are used, in " + folder);
        }
        HostNames names = machine.names(options.node());
        CertificateStore store = machine.store(folder);
        NodeCertificate certificate = store.ensure(names);
        Path data = store.dataFolder(names);
        try (ConsoleServer server = starter.start(config(options, facts, names, certificate, data))) {
            welcome(names, server.port(), certificate);
            server.awaitClose();
        }
        return ExitCode.DONE;
    }

    private ServerConfig config(
            ServeOptions options, HostFacts facts, HostNames names, NodeCertificate certificate, Path data) {
        return new ServerConfig(
                names.name(),
                options.port(),
                webapp,
                data,
                certificate.chain(),
                certificate.privateKey(),
                certificate.ca().file(),
                options.gossipPort(),
                options.interfaces(),
                options.simulate(),
                options.pamService() != null ? options.pamService() : facts.pamService(),
                Optional.ofNullable(options.ntpServer()).map(NtpServer::parse));
    }

    private void welcome(HostNames names, int port, NodeCertificate certificate) {
        terminal.print("CoreLink " + Version.CURRENT + " on " + names.name());
        if (HostNames.isDnsName(names.name())) {
            terminal.print("  https://" + names.name() + ":" + port + "/");
        }
        names.addresses().stream()
                .filter(address -> !address.isLoopbackAddress())
                .forEach(address -> terminal.print("  https://" + inUrl(address) + ":" + port + "/"));
        terminal.print("  https://localhost:" + port + "/");
        terminal.print("CA certificate " + certificate.ca().file() + (certificate.caIsNew() ? " (new)" : ""));
        terminal.print("CA SHA-256     " + certificate.ca().fingerprint());
        if (certificate.issuedBecause() != null) {
            terminal.print("New certificate for this node (" + certificate.issuedBecause() + ")");
        }
        if (!certificate.leftOut().isEmpty()) {
            terminal.complain("The CA was not made for " + String.join(", ", certificate.leftOut())
                    + ": browsers will refuse the console under it. Use another name or address of this machine.");
        }
        terminal.print("Sign in with an account of this machine. Ctrl-C ends CoreLink.");
    }

    private static String inUrl(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }
}
