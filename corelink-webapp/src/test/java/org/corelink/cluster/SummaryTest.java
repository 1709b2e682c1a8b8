package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.corelink.gossip.MemberState;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.PcieLink;
import org.corelink.node.MachineReading;
import org.corelink.node.ReadingAges;
import org.corelink.node.Traffic;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void figuresCountOnlyMachinesThatAreOnline() {
        ClusterView view = Views.view(
                1,
                Views.node("a", 97, 0, null),
                Views.node("b"),
                Views.with(Views.node("c", 50), MemberState.STALE, ""),
                Views.with(Views.node("d", 50), MemberState.DOWN, ""),
                Views.with(Views.node("e", 50), MemberState.SUSPECT, ""),
                Views.with(Views.node("f", 50), MemberState.LEFT, ""));
        assertThat(Summary.of(view))
                .containsEntry("online", "2")
                .containsEntry("suspect", "1")
                .containsEntry("down", "2")
                .containsEntry("trouble", "1")
                .containsEntry("gpus", "3")
                .containsEntry("busy", "1")
                .containsEntry("idle", "1")
                .containsEntry("memory", "36.0 / 72.0 GiB")
                .containsEntry("power", "930 W")
                .containsEntry("traffic", "2.4 kbit/s\n< 0.01 % of 1 Gbit/s");
    }

    @Test
    void emptyViewHasZeroes() {
        assertThat(Summary.of(ClusterView.EMPTY)).containsEntry("online", "0").containsEntry("power", "0 W");
    }

    @Test
    void sumOfWhatIsNotKnownIsNoNumber() {
        GpuReading unknown = GpuReading.UNKNOWN;
        NodeView silent =
                Views.with(Views.node("a"), List.of(new Gpu(0, "GeForce GT 1030", PcieLink.UNKNOWN, unknown)), null);
        assertThat(Summary.of(Views.view(1, silent)))
                .containsEntry("gpus", "1")
                .containsEntry("busy", "0")
                .containsEntry("idle", "0")
                .containsEntry("memory", "n/a / n/a")
                .containsEntry("power", "n/a");
        assertThat(Summary.of(Views.view(1, silent, Views.node("b", 97))))
                .containsEntry("memory", "≥ 12.0 / 24.0 GiB")
                .containsEntry("power", "≥ 310 W");
    }

    @Test
    void gpuThatDoesNotWorkIsInTrouble() {
        GpuInventory inventory = GpuInventory.of(0, "RTX A6000", PcieLink.UNKNOWN);
        NodeView failed = Views.with(
                Views.node("a"),
                List.of(new Gpu(inventory, GpuReading.UNKNOWN, GpuCondition.ofFault("GPU is lost"))),
                null);
        NodeView told = Views.with(
                Views.node("b"), List.of(new Gpu(inventory, GpuReading.UNKNOWN, GpuCondition.WORKING)), "GPU is lost");
        assertThat(Summary.of(Views.view(1, failed, told, Views.node("c", 3))))
                .containsEntry("trouble", "2")
                .containsEntry("idle", "1");
    }

    @Test
    void stripTellsOfTroubleExactlyWhereSomeRowIsBroken() {
        Gpu well = Views.node("x", 1).state().gpus().getFirst();
        Gpu lost = new Gpu(well.inventory().withIndex(1), GpuReading.UNKNOWN, GpuCondition.ofFault("GPU is lost"));
        Gpu silent = new Gpu(well.inventory().withIndex(2), GpuReading.UNKNOWN, GpuCondition.WORKING);
        for (List<Gpu> gpus :
                List.<List<Gpu>>of(List.of(), List.of(well), List.of(well, lost), List.of(well, silent))) {
            for (String problem : Arrays.asList(null, "GPU 1 is missing", GpuSample.NO_DEVICE)) {
                NodeView node = Views.with(Views.node("a"), gpus, problem);
                boolean anyRow = Row.of(node).map(Trouble::of).anyMatch(Optional.of(Trouble.BROKEN)::equals);
                assertThat(!"0".equals(Summary.of(Views.view(1, node)).get("trouble")))
                        .isEqualTo(anyRow)
                        .isEqualTo(node.isInTrouble());
            }
        }
    }

    @Test
    void trafficIsMeasuredAgainstTheSlowestLink() {
        assertThat(Summary.of(Views.view(1, Views.node("a", 1), Views.node("b", 1)))
                        .get("traffic"))
                .isEqualTo("2.4 kbit/s\n< 0.01 % of 1 Gbit/s");
        assertThat(Summary.of(ClusterView.EMPTY)).containsEntry("traffic", "0.0 kbit/s");
    }

    @Test
    void costIsThatOfTheMachineThatServesTheConsole() {
        NodeView self = Views.self(Views.telling(
                Views.node("a"),
                new MachineReading(
                        List.of(),
                        "",
                        SystemReading.UNKNOWN,
                        new DiskReading(null, null, 154L),
                        new ProcessCost(0.4, 148L, 30L, 42, 60),
                        Traffic.NONE,
                        GpuSample.Origin.UNKNOWN,
                        ReadingAges.UNKNOWN,
                        0)));
        assertThat(Summary.of(Views.view(1, self, Views.node("b"))))
                .containsEntry("cost", "0.4 % CPU, 148 MiB RAM\n0.2 MiB disk");
        assertThat(Summary.of(Views.view(1, Views.self(Views.node("a")))))
                .containsEntry("cost", "n/a CPU, n/a RAM\nn/a disk");
        assertThat(Summary.of(Views.view(1, Views.node("b")))).containsEntry("cost", "n/a");
    }
}
