package org.corelink.host.ca;

import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * To whom new files are given; null = to whoever runs this process.
 *
 * @param ca owner of the CA and of all folders above the nodes
 * @param node owner of this node's key and certificates: whoever runs the console
 */
public record FileOwners(
        @Nullable UserPrincipal ca, @Nullable UserPrincipal node) {
    /** Everything belongs to whoever runs this process. */
    public static final FileOwners OF_PROCESS = new FileOwners(null, null);
}
