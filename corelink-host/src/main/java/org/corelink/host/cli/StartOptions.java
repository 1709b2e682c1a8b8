package org.corelink.host.cli;

import java.util.List;
import org.corelink.gossip.Mode;
import org.corelink.host.check.Wanted;
import org.corelink.server.LeastTls;
import org.jspecify.annotations.Nullable;

/**
 * How the container is to run.
 *
 * @param node who this node is
 * @param wanted ports and GPUs
 * @param interfaces network interfaces for gossip; empty = chosen automatically
 * @param mode which formats of gossip it speaks; null = what is kept, at each start
 * @param leastTls the oldest version of TLS that is spoken
 * @param pamService PAM service that checks sign-ins; null = the image's own
 * @param idleLimit minutes after which a session ends that nobody uses, 0 = none
 * @param ntpServer what the clock is compared with; null = whatever keeps this machine's time
 * @param baseImage what the image is built on if it has to be built
 */
record StartOptions(
        NodeOptions node,
        Wanted wanted,
        List<String> interfaces,
        @Nullable Mode mode,
        LeastTls leastTls,
        @Nullable String pamService,
        int idleLimit,
        @Nullable String ntpServer,
        String baseImage) {
    /** Takes an immutable copy of the list. */
    StartOptions {
        interfaces = List.copyOf(interfaces);
    }
}
