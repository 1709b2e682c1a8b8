package org.corelink.host.cli;

import java.nio.file.Path;
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

    /** The same, and says so where it is not the home of who the process runs as. */
    Path announcedFolder(InvokingUser user, Terminal terminal) {
        Path chosen = folderOf(user);
        if (user.sudo()) {
            terminal.print("Run by sudo: certificates and state of " + user.name() + " are used, in " + chosen);
        }
        return chosen;
    }
}
