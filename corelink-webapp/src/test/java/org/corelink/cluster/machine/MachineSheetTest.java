package org.corelink.cluster.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.corelink.api.Snapshots;
import org.corelink.cluster.Cell;
import org.corelink.cluster.NodeView;
import org.corelink.cluster.Views;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.node.SimulatedMachine;
import org.junit.jupiter.api.Test;

class MachineSheetTest {
    /** The machine that tells all that a machine can. */
    private final MachineSheet full = sheet(Snapshots.self());

    private static MachineSheet sheet(NodeView node) {
        return MachineSheet.of(node, List.of("eth0 (10.0.0.7)"), 1_500);
    }

    private static Stream<Fact> facts(MachineSheet sheet) {
        return Stream.concat(
                sheet.groups().stream().flatMap(group -> group.facts().stream()),
                sheet.gpus().stream().flatMap(MachineSheetTest::facts));
    }

    private static Stream<Fact> facts(GpuSheet gpu) {
        return Stream.of(gpu.meters(), gpu.readings(), gpu.more(), gpu.inventory(), gpu.counters())
                .flatMap(List::stream);
    }

    private static Cell cell(Stream<Fact> facts, String key) {
        return facts.filter(fact -> fact.key().equals(key))
                .findFirst()
                .orElseThrow()
                .cell();
    }

    private String text(String key) {
        return cell(full.groups().stream().flatMap(group -> group.facts().stream()), key)
                .text();
    }

    private String gpuText(String key) {
        return cell(facts(full.gpus().getFirst()), key).text();
    }

    @Test
    void everyValueAndGroupHasItsLabel() {
        ResourceBundle messages = ResourceBundle.getBundle("org.corelink.page.messages", Locale.ROOT);
        assertThat(facts(full).map(Fact::label)).isNotEmpty().allMatch(messages::containsKey);
        assertThat(full.groups()).extracting(FactGroup::label).allMatch(messages::containsKey);
    }

    @Test
    void machineThatTellsEverythingHasNothingUnknown() {
        MachineSheet working =
                new MachineSheet(full.groups(), List.of(full.gpus().getFirst()));
        assertThat(facts(working).filter(Fact::unknown)).isEmpty();
    }

    @Test
    void simulatedMachineShowsEverything() {
        // What its cards do not have is all that is missing: retired pages are of old cards, an XID is of a fault.
        for (int number = 1; number <= 9; number++) {
            NodeView node = Views.saying(
                    Views.node("sim"), SimulatedMachine.of(1, number).state("0.02.0", 1.5));
            MachineSheet sheet = sheet(node);
            assertThat(sheet.groups().stream().flatMap(group -> group.facts().stream()))
                    .filteredOn(
                            fact -> fact.unknown() && !Set.of("driver", "cuda").contains(fact.key()))
                    .isEmpty();
            assertThat(sheet.gpus().stream()
                            .filter(gpu -> gpu.condition().equals("working"))
                            .flatMap(MachineSheetTest::facts))
                    .filteredOn(Fact::unknown)
                    .extracting(Fact::key)
                    .isSubsetOf("fan", "serial", "mig", "errors", "errorsEver", "pages", "rows", "xid");
        }
    }

    @Test
    void whatIsUnknownIsSaidSoAndNeverZero() {
        MachineSheet sheet = sheet(
                Views.with(Views.node("3fa2"), List.of(new Gpu(0, "any", PcieLink.UNKNOWN, GpuReading.UNKNOWN)), null));
        assertThat(facts(sheet.gpus().getFirst()))
                .extracting(fact -> fact.cell().text())
                .containsOnly("n/a");
        assertThat(facts(sheet).filter(fact -> fact.key().startsWith("own")))
                .isNotEmpty()
                .allMatch(Fact::unknown);
        assertThat(cell(facts(sheet), "gpuLastError").text()).isEqualTo("n/a");
        assertThat(cell(facts(sheet), "age.gpus").text()).isEqualTo("n/a");
        assertThat(sheet.gpus().getFirst().processesKnown()).isFalse();
    }

    @Test
    void sourceOfTheGpusIsToldWithItsReasonAndLastError() {
        assertThat(text("gpuSource")).isEqualTo("NVML");
        assertThat(text("gpuReason")).isEqualTo("libnvidia-ml.so.1 is loaded");
        assertThat(text("gpuLastError")).isEqualTo("the driver hung");
        assertThat(text("gpuProblem")).isEqualTo("GPU is lost");
        assertThat(text("driver")).isEqualTo("550.54");
    }

    @Test
    void agesGrowWithTheSilenceOfTheMachine() {
        // Half a second old when told, one and a half ago.
        assertThat(text("age.gpus")).isEqualTo("2.0 s");
        assertThat(MachineSheet.of(Snapshots.self(), List.of(), 59_500)
                        .groups()
                        .getLast()
                        .facts())
                .extracting(fact -> fact.cell().text())
                .containsOnly("60 s");
        assertThat(MachineSheet.of(Snapshots.self(), List.of(), 600_000)
                        .groups()
                        .getLast()
                        .facts())
                .extracting(fact -> fact.cell().text())
                .containsOnly("10 min");
    }

