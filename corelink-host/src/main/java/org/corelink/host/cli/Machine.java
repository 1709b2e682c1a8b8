package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.check.HostFacts;

/** What commands ask this machine for. */
public interface Machine {
    /** Facts about the machine and the process. */
    HostFacts facts();

    /** The console's exploded WAR; empty if CoreLink does not run from an application image. */
    Optional<Path> webapp();

    /**
     * Names and addresses of the machine.
     *
     * @throws IOException if the kernel does not tell its addresses
     */
    HostNames names(NodeOptions options) throws IOException;

    /**
     * The store of certificates in {@code folder}.
     *
     * @throws IOException if the invoking user, to whom its files belong, is not known
     */
    CertificateStore store(Path folder) throws IOException;
}
