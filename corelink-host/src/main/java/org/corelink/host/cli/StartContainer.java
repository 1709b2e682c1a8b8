package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.Mode;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.GroupKeyStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.NodeCertificate;
import org.corelink.host.ca.StoreException;
import org.corelink.host.check.Finding;
import org.corelink.host.check.Finding.Severity;
import org.corelink.host.check.Prerequisites;
import org.corelink.host.container.ContainerSpec;
import org.corelink.host.container.Docker;
import org.corelink.host.container.DockerException;
import org.corelink.host.container.ImageBuild;
import org.corelink.host.exec.CommandRunner;
import org.corelink.host.join.JoinException;
import org.jspecify.annotations.Nullable;

/** {@code --start}: prerequisites, certificates, image, container; done when the console answers. */
final class StartContainer {
    private final Terminal terminal;
    private final Machine machine;
    private final CommandRunner runner;
    private final Docker docker;

    StartContainer(Terminal terminal, Machine machine, CommandRunner runner) {
        this.terminal = terminal;
        this.machine = machine;
        this.runner = runner;
        this.docker = new Docker(runner);
    }

    ExitCode run(StartOptions options) throws IOException, StoreException, DockerException, InterruptedException {
        if (isBlocked(options)) {
            return ExitCode.PREREQUISITE_MISSING;
        }
        BuildImage images = new BuildImage(terminal, machine, docker);
        Optional<ImageBuild> image = images.of(options.baseImage());
        if (image.isEmpty()) {
            return ExitCode.FAILED;
        }
        images.ensure(image.get());
        HostNames names = machine.names(options.node());
        CertificateStore store = options.node().announcedStore(machine, terminal);
        fetch(store, names);
        NodeCertificate certificate = store.ensure(names);
        requireKeys(options.mode(), store.groupKeys(names));
        docker.start(spec(options, image.get().image(), names, certificate));
        if (!new ConsoleWait(terminal, machine, docker)
                .isServed(options.wanted().port(), certificate.ca().file())) {
            return ExitCode.FAILED;
        }
        new Welcome(terminal).print(names, options.wanted().port(), certificate);
        terminal.print("Sign in with an account of this machine. It ends by: corelink --stop");
        return ExitCode.DONE;
    }

    /** What is new where this machine has joined; without it, what is here goes on. */
    private void fetch(CertificateStore store, HostNames names) throws StoreException {
        try {
            new Reenrolment(store, machine.clock()).fetch(names, null);
        } catch (JoinException e) {
            terminal.complain(e.getMessage());
        }
    }

    private boolean isBlocked(StartOptions options) throws InterruptedException {
        List<Finding> findings = Prerequisites.forContainer(machine.facts(options.wanted(), runner), options.wanted());
        findings.stream()
                .filter(finding -> finding.severity() != Severity.OK)
                .forEach(finding ->
                        terminal.complain(finding.subject() + ": " + finding.text() + " " + finding.advice()));
        return Prerequisites.isBlocked(findings);
    }

    /** What is odd about the cluster's keys is said here, and not in the log of a container that ends at once. */
    private static void requireKeys(@Nullable Mode wanted, GroupKeyStore keys) throws StoreException {
        if (wanted != null && wanted != Mode.OPEN) {
            keys.require();
        } else {
            keys.load();
        }
    }

    private ContainerSpec spec(StartOptions options, String image, HostNames names, NodeCertificate certificate)
            throws IOException {
        int owner = machine.ownerOf(certificate.privateKey());
        Path certificates = certificate.current().getParent();
        return new ContainerSpec(
                image,
                owner == 0 ? ContainerSpec.NOBODYS_ID : owner,
                certificates,
                names.name(),
                options.wanted().port(),
                options.wanted().gossipPort(),
                options.interfaces(),
                options.mode(),
                options.wanted().gpus(),
                options.leastTls(),
                options.pamService(),
                options.idleLimit(),
                options.ntpServer());
    }
}
