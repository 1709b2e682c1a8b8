package org.corelink.host.check;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.corelink.host.ca.Network;
import org.corelink.host.check.HostFacts.Docker;
import org.corelink.host.check.HostFacts.Gpus;
import org.corelink.host.check.HostFacts.Networking;
import org.corelink.host.exec.Command;
import org.corelink.host.exec.CommandResult;
import org.corelink.host.exec.CommandRunner;
import org.corelink.node.clock.ClockReading;
import org.corelink.node.clock.HostClock;
import org.corelink.server.PortOwner;
import org.jspecify.annotations.Nullable;

/** Gathers what {@link Prerequisites} judges. SHELL; blocks as long as the programs that it asks, each bounded. */
public final class HostSurvey {
    /** A driver that wakes its cards takes some seconds. */
    private static final Duration DRIVER_PATIENCE = Duration.ofSeconds(30);

    private static final List<String> VIRTUAL = List.of("docker", "br-", "veth", "virbr");

    private final HostProbe probe;
    private final CommandRunner runner;

    /** Asks the machine by {@code probe} and by programs. */
    public HostSurvey(HostProbe probe, CommandRunner runner) {
        this.probe = probe;
        this.runner = runner;
    }

    /**
     * Gathers the facts.
     *
     * @param container name of CoreLink's container
     */
    public HostFacts facts(Wanted wanted, String container) throws InterruptedException {
        Docker docker = docker(container);
        return new HostFacts(
                OperatingSystem.parse(HostProbe.readOr("/etc/os-release", "")),
                probe.process(),
                gpus(),
                docker,
                network(wanted),
                freeBytes(),
                HostClock.of(Optional.empty()).read().orElse(ClockReading.NONE));
    }

    private Gpus gpus() throws InterruptedException {
        return new Gpus(
                runner.run(Command.of("nvidia-smi", "-L").within(DRIVER_PATIENCE)),
                runner.run(Command.of("nvidia-ctk", "--version")),
                runner.run(Command.of("nvidia-ctk", "cdi", "list")));
    }

    private Docker docker(String container) throws InterruptedException {
        CommandResult info = runner.run(Command.of(
                "docker", "info", "--format", "{{.ServerVersion}}\n{{range $n, $r := .Runtimes}}{{$n}} {{end}}"));
        CommandResult cdi = runner.run(Command.of("docker", "info", "--format", "{{range .CDISpecDirs}}{{.}} {{end}}"));
        CommandResult running = runner.run(Command.of(
                "docker",
                "container",
                "inspect",
                "--format",
                "{{.State.Running}} {{if .HostConfig.DeviceRequests}}gpus{{end}}",
                container));
        @Nullable
        CommandResult inside = running.text().equals("true gpus")
                ? runner.run(Command.of("docker", "exec", container, "nvidia-smi", "-L")
                        .within(DRIVER_PATIENCE))
                : null;
        return new Docker(info, cdi, inside);
    }

    private Networking network(Wanted wanted) throws InterruptedException {
        return new Networking(
                PortOwner.ofTcp(wanted.port()).map(PortOwner::describe).orElse(null),
                PortOwner.ofUdp(wanted.gossipPort() + 1)
                        .map(PortOwner::describe)
                        .orElse(null),
                runner.run(Command.of("ufw", "status")),
                runner.run(Command.of("nft", "list", "ruleset")),
                lans());
    }

    private static Map<String, List<Network>> lans() {
        Map<String, List<Network>> lans = new TreeMap<>();
        try {
            for (NetworkInterface nic : NetworkInterface.networkInterfaces().toList()) {
                List<Network> networks = nic.getInterfaceAddresses().stream()
                        .filter(HostSurvey::isPrivate)
                        .map(bound -> new Network(bound.getAddress(), bound.getNetworkPrefixLength()))
                        .toList();
                boolean usable = nic.isUp() && nic.supportsMulticast() && !nic.isLoopback() && !nic.isPointToPoint();
                if (usable && !networks.isEmpty() && VIRTUAL.stream().noneMatch(nic.getName()::startsWith)) {
                    lans.put(nic.getName(), networks);
                }
            }
        } catch (IOException e) {
            // The kernel does not tell: as good as no network.
            return Map.of();
        }
        return lans;
    }

    private static boolean isPrivate(InterfaceAddress bound) {
        InetAddress address = bound.getAddress();
        return address instanceof Inet4Address && address.isSiteLocalAddress();
    }

    private @Nullable Long freeBytes() throws InterruptedException {
        CommandResult root = runner.run(Command.of("docker", "info", "--format", "{{.DockerRootDir}}"));
        Path folder = Path.of(root.text().startsWith("/") ? root.text() : "/var/lib");
        try {
            while (!Files.exists(folder) && folder.getParent() != null) {
                folder = folder.getParent();
            }
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return null;
        }
    }
}
