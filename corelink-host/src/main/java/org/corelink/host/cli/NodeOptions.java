package org.corelink.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.corelink.host.ca.CertificateStore;
import org.corelink.host.check.InvokingUser;
import org.jspecify.annotations.Nullable;

/**
 * Who this node is.
 *
 * @param folder where CoreLink keeps certificates and state; null = {@code .corelink} in the user's home
 * @param hostName the node's name; null = the machine's
 * @param domain a domain of the cluster; null = none
 */
public record NodeOptions(
        @Nullable Path folder,
        @Nullable String hostName,
        @Nullable String domain) {
    /** The folder for {@code user}. */
    public Path folderOf(InvokingUser user) {
        return folder != null ? folder.toAbsolutePath() : user.home().resolve(".corelink");
    }

    /**
     * The store there, and says so where that is not the home of who the process runs as.
     *
     * @throws IOException if the invoking user, to whom its files belong, is not known
     */
    CertificateStore announcedStore(Machine machine, Terminal terminal) throws IOException {
        InvokingUser user = machine.process().user();
        Path chosen = folderOf(user);
        if (user.sudo()) {
            terminal.print("Run by sudo: certificates and state of " + user.name() + " are used, in " + chosen);
        }
        return machine.store(chosen);
    }
}
