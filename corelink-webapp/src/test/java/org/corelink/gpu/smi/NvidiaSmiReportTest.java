package org.corelink.gpu.smi;

import static org.assertj.core.api.Assertions.assertThat;

import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuSample;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.KnownCards;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvidiaSmiReportTest {
    @ParameterizedTest(name = "exit {0}, \"{1}\", \"{2}\"")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        0  |                               |                | the driver lists no GPU
        6  | No devices were found         |                | the driver lists no GPU
        0  | No devices were found         |                | the driver lists no GPU
        0  | something new                 |                | the driver lists no GPU: something new
        9  | NVIDIA-SMI has failed         |                | nvidia-smi exited with 9: NVIDIA-SMI has failed
        18 | Driver/library version mismatch | a  warning   | nvidia-smi exited with 18: a warning
        1  |                               |                | nvidia-smi exited with 1
        """)
    void withoutAGpuTheReasonIsInWords(int exitCode, String output, String errors, String problem) {
        GpuSample sample = sample(exitCode, output == null ? "" : output + "\n", errors == null ? "" : errors + "\n");
        assertThat(sample).isEqualTo(GpuSample.none(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0  | 5 %         |
        15 | 5 %         | nvidia-smi exited with 15
        15 | GPU is lost | GPU 0: GPU is lost
        0  | GPU is lost | GPU 0: GPU is lost
        """)
    void gpusStayWhateverTheExitCode(int exitCode, String utilization, String problem) {
        String output = "<gpu id=\"00000000:01:00.0\"><product_name>NVIDIA L4</product_name><utilization><gpu_util>"
                + utilization
                + "</gpu_util></utilization></gpu>";
        GpuSample sample = sample(exitCode, output, "");
        assertThat(sample.gpus()).extracting(Gpu::model).containsExactly("L4");
        assertThat(sample.problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({"100", "100000"})
    void itsOwnWordsAreBounded(int length) {
        GpuSample sample = sample(9, "", "x".repeat(length));
        assertThat(sample.problem()).hasSizeLessThan(160).startsWith("nvidia-smi exited with 9: xxx");
    }

    private static GpuSample sample(int exitCode, String output, String errors) {
        return NvidiaSmiReport.toSample(
                new NvidiaSmiOutcome.Answered(exitCode, output, errors),
                new KnownCards(),
                GpuSurroundings.unknown());
    }
}
