package org.corelink.host.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.corelink.host.exec.CommandResult;
import org.jspecify.annotations.Nullable;

/** Whether the driver answers, and Docker can hand GPUs to a container. Pure. */
final class GpuFindings {
    private static final Pattern GPU = Pattern.compile("^GPU \\d+: (.*?)(?: \\(UUID: .*)?$", Pattern.MULTILINE);
    private static final String DRIVER = "NVIDIA driver";
    private static final String TOOLKIT = "GPU toolkit";
    private static final String RUNTIME = "GPUs in Docker";
    private static final String WITHOUT = "A machine without GPUs starts by --start --no-gpu";

    private GpuFindings() {}

    static List<Finding> of(HostFacts facts) {
        List<Finding> findings = new ArrayList<>();
        findings.add(driver(facts.gpus().list()));
        findings.add(toolkit(facts.gpus().toolkit()));
        if (facts.docker().info().isSuccess()) {
            findings.add(runtime(facts));
        }
        @Nullable CommandResult inside = facts.docker().containerGpus();
        if (inside != null && !inside.isSuccess() && facts.gpus().list().isSuccess()) {
            findings.add(Finding.fail(
                    "Container",
                    "CoreLink's container has lost its GPUs, as happens after `systemctl daemon-reload`.",
                    "Give them back: corelink --restart. To be rid of it: CDI, or \"exec-opts\":"
                            + " [\"native.cgroupdriver=cgroupfs\"] in /etc/docker/daemon.json"));
        }
        return findings;
    }

    private static Finding driver(CommandResult list) {
        if (list instanceof CommandResult.NotInstalled) {
            return Finding.fail(
                    DRIVER,
                    "nvidia-smi is not installed.",
                    "Install the driver: sudo ubuntu-drivers install. " + WITHOUT);
        }
        if (list instanceof CommandResult.TimedOut) {
            return Finding.fail(
                    DRIVER, list.failure() + ".", "The driver hangs; `dmesg` may tell why. A restart mends most such.");
        }
        if (!list.isSuccess()) {
            String words = list.failure() + " " + list.text();
            return Finding.fail(
                    DRIVER, words.strip(), "After an upgrade of the driver, restart the machine. " + WITHOUT);
        }
        Map<String, Long> models = GPU.matcher(list.text())
                .results()
                .collect(Collectors.groupingBy(gpu -> gpu.group(1), TreeMap::new, Collectors.counting()));
        return models.isEmpty()
                ? Finding.fail(DRIVER, "The driver answers, and lists no GPU.", WITHOUT)
                : Finding.ok(
                        DRIVER,
                        models.entrySet().stream()
                                .map(model -> model.getValue() + " x " + model.getKey())
                                .collect(Collectors.joining(", ")));
    }

    private static Finding toolkit(CommandResult toolkit) {
        if (toolkit.isSuccess()) {
            return Finding.ok(TOOLKIT, toolkit.text().lines().findFirst().orElse("nvidia-ctk answers"));
        }
        String advice = "Install NVIDIA's package nvidia-container-toolkit:"
                + " https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/install-guide.html";
        return toolkit instanceof CommandResult.NotInstalled
                ? Finding.fail(TOOLKIT, "nvidia-ctk is not installed: Docker cannot hand out GPUs without it.", advice)
                : Finding.fail(TOOLKIT, toolkit.failure() + ".", advice);
    }

    private static Finding runtime(HostFacts facts) {
        if (hasNvidiaRuntime(facts.docker().info().text())) {
            return Finding.ok(RUNTIME, "Docker has the runtime nvidia");
        }
        CommandResult folders = facts.docker().cdiFolders();
        if (folders.isSuccess()
                && !folders.text().isEmpty()
                && facts.gpus().cdi().text().contains("nvidia.com/gpu=")) {
            return Finding.ok(RUNTIME, "Docker knows the GPUs by CDI");
        }
        return Finding.fail(
                        RUNTIME,
                        "Docker knows neither the runtime nvidia nor the GPUs by CDI.",
                        "Tell it: sudo nvidia-ctk runtime configure --runtime=docker, then: sudo systemctl restart"
                                + " docker")
                .mendedBy(List.of(
                        List.of("nvidia-ctk", "runtime", "configure", "--runtime=docker"),
                        List.of("systemctl", "restart", "docker")));
    }

    private static boolean hasNvidiaRuntime(String info) {
        return info.lines()
                .skip(1)
                .flatMap(line -> List.of(line.strip().split(" ")).stream())
                .anyMatch("nvidia"::equals);
    }
}
