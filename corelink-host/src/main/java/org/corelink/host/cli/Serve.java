package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.NodeCertificate;
import org.corelink.host.ca.StoreEviction;
import org.corelink.host.ca.StoreException;
import org.corelink.host.check.Finding;
import org.corelink.host.check.Finding.Severity;
import org.corelink.host.check.Prerequisites;
import org.corelink.host.check.ProcessFacts;
import org.corelink.manager.Eviction;
import org.corelink.node.clock.NtpServer;
import org.corelink.server.KeptMode;
import org.corelink.server.ServerConfig;
import org.corelink.server.StartException;

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
        ProcessFacts facts = machine.process();
        List<Finding> findings = Prerequisites.forServe(facts, options.port());
        findings.forEach(finding -> terminal.complain(finding.text() + " " + finding.advice()));
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL)) {
            return ExitCode.PREREQUISITE_MISSING;
        }
        CertificateStore store = options.node().announcedStore(machine, terminal);
        HostNames names = machine.names(options.node());
        NodeCertificate certificate = store.ensure(names);
        Path data = store.dataFolder(names);
        Path keyring = options.keyring() != null
                ? options.keyring()
                : store.groupKeys(names).file();
        Eviction eviction = options.keyring() == null
                ? new StoreEviction(store, names)
                : Eviction.refusedBecause("This console has its keys from --gossip-keys, and changes none of them.");
        ServerConfig config = config(options, facts, names, certificate, data, keyring);
        try (ConsoleServer server = starter.start(config, eviction)) {
            new Welcome(terminal).print(names, server.port(), certificate);
            terminal.print("Sign in with an account of this machine. Ctrl-C ends CoreLink.");
            try (Agent agent = new Agent(store, names, machine, options.caPort())) {
                agent.start();
                server.awaitClose();
            }
        }
        return ExitCode.DONE;
    }

    private ServerConfig config(
            ServeOptions options,
            ProcessFacts facts,
            HostNames names,
            NodeCertificate certificate,
            Path data,
            Path keyring)
            throws StartException {
        return new ServerConfig(
                names.name(),
                options.port(),
                webapp,
                data,
                certificate.current().resolve(certificate.chain().getFileName()),
                certificate.current().resolve(certificate.privateKey().getFileName()),
                certificate.ca().file(),
                options.gossipPort(),
                options.interfaces(),
                options.mode() != null ? options.mode() : KeptMode.of(keyring),
                keyring,
                options.leastTls(),
                options.simulate(),
                options.pamService() != null ? options.pamService() : facts.pamService(),
                Optional.of(Duration.ofMinutes(options.idleLimit())).filter(Duration::isPositive),
                Optional.ofNullable(options.ntpServer()).map(NtpServer::parse));
    }
}
