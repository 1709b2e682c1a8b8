package org.corelink.gpu.smi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.KnownCards;
import org.corelink.gpu.PrintableText;
import org.jspecify.annotations.Nullable;

/** Turns what nvidia-smi said into a sample. One failing GPU never hides the others. */
final class NvidiaSmiReport {
    private static final String NO_DEVICES = "no devices were found";

    private NvidiaSmiReport() {}

    /**
     * The sample that the answer amounts to.
     *
     * @param cards those of the samples before
     */
    static GpuSample toSample(NvidiaSmiOutcome.Answered answer, KnownCards cards, GpuSurroundings surroundings) {
        NvidiaSmiLog log = NvidiaSmiLog.parse(answer.output(), answer.errors());
        List<Gpu> gpus = new ArrayList<>();
        for (NvidiaSmiLog.Entry entry : log.entries()) {
            int index = gpus.size();
            gpus.add(
                    switch (entry) {
                        case NvidiaSmiLog.Entry.Answered(String busId, XmlElement element) ->
                            cards.restored(new NvidiaSmiGpu(index, busId, element)
                                    .toGpu(log.driver(), log.cuda(), surroundings));
                        case NvidiaSmiLog.Entry.Broken(String busId, String fault) -> cards.broken(index, busId, fault);
                    });
        }
        String broken = GpuSample.of(gpus).problem();
        String missing = gpus.isEmpty() ? null : cards.missing(gpus, surroundings.isReleased());
        return new GpuSample(gpus, broken)
                .orProblem(missing)
                .orProblem(problem(answer, log, gpus));
    }

    private static @Nullable String problem(NvidiaSmiOutcome.Answered answer, NvidiaSmiLog log, List<Gpu> gpus) {
        String words = ownWords(answer, log);
        if (gpus.isEmpty() && words.toLowerCase(Locale.ROOT).contains(NO_DEVICES)) {
            return GpuSample.NO_GPU;
        }
        if (answer.exitCode() != 0) {
            return "nvidia-smi exited with " + answer.exitCode() + (words.isEmpty() ? "" : ": " + words);
        }
        if (gpus.isEmpty()) {
            return words.isEmpty() ? GpuSample.NO_GPU : GpuSample.NO_GPU + ": " + words;
        }
        return log.remarks().stream().findFirst().orElse(null);
    }

    private static String ownWords(NvidiaSmiOutcome.Answered answer, NvidiaSmiLog log) {
        Stream<String> errors = answer.errors()
                .lines()
                .map(line -> PrintableText.clean(line, NvidiaSmiLog.MAX_REMARK_LENGTH))
                .filter(line -> !line.isEmpty());
        return Stream.concat(errors, log.remarks().stream()).findFirst().orElse("");
    }
}
