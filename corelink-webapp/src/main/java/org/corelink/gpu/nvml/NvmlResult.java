package org.corelink.gpu.nvml;

/** What functions of NVML return: {@code nvmlReturn_t} of nvml.h. */
final class NvmlResult {
    static final int SUCCESS = 0;
    static final int UNINITIALIZED = 1;
    static final int NOT_SUPPORTED = 3;
    static final int NO_PERMISSION = 4;
    static final int NOT_FOUND = 6;
    static final int INSUFFICIENT_SIZE = 7;
    static final int DRIVER_NOT_LOADED = 9;
    static final int TIMEOUT = 10;
    static final int FUNCTION_NOT_FOUND = 13;
    static final int GPU_IS_LOST = 15;
    static final int ARGUMENT_VERSION_MISMATCH = 25;
    static final int DEPRECATED = 26;

    private NvmlResult() {}

    /** Whether it means that this card, driver or version has no such value. */
    static boolean isAbsence(int result) {
        return switch (result) {
            case NOT_SUPPORTED, NO_PERMISSION, NOT_FOUND, FUNCTION_NOT_FOUND, ARGUMENT_VERSION_MISMATCH, DEPRECATED ->
                true;
            default -> false;
        };
    }

    /** In the driver's own words, as nvidia-smi prints them too. */
    static String inWords(int result) {
        return switch (result) {
            case UNINITIALIZED -> "Uninitialized";
            case 2 -> "Invalid Argument";
            case NOT_SUPPORTED -> "Not Supported";
            case NO_PERMISSION -> "Insufficient Permissions";
            case NOT_FOUND -> "Not Found";
            case INSUFFICIENT_SIZE -> "Insufficient Size";
            case 8 -> "Insufficient External Power";
            case DRIVER_NOT_LOADED -> "Driver Not Loaded";
            case TIMEOUT -> "Timeout";
            case 11 -> "Interrupt Request Issue";
            case 12 -> "NVML Shared Library Not Found";
            case FUNCTION_NOT_FOUND -> "Function Not Found";
            case 14 -> "Corrupted infoROM";
            case GPU_IS_LOST -> "GPU is lost";
            case 16 -> "GPU requires reset";
            case 17 -> "GPU access blocked by the operating system";
            case 18 -> "Driver/library version mismatch";
            case 19 -> "In use by another client";
            case 20 -> "Insufficient Memory";
            case 23 -> "GPU is busy";
            case 999 -> "Unknown Error";
            default -> "NVML error " + result;
        };
    }
}
