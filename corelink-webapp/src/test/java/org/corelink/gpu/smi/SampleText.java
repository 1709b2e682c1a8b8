package org.corelink.gpu.smi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.PowerLimits;
import org.corelink.gpu.ThrottleReason;
import org.jspecify.annotations.Nullable;

/** A sample with all its values as lines of text, to be compared with the expectation beside a captured output. */
final class SampleText {
    private SampleText() {}

    /** Unknown is "-". */
    static List<String> of(GpuSample sample) {
        List<String> lines = new ArrayList<>();
        lines.add("problem: " + known(sample.problem()));
        sample.gpus().forEach(gpu -> add(lines, gpu));
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static void add(List<String> lines, Gpu gpu) {
        String reason = gpu.condition().reason();
        lines.add("GPU " + gpu.index() + ": " + gpu.model() + ", "
                + gpu.condition().state() + (reason == null ? "" : ", " + reason));
        lines.add("  " + text(gpu.inventory().identity()));
        lines.add("  " + text(gpu.inventory()));
        gpu.inventory().mig().instances().forEach(part -> lines.add("  " + text(part)));
        lines.add("  "
                + gpu.reading().values().entrySet().stream()
                        .map(value -> value.getKey() + "=" + value.getValue())
                        .collect(Collectors.joining(" ")));
        lines.add("  slowed by " + text(gpu.reading().throttleReasons()));
        List<GpuProcess> processes = gpu.reading().processes();
        if (processes == null) {
            lines.add("  processes unknown");
        } else {
            processes.forEach(process -> lines.add("  process " + process.pid() + " " + process.type() + " "
                    + known(process.memoryMiB()) + " " + known(process.owner().command())));
        }
    }

    private static String text(GpuIdentity identity) {
        return known(identity.busId()) + " " + known(identity.uuid()) + " " + known(identity.serial()) + " "
                + known(identity.vbios()) + " " + known(identity.driver()) + " " + known(identity.cuda());
    }

    private static String text(GpuInventory inventory) {
        PowerLimits limits = inventory.powerLimits();
        return known(inventory.memoryMiB()) + " MiB, limits " + known(limits.standard()) + " "
                + known(limits.lowest()) + " " + known(limits.highest()) + ", now "
                + inventory.pcie().now().toLimit() + ", card "
                + inventory.pcie().card().toLimit() + ", best "
                + inventory.pcie().bottleneck().toLimit() + ", " + known(inventory.computeMode()) + ", MIG "
                + known(inventory.mig().enabled());
    }

    private static String text(MigPartition.Instance part) {
        return "part " + part.index() + ": " + part.gpuInstance() + "/" + part.computeInstance() + ", "
                + known(part.multiprocessors()) + " SM, " + known(part.memoryUsedMiB()) + " of "
                + known(part.memoryTotalMiB()) + " MiB";
    }

    private static String text(@Nullable Set<ThrottleReason> reasons) {
        return reasons == null ? "-" : reasons.stream().sorted().toList().toString();
    }

    private static String known(@Nullable Object value) {
        return Objects.toString(value, "-");
    }
}
