package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.corelink.host.ca.Authority;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.FileOwners;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.HostNames.Attachment;
import org.corelink.host.check.HostFacts;
import org.corelink.host.check.HostProbe;
import org.corelink.host.check.HostSurvey;
import org.corelink.host.check.ProcessFacts;
import org.corelink.host.check.Wanted;
import org.corelink.host.container.ContainerSpec;
import org.corelink.host.exec.CommandRunner;
import org.corelink.host.view.ConsoleClient;
import org.corelink.host.view.HttpsConsoleClient;

/** The machine that this process runs on. SHELL. */
public final class LocalMachine implements Machine {
    private final HostProbe probe = new HostProbe(System.getenv());

    /** The launcher knows. */
    @Override
    public String command() {
        return System.getProperty("corelink.command", "corelink");
    }

    @Override
    public ProcessFacts process() {
        return probe.process();
    }

    @Override
    public HostFacts facts(Wanted wanted, CommandRunner runner) throws InterruptedException {
        return new HostSurvey(probe, runner).facts(wanted, ContainerSpec.NAME);
    }

    @Override
    public Optional<Path> application() {
        return ApplicationImage.folder();
    }

    @Override
    public HostNames names(NodeOptions options) throws IOException {
        String name = options.hostName() != null ? options.hostName() : probe.hostName();
        return new HostNames(name, probe.qualifiedName(), options.domain(), probe.attachments());
    }

    @Override
    public List<Attachment> attachments() throws IOException {
        return probe.attachments();
    }

    @Override
    public CertificateStore store(Path folder) throws IOException {
        UserPrincipalLookupService users = folder.getFileSystem().getUserPrincipalLookupService();
        return new CertificateStore(folder, new Authority(new SecureRandom()), clock(), owners(process(), users));
    }

    private static FileOwners owners(ProcessFacts process, UserPrincipalLookupService users) throws IOException {
        if (process.user().sudo()) {
            UserPrincipal user = users.lookupPrincipalByName(process.user().name());
            return new FileOwners(user, user);
        }
        return process.root()
                ? new FileOwners(null, users.lookupPrincipalByName(Integer.toString(ContainerSpec.NOBODYS_ID)))
                : FileOwners.OF_PROCESS;
    }

    @Override
    public int ownerOf(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public ConsoleClient console(int port, Path caCertificate) throws IOException {
        return HttpsConsoleClient.of(port, caCertificate);
    }

    @Override
    public boolean isServed(int port, Path caCertificate) {
        return HttpsProbe.isServed(port, caCertificate);
    }
}
