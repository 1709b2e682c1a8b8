package org.corelink.gpu.smi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.KnownCards;
import org.corelink.gpu.PrintableText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads outputs shaped like those of real drivers from 2018 to 2026; beside each stands what is in it. Those that
 * are called {@code recorded} come from a real driver, with other serial numbers; the others are written by hand.
 */
class NvidiaSmiCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/nvidia-smi");

    static List<String> outputs() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xml"))
                    .map(name -> name.substring(0, name.length() - ".xml".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void anOutputIsReadAsItIsMeant(String output) throws IOException {
        List<String> expected = Files.readAllLines(CORPUS.resolve(output + ".txt"));
        assertThat(SampleText.of(sample(read(output)))).isEqualTo(expected);
    }

    @Test
    void theCorpusIsNotSmall() throws IOException {
        assertThat(outputs()).hasSizeGreaterThan(40);
    }

    @Property(tries = 300)
    void anyTextIsRead(@ForAll String text) {
        assertBounded(sample(text));
    }

    @Property(tries = 200)
    void anyPartsOfALogInAnyOrderAreRead(@ForAll @Size(max = 30) List<@IntRange(max = 11) Integer> parts) {
        String[] pieces = {
            "<gpu id=\"00000000:01:00.0\">",
            "</gpu>",
            "<fan_speed>",
            "</fan_speed>",
            "5 %",
            "<processes>",
            "&",
            "<",
            "]]>",
            "<!--",
            "<?x",
            "GPU is lost"
        };
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(pieces[part]));
        assertBounded(sample(text.toString()));
    }

    @Property(tries = 300)
    void anyBytesOfARealOutputMayBeDamaged(
            @ForAll @Size(max = 20) List<@IntRange(max = 20_000) Integer> places, @ForAll byte damage)
            throws IOException {
        byte[] bytes = Files.readAllBytes(CORPUS.resolve("mig-a100.xml"));
        places.forEach(place -> bytes[place % bytes.length] = damage);
        assertBounded(sample(new String(bytes, StandardCharsets.UTF_8)));
    }

    @Property(tries = 300)
    void anyPrefixOfARealOutputGivesOnlyValuesOfTheWhole(@ForAll @IntRange(max = 20_000) int length)
            throws IOException {
        String whole = read("two-geforce");
        List<Gpu> all = sample(whole).gpus();
        for (Gpu gpu :
                sample(whole.substring(0, Math.min(length, whole.length()))).gpus()) {
            assertThat(all.get(gpu.index()).reading().values())
                    .containsAllEntriesOf(gpu.reading().values());
        }
    }

    private static void assertBounded(GpuSample sample) {
        assertThat(PrintableText.isPrintable(String.valueOf(sample.problem()), 200))
                .isTrue();
        for (Gpu gpu : sample.gpus()) {
            assertThat(gpu.model()).isNotEmpty();
            assertThat(PrintableText.isPrintable(gpu.model(), GpuInventory.MAX_MODEL_LENGTH))
                    .isTrue();
            gpu.reading()
                    .values()
                    .forEach((quantity, value) ->
                            assertThat(quantity.admits(value)).isTrue());
        }
    }

    private static GpuSample sample(String output) {
        return NvidiaSmiReport.toSample(
                new NvidiaSmiOutcome.Answered(0, output, ""), new KnownCards(), GpuSurroundings.unknown());
    }

    private static String read(String output) throws IOException {
        return new String(Files.readAllBytes(CORPUS.resolve(output + ".xml")), StandardCharsets.UTF_8);
    }
}
