package org.corelink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.corelink.gpu.GpuSample;
import org.corelink.node.MachineReading;
import org.corelink.node.NodeState;
import org.corelink.node.ReadingAges;
import org.corelink.node.Traffic;
import org.corelink.node.link.Duplex;
import org.corelink.node.link.NetworkLink;
import org.corelink.node.system.DiskReading;
import org.corelink.node.system.MemorySize;
import org.corelink.node.system.ProcessCost;
import org.corelink.node.system.SystemReading;
import org.junit.jupiter.api.Test;

class MachineCellsTest {
    private static NodeState telling(List<NetworkLink> links, String clockSource, Traffic traffic) {
        MachineReading machine = new MachineReading(
                links,
                clockSource,
                SystemReading.UNKNOWN,
                DiskReading.UNKNOWN,
                ProcessCost.UNKNOWN,
                traffic,
                GpuSample.Origin.UNKNOWN,
                ReadingAges.UNKNOWN,
                0);
        return Views.telling(Views.node("a"), machine).state();
    }

    @Test
    void hintsTellWhatStandsBehindTheValues() {
        NodeState state = telling(
                List.of(
                        new NetworkLink("eth0", 1_000, 10_000, Duplex.FULL),
                        new NetworkLink("eth1", 100, 1_000, Duplex.HALF),
                        NetworkLink.unknown("eth2")),
                "chrony",
                new Traffic(1, 0.2, 3.5, 12));
        assertThat(MachineCells.link(state))
                .isEqualTo(Cell.of("1 / 10 Gbit/s")
                        .withHint("eth0: 1 / 10 Gbit/s, full duplex; eth1: 100 / 1000 Mbit/s, half duplex; eth2: n/a"));
        assertThat(MachineCells.drift(state)).isEqualTo(Cell.of("+3 ms").withHint("chrony"));
        assertThat(MachineCells.traffic(state).hint())
                .isEqualTo("sent 1.0 kbit/s in 3.5 datagrams/s, received 0.2 kbit/s in 12.0 datagrams/s");
    }

    @Test
    void aMachineThatTellsNothingMoreHasNoHints() {
        NodeState state = Views.node("a").state();
        assertThat(List.of(MachineCells.link(state), MachineCells.drift(state), MachineCells.traffic(state)))
                .extracting(Cell::hint)
                .containsOnly("");
    }

    @Test
    void loadAndDriverAreUnknownUntilTheyAreTold() {
        NodeState silent = Views.node("a", 1).state();
        assertThat(List.of(MachineCells.cpu(silent), MachineCells.ram(silent), MachineCells.driver(silent)))
                .containsOnly(Cell.UNKNOWN);
        assertThat(MachineCells.driver(Views.node("b").state())).isEqualTo(Cell.NONE);
        SystemReading system = new SystemReading(37.5, null, new MemorySize(65_536, 16_384), null, null, null);
        MachineReading machine = new MachineReading(
                List.of(),
                "",
                system,
                DiskReading.UNKNOWN,
                ProcessCost.UNKNOWN,
                Traffic.NONE,
                GpuSample.Origin.UNKNOWN,
                ReadingAges.UNKNOWN,
                0);
        NodeState telling = Views.telling(Views.node("a"), machine).state();
        assertThat(MachineCells.cpu(telling)).isEqualTo(new Cell("38 %", 38));
        assertThat(MachineCells.ram(telling)).isEqualTo(new Cell("48.0 / 64.0 GiB", 75));
    }
}
