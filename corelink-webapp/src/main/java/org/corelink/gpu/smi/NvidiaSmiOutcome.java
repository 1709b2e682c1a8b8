package org.corelink.gpu.smi;

/** What came of running nvidia-smi once. */
public sealed interface NvidiaSmiOutcome {
    /**
     * It ran to its end.
     *
     * @param exitCode 0 = success
     * @param output what it printed, ill-formed UTF-8 replaced
     * @param errors what it printed on standard error
     */
    record Answered(int exitCode, String output, String errors) implements NvidiaSmiOutcome {}

    /**
     * There is nothing to read.
     *
     * @param reason in words for a person
     */
    record NoAnswer(String reason) implements NvidiaSmiOutcome {}
}
