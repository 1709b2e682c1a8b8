package org.corelink.gpu;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what nvidia-smi said into a sample. One failing GPU never hides the others. */
final class NvidiaSmiReport {
    /** The problem of a machine whose driver runs and sees no card. */
    static final String NO_GPU = "the driver lists no GPU";

    private static final String NO_DEVICES = "no devices were found";

    private NvidiaSmiReport() {}

    /**
     * The sample that the answer amounts to.
     *
     * @param bottleneck gives the PCIe bottleneck of a row
     */
    static GpuSample toSample(NvidiaSmiOutcome.Answered answer, Function<NvidiaSmiRow, PcieLink> bottleneck) {
        NvidiaSmiCsv.Table table = NvidiaSmiCsv.parse(answer.output());
        return new GpuSample(
                table.rows().stream()
                        .map(row -> new Gpu(row.index(), row.model(), bottleneck.apply(row), row.reading()))
                        .toList(),
                problem(answer, table));
    }

    private static @Nullable String problem(NvidiaSmiOutcome.Answered answer, NvidiaSmiCsv.Table table) {
        String words = ownWords(answer, table);
        if (table.rows().isEmpty() && words.toLowerCase(Locale.ROOT).contains(NO_DEVICES)) {
            return NO_GPU;
        }
        if (answer.exitCode() != 0) {
            return "nvidia-smi exited with " + answer.exitCode() + (words.isEmpty() ? "" : ": " + words);
        }
        if (table.rows().isEmpty()) {
            return words.isEmpty() ? NO_GPU : NO_GPU + ": " + words;
        }
        return table.remarks().stream().findFirst().orElse(null);
    }

    private static String ownWords(NvidiaSmiOutcome.Answered answer, NvidiaSmiCsv.Table table) {
        Stream<String> errors = answer.errors()
                .lines()
                .map(line -> PrintableText.clean(line, NvidiaSmiCsv.MAX_REMARK_LENGTH))
                .filter(line -> !line.isEmpty());
        return Stream.concat(errors, table.remarks().stream()).findFirst().orElse("");
    }
}
