package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.corelink.host.ca.Authority;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.check.HostFacts;
import org.corelink.host.check.HostProbe;
import org.corelink.host.check.InvokingUser;
import org.jspecify.annotations.Nullable;

/** The machine that this process runs on. SHELL. */
public final class LocalMachine implements Machine {
    private final HostProbe probe = new HostProbe(System.getenv());

    @Override
    public HostFacts facts() {
        return probe.facts();
    }

    @Override
    public Optional<Path> webapp() {
        return ApplicationImage.webapp();
    }

    @Override
    public HostNames names(NodeOptions options) throws IOException {
        String name = options.hostName() != null ? options.hostName() : probe.hostName();
        return new HostNames(name, probe.qualifiedName(), options.domain(), probe.attachments());
    }

    @Override
    public CertificateStore store(Path folder) throws IOException {
        InvokingUser user = facts().user();
        @Nullable
        UserPrincipal owner = user.sudo()
                ? folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user.name())
                : null;
        return new CertificateStore(folder, new Authority(new SecureRandom()), InstantSource.system(), owner);
    }
}
