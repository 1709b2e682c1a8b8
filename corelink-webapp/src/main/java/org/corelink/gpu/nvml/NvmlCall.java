package org.corelink.gpu.nvml;

import java.util.List;

/**
 * The functions of NVML that CoreLink calls, each with its names from the newest to the oldest that take the same
 * arguments. Where an older one fills another structure, it is a call of its own.
 */
enum NvmlCall {
    INIT(NvmlShape.NOTHING, "nvmlInit_v2", "nvmlInit"),
    SHUTDOWN(NvmlShape.NOTHING, "nvmlShutdown"),
    DRIVER_VERSION(NvmlShape.PI, "nvmlSystemGetDriverVersion"),
    CUDA_VERSION(NvmlShape.P, "nvmlSystemGetCudaDriverVersion_v2", "nvmlSystemGetCudaDriverVersion"),
    PROCESS_NAME(NvmlShape.IPI, "nvmlSystemGetProcessName"),
    COUNT(NvmlShape.P, "nvmlDeviceGetCount_v2", "nvmlDeviceGetCount"),
    HANDLE(NvmlShape.IP, "nvmlDeviceGetHandleByIndex_v2", "nvmlDeviceGetHandleByIndex"),
    NAME(NvmlShape.HPI, "nvmlDeviceGetName"),
    UUID(NvmlShape.HPI, "nvmlDeviceGetUUID"),
    SERIAL(NvmlShape.HPI, "nvmlDeviceGetSerial"),
    VBIOS(NvmlShape.HPI, "nvmlDeviceGetVbiosVersion"),
    PCI_INFO(NvmlShape.HP, "nvmlDeviceGetPciInfo_v3"),
    PCI_INFO_OLD(NvmlShape.HP, "nvmlDeviceGetPciInfo_v2", "nvmlDeviceGetPciInfo"),
    MEMORY(NvmlShape.HP, "nvmlDeviceGetMemoryInfo_v2"),
    MEMORY_OLD(NvmlShape.HP, "nvmlDeviceGetMemoryInfo"),
    UTILIZATION(NvmlShape.HP, "nvmlDeviceGetUtilizationRates"),
    ENCODER(NvmlShape.HPP, "nvmlDeviceGetEncoderUtilization"),
    DECODER(NvmlShape.HPP, "nvmlDeviceGetDecoderUtilization"),
    TEMPERATURE(NvmlShape.HIP, "nvmlDeviceGetTemperature"),
    TEMPERATURE_LIMIT(NvmlShape.HIP, "nvmlDeviceGetTemperatureThreshold"),
    POWER(NvmlShape.HP, "nvmlDeviceGetPowerUsage"),
    POWER_LIMIT(NvmlShape.HP, "nvmlDeviceGetEnforcedPowerLimit"),
    POWER_STANDARD(NvmlShape.HP, "nvmlDeviceGetPowerManagementDefaultLimit"),
    POWER_RANGE(NvmlShape.HPP, "nvmlDeviceGetPowerManagementLimitConstraints"),
    FAN(NvmlShape.HP, "nvmlDeviceGetFanSpeed"),
    CLOCK(NvmlShape.HIP, "nvmlDeviceGetClockInfo"),
    PERFORMANCE_STATE(NvmlShape.HP, "nvmlDeviceGetPerformanceState"),
    THROTTLE_REASONS(
            NvmlShape.HP, "nvmlDeviceGetCurrentClocksEventReasons", "nvmlDeviceGetCurrentClocksThrottleReasons"),
    ECC_ERRORS(NvmlShape.HIIP, "nvmlDeviceGetTotalEccErrors"),
    RETIRED_PAGES(NvmlShape.HIPP, "nvmlDeviceGetRetiredPages"),
    REMAPPED_ROWS(NvmlShape.HPPPP, "nvmlDeviceGetRemappedRows"),
    PCIE_THROUGHPUT(NvmlShape.HIP, "nvmlDeviceGetPcieThroughput"),
    PCIE_GENERATION(NvmlShape.HP, "nvmlDeviceGetCurrPcieLinkGeneration"),
    PCIE_LANES(NvmlShape.HP, "nvmlDeviceGetCurrPcieLinkWidth"),
    PCIE_GENERATION_BOTH(NvmlShape.HP, "nvmlDeviceGetMaxPcieLinkGeneration"),
    PCIE_GENERATION_CARD(NvmlShape.HP, "nvmlDeviceGetGpuMaxPcieLinkGeneration"),
    PCIE_LANES_BOTH(NvmlShape.HP, "nvmlDeviceGetMaxPcieLinkWidth"),
    COMPUTE_MODE(NvmlShape.HP, "nvmlDeviceGetComputeMode"),
    NVLINK_STATE(NvmlShape.HIP, "nvmlDeviceGetNvLinkState"),
    MIG_MODE(NvmlShape.HPP, "nvmlDeviceGetMigMode"),
    MIG_MAX(NvmlShape.HP, "nvmlDeviceGetMaxMigDeviceCount"),
    MIG_HANDLE(NvmlShape.HIP, "nvmlDeviceGetMigDeviceHandleByIndex"),
    MIG_GPU_INSTANCE(NvmlShape.HP, "nvmlDeviceGetGpuInstanceId"),
    MIG_COMPUTE_INSTANCE(NvmlShape.HP, "nvmlDeviceGetComputeInstanceId"),
    MIG_ATTRIBUTES(NvmlShape.HP, "nvmlDeviceGetAttributes_v2", "nvmlDeviceGetAttributes"),
    COMPUTE_PROCESSES(
            NvmlShape.HPP, "nvmlDeviceGetComputeRunningProcesses_v3", "nvmlDeviceGetComputeRunningProcesses_v2"),
    COMPUTE_PROCESSES_OLD(NvmlShape.HPP, "nvmlDeviceGetComputeRunningProcesses"),
    GRAPHICS_PROCESSES(
            NvmlShape.HPP, "nvmlDeviceGetGraphicsRunningProcesses_v3", "nvmlDeviceGetGraphicsRunningProcesses_v2"),
    GRAPHICS_PROCESSES_OLD(NvmlShape.HPP, "nvmlDeviceGetGraphicsRunningProcesses"),
    MPS_PROCESSES(
            NvmlShape.HPP, "nvmlDeviceGetMPSComputeRunningProcesses_v3", "nvmlDeviceGetMPSComputeRunningProcesses_v2"),
    MPS_PROCESSES_OLD(NvmlShape.HPP, "nvmlDeviceGetMPSComputeRunningProcesses"),
    EVENT_SET(NvmlShape.P, "nvmlEventSetCreate"),
    EVENT_SET_FREE(NvmlShape.H, "nvmlEventSetFree"),
    EVENT_REGISTER(NvmlShape.HHH, "nvmlDeviceRegisterEvents"),
    // The older one fills a part of the same structure.
    EVENT_WAIT(NvmlShape.HPI, "nvmlEventSetWait_v2", "nvmlEventSetWait");

    private final NvmlShape shape;

    @SuppressWarnings("ImmutableEnumChecker") // An immutable list.
    private final List<String> names;

    NvmlCall(NvmlShape shape, String... names) {
        this.shape = shape;
        this.names = List.of(names);
    }

    NvmlShape shape() {
        return shape;
    }

    List<String> names() {
        return names;
    }
}
