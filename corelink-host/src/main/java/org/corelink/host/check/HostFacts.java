package org.corelink.host.check;

import java.util.List;
import java.util.Map;
import org.corelink.host.ca.Network;
import org.corelink.host.exec.CommandResult;
import org.corelink.node.clock.ClockReading;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about this machine. Answers of programs are kept as they came; {@link Prerequisites} reads them.
 *
 * @param system the operating system
 * @param process this process
 * @param gpus the driver and the container toolkit
 * @param docker Docker
 * @param network ports, firewall and networks
 * @param freeBytes free space where images are kept; null = not known
 * @param clock how far the clock is off
 */
public record HostFacts(
        OperatingSystem system,
        ProcessFacts process,
        Gpus gpus,
        Docker docker,
        Networking network,
        @Nullable Long freeBytes,
        ClockReading clock) {
    /**
     * GPUs on this host.
     *
     * @param list {@code nvidia-smi -L}
     * @param toolkit {@code nvidia-ctk --version}
     * @param cdi {@code nvidia-ctk cdi list}
     */
    public record Gpus(CommandResult list, CommandResult toolkit, CommandResult cdi) {}

    /**
     * Docker on this host.
     *
     * @param info {@code docker info}: a line with the server's version, one with the names of its runtimes
     * @param cdiFolders {@code docker info}: where it looks for CDI specifications; fails where it knows no CDI
     * @param containerGpus {@code nvidia-smi -L} in the running container; null = none runs, or it has no GPUs to show
     */
    public record Docker(
            CommandResult info,
            CommandResult cdiFolders,
            @Nullable CommandResult containerGpus) {}

    /**
     * Network of this host.
     *
     * @param httpsOwner who listens on the console's port; null = nobody
     * @param gossipOwner who has the cluster's unicast port; null = nobody
     * @param ufw {@code ufw status}
     * @param nft {@code nft list ruleset}
     * @param lans private IPv4 networks by the name of the interface that can multicast to them
     */
    public record Networking(
            @Nullable String httpsOwner,
            @Nullable String gossipOwner,
            CommandResult ufw,
            CommandResult nft,
            Map<String, List<Network>> lans) {
        /** Takes an immutable copy of the map. */
        public Networking {
            lans = Map.copyOf(lans);
        }
    }
}