    @Test
    void ownCostOfCoreLinkIsTold() {
        assertThat(Map.of(
                        "cpu", text("ownCpu"),
                        "memory", text("ownMemory"),
                        "heap", text("ownHeap"),
                        "threads", text("ownThreads"),
                        "descriptors", text("ownDescriptors"),
                        "disk", text("ownDisk")))
                .isEqualTo(Map.of(
                        "cpu", "0.4 %",
                        "memory", "148 MiB",
                        "heap", "60 MiB",
                        "threads", "35",
                        "descriptors", "90",
                        "disk", "0.1 MiB"));
    }

    @Test
    void slowLinksAreSaidToBeSlow() {
        Fact nic = full.groups().stream()
                .flatMap(group -> group.facts().stream())
                .filter(fact -> fact.key().equals("nic"))
                .findFirst()
                .orElseThrow();
        assertThat(nic.subject()).isEqualTo("eth0");
        assertThat(nic.cell().text()).isEqualTo("1 / 10 Gbit/s, full duplex");
        assertThat(nic.cell().hint()).isEqualTo("slower than it could be");
    }

    @Test
    void inventoryOfGpuIsTold() {
        assertThat(gpuText("uuid")).isEqualTo("GPU-8f9a");
        assertThat(gpuText("powerLimits")).isEqualTo("200 W to 700 W, usually 700 W");
        assertThat(gpuText("nvLinks")).isEqualTo("1 of 1 up");
        assertThat(gpuText("computeMode")).isEqualTo("exclusive process");
        assertThat(gpuText("mig")).isEqualTo("on, 1 instance");
        assertThat(gpuText("migPart"))
                .isEqualTo("GPU instance 1, compute instance 0, 16 multiprocessors, 0.1 / 9.8 GiB");
        assertThat(gpuText("throttle")).isEqualTo("power limit");
        assertThat(gpuText("pState")).isEqualTo("P2");
        assertThat(gpuText("errors")).isEqualTo("42 corrected, 42 not");
    }

    @Test
    void lostGpuIsThereByNameWithItsReason() {
        GpuSheet lost = full.gpus().get(1);
        assertThat(lost.model()).isEqualTo("RTX A6000");
        assertThat(lost.condition()).isEqualTo("lost");
        assertThat(lost.reason()).isEqualTo(GpuCondition.LOST);
    }

    @Test
    void processesAreToldWithTheirOwners() {
        assertThat(full.gpus().getFirst().processes())
                .containsExactly(new ProcessLine(
                        "4711",
                        "compute and graphics",
                        "2.0 GiB",
                        "anna",
                        "python train.py --key=secret",
                        "0123456789ab"));
    }

    @Test
    void bottleneckOfPcieIsNamedAndAnIdleLinkIsCalledNormal() {
        PcieLink card = new PcieLink(4, 16);
        PcieLink slot = new PcieLink(3, 8);
        Cell slow = PcieCells.best(new PcieLinks(card, card, slot, slot));
        assertThat(slow.text()).isEqualTo("3.0 x 8, the card could do 4.0 x 16");
        assertThat(slow.hint()).isEqualTo("limited by the slot");
        assertThat(PcieCells.best(new PcieLinks(card, card, card, slot)).hint())
                .isEqualTo("limited by a link further up to the processor");
        assertThat(PcieCells.best(new PcieLinks(card, card, card, card))).isEqualTo(Cell.of("4.0 x 16"));
        assertThat(PcieCells.now(new PcieLinks(new PcieLink(1, 16), card, card, card))
                        .hint())
                .contains("normal");
        assertThat(PcieCells.now(new PcieLinks(card, card, card, card)).hint()).isEmpty();
        assertThat(PcieCells.link(new PcieLink(4, 0)).text()).isEqualTo("generation 4");
        assertThat(PcieCells.link(new PcieLink(0, 8)).text()).isEqualTo("8 lanes");
    }

    @Test
    void temperatureIsMeasuredByWhereTheCardSlowsDown() {
        GpuReading reading =
                new GpuReading(Map.of(GpuQuantity.TEMPERATURE, 45, GpuQuantity.SLOWDOWN_TEMPERATURE, 90), null, null);
        Gpu gpu = new Gpu(GpuInventory.of(0, "any", PcieLink.UNKNOWN), reading, GpuCondition.WORKING);
        assertThat(cell(facts(GpuSheet.of(gpu)), "temp")).isEqualTo(new Cell("45 °C", 50, "slows down at 90 °C"));
    }

    @Test
    void memoryIsToldToTheMibToo() {
        GpuReading reading =
                new GpuReading(Map.of(GpuQuantity.MEMORY_USED, 101_337, GpuQuantity.MEMORY_TOTAL, 143_771), null, null);
        Gpu gpu = new Gpu(GpuInventory.of(0, "any", PcieLink.UNKNOWN), reading, GpuCondition.WORKING);
        assertThat(cell(facts(GpuSheet.of(gpu)), "mem").text()).isEqualTo("99 / 140 GiB");
        assertThat(cell(facts(GpuSheet.of(gpu)), "memExact").text()).isEqualTo("101337 / 143771 MiB");
    }
}
