package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.ca.HostNames;
import org.corelink.host.ca.HostNames.Attachment;
import org.corelink.host.check.HostFacts;
import org.corelink.host.check.ProcessFacts;
import org.corelink.host.check.Wanted;
import org.corelink.host.exec.CommandRunner;
import org.corelink.host.view.ConsoleClient;

/** What commands ask this machine for. */
public interface Machine {
    /** How people call CoreLink here, so that they can copy an example: {@code "./corelink"} in a clone. */
    String command();

    /** Facts about this process and its user; quick. */
    ProcessFacts process();

    /** Facts about the machine, asked of programs by {@code runner}; takes seconds. */
    HostFacts facts(Wanted wanted, CommandRunner runner) throws InterruptedException;

    /** The application's folder, with {@code lib/} and {@code war/}; empty if CoreLink does not run from one. */
    Optional<Path> application();

    /**
     * Names and addresses of the machine.
     *
     * @throws IOException if the kernel does not tell its addresses
     */
    HostNames names(NodeOptions options) throws IOException;

    /**
     * The addresses that the machine has now.
     *
     * @throws IOException if the kernel does not tell
     */
    List<Attachment> attachments() throws IOException;

    /**
     * The store of certificates in {@code folder}.
     *
     * @throws IOException if the invoking user, to whom its files belong, is not known
     */
    CertificateStore store(Path folder) throws IOException;

    /**
     * The number of the user that owns a file.
     *
     * @throws IOException if the file cannot be looked at
     */
    int ownerOf(Path file) throws IOException;

    /** What tells the machine's time. */
    InstantSource clock();

    /**
     * Asks the console on a port of this machine, whose certificate must be of the CA in {@code caCertificate}.
     *
     * @throws IOException if that cannot be read
     */
    ConsoleClient console(int port, Path caCertificate) throws IOException;

    /** Whether the console answers on a port of this machine, with a certificate of the CA in {@code caCertificate}. */
    boolean isServed(int port, Path caCertificate);
}
