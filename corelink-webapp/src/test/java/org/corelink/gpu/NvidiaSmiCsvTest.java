package org.corelink.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NvidiaSmiCsvTest {
    /** The values of a row stand in the order of {@link GpuQuantity}; "-" is unknown. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one-geforce     | 0 GeForce RTX 4090: 37 8123 61 287 24564 450 45 2520 10501, 4.0 x 16
        laptop          | 0 GeForce RTX 3060 Laptop GPU: 4 11 44 14 6144 - - 210 405, 4.0 x 8
        old-geforce     | 0 GeForce GT 710: - 203 39 - 2000 - 40 - -, 2.0 x 8
        unified-memory-gb10 | 0 GB10: 12 - 48 12 - - - 2418 -, 5.0 x 4
        out-of-range    | 0 GeForce GTX 1080: - - - - 8192 180 120 - -, 0.0 x 0
        truncated-in-the-last-value | 0 L40S: 61 40111 57 251 46068 350 - 2520 9001, 4.0 x 0
        doubled-index   | 0 A10G: 3 100 28 20 23028 300 0 210 405, 4.0 x 8
        """)
    void oneGpuIsReadAsTheDriverTellsIt(String output, String row) throws IOException {
        assertThat(rows(output)).containsExactly(row);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        mig-a100 | 0 A100-SXM4-80GB: - 37215 41 117 81920 400 - 1410 1593, 4.0 x 16 \
                 | 1 A100-SXM4-80GB: 83 70120 55 322 81920 400 - 1395 1593, 4.0 x 16
        fan-error | 0 GeForce RTX 2080 Ti: 88 9021 84 - 11264 250 - 1350 7000, 3.0 x 16 \
                 | 1 GeForce RTX 2080 Ti: - 9021 83 245 11264 250 82 1350 7000, 3.0 x 16
        requires-reset | 0 H200: - - - - - - - - -, 0.0 x 0 \
                 | 1 H200: 0 1 27 77 143771 700 - 345 3201, 5.0 x 16
        truncated-in-a-value | 0 L40S: 61 40111 57 251 46068 350 - 2520 9001, 4.0 x 16 \
                 | 1 L40S: 60 40111 - - 46068 - - - -, 0.0 x 0
        truncated-in-a-name | 0 L40S: 61 40111 57 251 46068 350 - 2520 9001, 4.0 x 16 \
                 | 1 unknown model: - - - - - - - - -, 0.0 x 0
        carriage-returns | 0 GeForce RTX 4080: 12 100 50 10 16376 320 30 300 400, 4.0 x 16 \
                 | 1 GeForce RTX 4080: 13 101 51 11 16376 320 31 301 401, 4.0 x 16
        """)
    void aValueThatTheDriverDoesNotGiveIsUnknownAndHidesNoOther(String output, String first, String second)
            throws IOException {
        assertThat(rows(output)).containsExactly(first, second);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one-lost        | 3 | GPU 1: GPU is lost
        handle-lost     | 1 | Unable to determine the device handle for GPU0000:41:00.0: GPU is lost. Reboot the \
        system to recover this GPU
        requires-reset  | 2 | GPU 0: GPU requires reset
        truncated-in-a-name | 2 | GPU 1: the driver gives no readings
        doubled-index   | 1 | nvidia-smi lists GPU 0 twice
        no-devices      | 0 | No devices were found
        """)
    void aBrokenGpuIsNamedAndTheOthersStay(String output, int gpus, String remark) throws IOException {
        NvidiaSmiCsv.Table table = NvidiaSmiCsv.parse(read(output));
        assertThat(table.rows()).hasSize(gpus);
        assertThat(table.remarks()).containsExactly(remark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"one-geforce", "laptop", "old-geforce", "eight-h100", "mig-a100", "fan-error", "unknown-name"})
    void aCardThatMerelyLacksAValueIsNotCalledBroken(String output) throws IOException {
        assertThat(NvidiaSmiCsv.parse(read(output)).remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"eight-h100, 8", "sixteen-v100, 16"})
    void everyGpuOfALargeMachineIsListedInOrder(String output, int gpus) throws IOException {
        List<Integer> indexes = NvidiaSmiCsv.parse(read(output)).rows().stream()
                .map(NvidiaSmiRow::index)
                .toList();
        assertThat(indexes).hasSize(gpus).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aNameMayBeUnknownOrHoldCommas() throws IOException {
        assertThat(NvidiaSmiCsv.parse(read("unknown-name")).rows())
                .extracting(NvidiaSmiRow::model)
                .containsExactly("Graphics Device", "unknown model", "Card, with a comma");
    }

    @Test
    void illFormedUtf8InANameIsReplacedAndTheValuesStay() throws IOException {
        assertThat(rows("invalid-utf8"))
                .containsExactly("0 Ge\ufffd\ufffdForce \ufffd(: 12 100 50 10 200 20 30 300 400, 3.0 x 8");
    }

    @Test
    void aNameIsCutToSixtyFourPrintableCharacters() {
        String name = "NVIDIA " + "x".repeat(70) + "\u202e\u0007";
        String model =
                NvidiaSmiCsv.parse("0, " + name + ", 1, 2\n").rows().getFirst().model();
        assertThat(model).isEqualTo("x".repeat(64));
        assertThat(NvidiaSmiRow.model("NVIDIA a\u202eb\u0007c")).isEqualTo("a?b?c");
    }

    @Test
    void nothingPrintedIsAnEmptyTable() {
        assertThat(NvidiaSmiCsv.parse("")).isEqualTo(new NvidiaSmiCsv.Table(List.of(), List.of()));
        assertThat(NvidiaSmiCsv.parse("\n \n")).isEqualTo(new NvidiaSmiCsv.Table(List.of(), List.of()));
    }

    @Test
    void theQueryAsksForEveryQuantity() {
        assertThat(NvidiaSmiCsv.QUERY)
                .isEqualTo("index,name,pci.bus_id,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw,"
                        + "power.limit,fan.speed,clocks.sm,clocks.mem,pcie.link.gen.max,pcie.link.width.max");
    }

    @Property
    void anyTextIsRead(@ForAll String text) {
        NvidiaSmiCsv.Table table = NvidiaSmiCsv.parse(text);
        assertThat(table.remarks())
                .allSatisfy(remark -> assertThat(PrintableText.isPrintable(remark, NvidiaSmiCsv.MAX_REMARK_LENGTH))
                        .isTrue());
    }

    @Property
    void anyBytesOfARealOutputMayBeDamaged(
            @ForAll @Size(max = 20) List<@IntRange(max = 5_000) Integer> places, @ForAll byte damage)
            throws IOException {
        byte[] bytes = read("sixteen-v100").getBytes(StandardCharsets.UTF_8);
        places.forEach(place -> bytes[place % bytes.length] = damage);
        for (NvidiaSmiRow row :
                NvidiaSmiCsv.parse(new String(bytes, StandardCharsets.UTF_8)).rows()) {
            assertThat(row.model()).isNotEmpty();
            assertThat(PrintableText.isPrintable(row.model(), NvidiaSmiRow.MAX_MODEL_LENGTH))
                    .isTrue();
            for (GpuQuantity quantity : GpuQuantity.values()) {
                Integer value = row.reading().value(quantity);
                assertThat(value == null || quantity.admits(value)).isTrue();
            }
        }
    }

    @Property
    void anyPrefixOfARealOutputGivesOnlyValuesOfTheWhole(@ForAll @IntRange(max = 1_500) int length) throws IOException {
        String whole = read("sixteen-v100");
        List<NvidiaSmiRow> all = NvidiaSmiCsv.parse(whole).rows();
        String prefix = whole.substring(0, Math.min(length, whole.length()));
        for (NvidiaSmiRow row : NvidiaSmiCsv.parse(prefix).rows()) {
            GpuReading complete = all.get(row.index()).reading();
            for (GpuQuantity quantity : GpuQuantity.values()) {
                Integer value = row.reading().value(quantity);
                assertThat(value).isIn(null, complete.value(quantity));
            }
        }
    }

    private static List<String> rows(String output) throws IOException {
        return NvidiaSmiCsv.parse(read(output)).rows().stream()
                .map(row -> row.index() + " " + row.model() + ": " + values(row.reading()) + ", "
                        + row.maxLink().toLimit())
                .toList();
    }

    private static String values(GpuReading reading) {
        return Arrays.stream(GpuQuantity.values())
                .map(reading::value)
                .map(value -> Objects.toString(value, "-"))
                .collect(Collectors.joining(" "));
    }

    private static String read(String name) throws IOException {
        try (InputStream in = NvidiaSmiCsvTest.class.getResourceAsStream("/nvidia-smi/" + name + ".csv")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
