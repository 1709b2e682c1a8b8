package org.corelink.host.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.corelink.host.ca.Network;
import org.corelink.host.check.HostFacts.Docker;
import org.corelink.host.check.HostFacts.Gpus;
import org.corelink.host.check.HostFacts.Networking;
import org.corelink.host.exec.Command;
import org.corelink.host.exec.CommandResult;
import org.corelink.node.clock.ClockReading;

/** Machines for tests. */
public final class FixedFacts {
    private static final InvokingUser ANNA = new InvokingUser("anna", Path.of("/home/anna"), false);
    private static final long FREE = 100L << 30;

    static final Gpus TWO_GPUS = new Gpus(
            ok("nvidia-smi", "GPU 0: NVIDIA H100 (UUID: GPU-1)\nGPU 1: NVIDIA H100 (UUID: GPU-2)\n"),
            ok("nvidia-ctk", "NVIDIA Container Toolkit CLI version 1.17.4\ncommit: 9b69590\n"),
            ok("nvidia-ctk", ""));

    static final Docker DOCKER =
            new Docker(ok("docker", "28.2.2\nio.containerd.runc.v2 nvidia runc \n"), ok("docker", ""), null);

    static final Networking LAN = new Networking(
            null, null, missing("ufw"), missing("nft"), Map.of("eth0", List.of(Network.parse("192.168.1.0/24"))));

    /** Ubuntu 22.04 with two GPUs, Docker and a LAN. */
    public static final HostFacts GOOD = new HostFacts(
            new OperatingSystem("ubuntu", "22.04", "Ubuntu 22.04.4 LTS"),
            new ProcessFacts(ANNA, true, true, 1_024, true, "login"),
            TWO_GPUS,
            DOCKER,
            LAN,
            FREE,
            new ClockReading(0.000_12, "chrony"));

    /** The same without Docker. */
    public static final HostFacts WITHOUT_DOCKER = with(new Docker(missing("docker"), missing("docker"), null));

    private FixedFacts() {}

    static HostFacts with(OperatingSystem system) {
        return new HostFacts(system, GOOD.process(), TWO_GPUS, DOCKER, LAN, FREE, GOOD.clock());
    }

    static HostFacts with(Gpus gpus) {
        return new HostFacts(GOOD.system(), GOOD.process(), gpus, DOCKER, LAN, FREE, GOOD.clock());
    }

    static HostFacts with(Docker docker) {
        return new HostFacts(GOOD.system(), GOOD.process(), TWO_GPUS, docker, LAN, FREE, GOOD.clock());
    }

    static HostFacts with(Networking network) {
        return new HostFacts(GOOD.system(), GOOD.process(), TWO_GPUS, DOCKER, network, FREE, GOOD.clock());
    }

    static HostFacts with(ClockReading clock) {
        return new HostFacts(GOOD.system(), GOOD.process(), TWO_GPUS, DOCKER, LAN, FREE, clock);
    }

    static HostFacts withFree(long bytes) {
        return new HostFacts(GOOD.system(), GOOD.process(), TWO_GPUS, DOCKER, LAN, bytes, GOOD.clock());
    }

    static CommandResult ok(String program, String output) {
        return new CommandResult.Ended(Command.of(program), 0, output, "");
    }

    static CommandResult failed(String program, String errors) {
        return new CommandResult.Ended(Command.of(program), 1, "", errors);
    }

    static CommandResult missing(String program) {
        return new CommandResult.NotInstalled(Command.of(program));
    }

    static CommandResult hanging(String program) {
        return new CommandResult.TimedOut(Command.of(program).within(Duration.ofSeconds(30)), "");
    }
}
