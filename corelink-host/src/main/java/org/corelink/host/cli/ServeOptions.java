package org.corelink.host.cli;

import java.nio.file.Path;
import java.util.List;
import org.corelink.gossip.Mode;
import org.corelink.server.LeastTls;
import org.jspecify.annotations.Nullable;

/**
 * How the console is to run.
 *
 * @param node who this node is
 * @param port HTTPS port, 0 = any free one
 * @param gossipPort multicast port; unicast uses the next
 * @param interfaces network interfaces for gossip; empty = chosen automatically
 * @param mode which formats of gossip it speaks; null = what is kept
 * @param keyring file of the cluster's keys; null = where they are kept
 * @param leastTls the oldest version of TLS that is spoken
 * @param simulate number of simulated machines
 * @param caPort TCP port on which machines that have joined are answered, if the CA is here
 * @param pamService PAM service that checks sign-ins; null = the machine's
 * @param idleLimit minutes after which a session ends that nobody uses, 0 = none
 * @param ntpServer what the clock is compared with; null = whatever keeps this machine's time
 * @param verbose whether the log tells details
 */
public record ServeOptions(
        NodeOptions node,
        int port,
        int gossipPort,
        List<String> interfaces,
        @Nullable Mode mode,
        @Nullable Path keyring,
        LeastTls leastTls,
        int simulate,
        int caPort,
        @Nullable String pamService,
        int idleLimit,
        @Nullable String ntpServer,
        boolean verbose) {
    /** Takes an immutable copy of the list. */
    public ServeOptions {
        interfaces = List.copyOf(interfaces);
    }
}
