package org.corelink.gpu.smi;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.corelink.gpu.ComputeMode;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuCondition;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.GpuInventory;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.GpuReading;
import org.corelink.gpu.GpuSurroundings;
import org.corelink.gpu.MigPartition;
import org.corelink.gpu.PcieLink;
import org.corelink.gpu.PcieLinks;
import org.corelink.gpu.PciePath;
import org.corelink.gpu.PowerLimits;
import org.corelink.gpu.ThrottleReason;
import org.jspecify.annotations.Nullable;

/** One {@code gpu} element of the log, as values. Elements have changed their names with the years: all are known. */
final class NvidiaSmiGpu {
    private static final Map<GpuQuantity, String[]> PLACES = new EnumMap<>(Map.ofEntries(
            Map.entry(GpuQuantity.UTILIZATION, paths("utilization/gpu_util")),
            Map.entry(GpuQuantity.MEMORY_USED, paths("fb_memory_usage/used")),
            Map.entry(GpuQuantity.TEMPERATURE, paths("temperature/gpu_temp")),
            Map.entry(
                    GpuQuantity.POWER,
                    paths(
                            "gpu_power_readings/power_draw",
                            "gpu_power_readings/average_power_draw",
                            "gpu_power_readings/instant_power_draw",
                            "power_readings/power_draw")),
            Map.entry(GpuQuantity.MEMORY_TOTAL, paths("fb_memory_usage/total")),
            Map.entry(
                    GpuQuantity.POWER_LIMIT,
                    paths(
                            "gpu_power_readings/current_power_limit",
                            "power_readings/enforced_power_limit",
                            "power_readings/power_limit")),
            Map.entry(GpuQuantity.FAN, paths("fan_speed")),
            Map.entry(GpuQuantity.SM_CLOCK, paths("clocks/sm_clock")),
            Map.entry(GpuQuantity.MEMORY_CLOCK, paths("clocks/mem_clock")),
            Map.entry(GpuQuantity.MEMORY_UTILIZATION, paths("utilization/memory_util")),
            Map.entry(GpuQuantity.ENCODER, paths("utilization/encoder_util")),
            Map.entry(GpuQuantity.DECODER, paths("utilization/decoder_util")),
            Map.entry(GpuQuantity.SLOWDOWN_TEMPERATURE, paths("temperature/gpu_temp_slow_threshold")),
            Map.entry(GpuQuantity.SHUTDOWN_TEMPERATURE, paths("temperature/gpu_temp_max_threshold")),
            Map.entry(GpuQuantity.PERFORMANCE_STATE, paths("performance_state")),
            Map.entry(
                    GpuQuantity.RETIRED_PAGES_SINGLE_BIT,
                    paths("retired_pages/multiple_single_bit_retirement/retired_count")),
            Map.entry(GpuQuantity.RETIRED_PAGES_DOUBLE_BIT, paths("retired_pages/double_bit_retirement/retired_count")),
            Map.entry(GpuQuantity.REMAPPED_ROWS_CORRECTED, paths("remapped_rows/remapped_row_corr")),
            Map.entry(GpuQuantity.REMAPPED_ROWS_UNCORRECTED, paths("remapped_rows/remapped_row_unc")),
            Map.entry(GpuQuantity.PCIE_SENT, paths("pci/tx_util")),
            Map.entry(GpuQuantity.PCIE_RECEIVED, paths("pci/rx_util"))));

    private final int index;
    private final String busId;
    private final XmlElement element;
    private final NvidiaSmiValues values;

    /** Values of the element of the GPU with that number. */
    NvidiaSmiGpu(int index, String busId, XmlElement element) {
        this.index = index;
        this.busId = busId;
        this.element = element;
        this.values = new NvidiaSmiValues(element);
    }

    private static String[] paths(String... paths) {
        return paths;
    }

    /**
     * All that the element says.
     *
     * @param driver version of the driver, or null
     * @param cuda newest version that it supports, or null
     */
    Gpu toGpu(@Nullable String driver, @Nullable String cuda, GpuSurroundings surroundings) {
        GpuReading reading = new GpuReading(quantities(), throttleReasons(), processes(surroundings));
        GpuIdentity identity = new GpuIdentity(
                busId, values.text("uuid"), values.text("serial"), values.text("vbios_version"), driver, cuda);
        GpuInventory inventory = new GpuInventory(
                index,
                GpuInventory.modelOf(
                        element.at("product_name").map(XmlElement::text).orElse("")),
                identity,
                reading.memoryTotalMiB(),
                powerLimits(),
                pcie(surroundings.pcie().apply(busId)),
                mig(),
                computeMode(),
                null);
        return new Gpu(inventory, reading, GpuCondition.of(reading.hasColumns(), values.faults()));
    }

    private Map<GpuQuantity, Integer> quantities() {
        Map<GpuQuantity, Integer> known = new EnumMap<>(GpuQuantity.class);
        PLACES.forEach((quantity, places) -> put(known, quantity, values.number(places)));
        put(known, GpuQuantity.CORRECTED_ERRORS, errors("volatile", true));
        put(known, GpuQuantity.UNCORRECTED_ERRORS, errors("volatile", false));
        put(known, GpuQuantity.LIFETIME_CORRECTED_ERRORS, errors("aggregate", true));
        put(known, GpuQuantity.LIFETIME_UNCORRECTED_ERRORS, errors("aggregate", false));
        return known;
    }

    private static void put(Map<GpuQuantity, Integer> known, GpuQuantity quantity, OptionalDouble number) {
        Integer value = number.isPresent() ? quantity.believed(number.getAsDouble()) : null;
        if (value != null) {
            known.put(quantity, value);
        }
    }

    /** Up to Volta a total stands there; since Turing the parts do, and since Ampere one of them is in two. */
    private OptionalDouble errors(String period, boolean corrected) {
        String of = "ecc_errors/" + period + "/";
        OptionalDouble total = values.number(of + (corrected ? "single_bit/total" : "double_bit/total"));
        if (total.isPresent()) {
            return total;
        }
        return corrected
                ? values.sum(of + "sram_correctable", of + "dram_correctable")
                : values.sum(
                        of + "sram_uncorrectable",
                        of + "sram_uncorrectable_parity",
                        of + "sram_uncorrectable_secded",
                        of + "dram_uncorrectable");
    }

    private @Nullable Set<ThrottleReason> throttleReasons() {
        XmlElement list = values.at("clocks_event_reasons")
                .or(() -> values.at("clocks_throttle_reasons"))
                .orElse(null);
        if (list == null) {
            return null;
        }
        boolean known = false;
        Set<ThrottleReason> reasons = EnumSet.noneOf(ThrottleReason.class);
        for (XmlElement one : list.children()) {
            ThrottleReason reason = reasonOf(one.name().replaceFirst("^clocks_(event|throttle)_reason_", ""));
            known |= reason != null && one.text().endsWith("ctive");
            if (reason != null && one.text().equals("Active")) {
                reasons.add(reason);
            }
        }
        return known ? reasons : null;
    }

    private static @Nullable ThrottleReason reasonOf(String name) {
        return switch (name) {
            case "gpu_idle" -> ThrottleReason.IDLE;
            case "applications_clocks_setting" -> ThrottleReason.APPLICATION_CLOCKS;
            case "sw_power_cap" -> ThrottleReason.POWER_CAP;
            case "hw_slowdown" -> ThrottleReason.HARDWARE_SLOWDOWN;
            case "sync_boost" -> ThrottleReason.SYNC_BOOST;
            case "sw_thermal_slowdown" -> ThrottleReason.SOFTWARE_THERMAL;
            case "hw_thermal_slowdown" -> ThrottleReason.HARDWARE_THERMAL;
            case "hw_power_brake_slowdown" -> ThrottleReason.POWER_BRAKE;
            case "display_clock_setting", "display_clocks_setting" -> ThrottleReason.DISPLAY_CLOCKS;
            default -> null;
        };
    }

    private PowerLimits powerLimits() {
        return new PowerLimits(limit("default_power_limit"), limit("min_power_limit"), limit("max_power_limit"));
    }

    private @Nullable Integer limit(String name) {
        OptionalDouble watts = values.number("gpu_power_readings/" + name, "power_readings/" + name);
        return watts.isPresent() ? GpuQuantity.POWER_LIMIT.believed(watts.getAsDouble()) : null;
    }

    private PcieLinks pcie(PciePath path) {
        String info = "pci/pci_gpu_link_info/";
        int lanes = values.count(info + "link_widths/max_link_width");
        PcieLink now = PcieLink.believed(
                values.count(info + "pcie_gen/current_link_gen"),
                values.count(info + "link_widths/current_link_width"));
        PcieLink card = PcieLink.believed(values.count(info + "pcie_gen/max_device_link_gen"), lanes);
        PcieLink both = PcieLink.believed(values.count(info + "pcie_gen/max_link_gen"), lanes);
        return PcieLinks.of(path, now, card, both);
    }

    private MigPartition mig() {
        return switch (values.at("mig_mode/current_mig").map(XmlElement::text).orElse("")) {
            case "Enabled" -> new MigPartition(true, instances());
            case "Disabled" -> new MigPartition(false, List.of());
            default -> MigPartition.UNKNOWN;
        };
    }

    private List<MigPartition.Instance> instances() {
        return values.at("mig_devices").map(list -> list.all("mig_device")).orElse(List.of()).stream()
                .map(device -> instance(new NvidiaSmiValues(device)))
                .toList();
    }

    private static MigPartition.Instance instance(NvidiaSmiValues device) {
        OptionalDouble processors = device.number("device_attributes/shared/multiprocessor_count");
        return new MigPartition.Instance(
                device.count("index"),
                device.count("gpu_instance_id"),
                device.count("compute_instance_id"),
                processors.isPresent() ? (Integer) (int) processors.getAsDouble() : null,
                memory(device, GpuQuantity.MEMORY_USED, "fb_memory_usage/used"),
                memory(device, GpuQuantity.MEMORY_TOTAL, "fb_memory_usage/total"));
    }

    private static @Nullable Integer memory(NvidiaSmiValues values, GpuQuantity quantity, String path) {
        OptionalDouble number = values.number(path);
        return number.isPresent() ? quantity.believed(number.getAsDouble()) : null;
    }

    private @Nullable ComputeMode computeMode() {
        String mode = values.at("compute_mode").map(XmlElement::text).orElse("");
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "default" -> ComputeMode.DEFAULT;
            case "exclusive_thread" -> ComputeMode.EXCLUSIVE_THREAD;
            case "prohibited" -> ComputeMode.PROHIBITED;
            case "exclusive_process" -> ComputeMode.EXCLUSIVE_PROCESS;
            default -> null;
        };
    }

    private @Nullable List<GpuProcess> processes(GpuSurroundings surroundings) {
        XmlElement list = values.at("processes").orElse(null);
        if (list == null || !list.text().isEmpty()) {
            return null;
        }
        return list.all("process_info").stream()
                .filter(info -> pid(info) > 0)
                .sorted(Comparator.comparingInt(NvidiaSmiGpu::pid))
                .limit(GpuProcess.MAX_PROCESSES)
                .map(info -> process(info, surroundings))
                .toList();
    }

    private static int pid(XmlElement info) {
        return new NvidiaSmiValues(info).count("pid");
    }

    private static GpuProcess process(XmlElement info, GpuSurroundings surroundings) {
        NvidiaSmiValues process = new NvidiaSmiValues(info);
        return new GpuProcess(
                pid(info),
                type(info.at("type").map(XmlElement::text).orElse("")),
                memory(process, GpuQuantity.MEMORY_USED, "used_memory"),
                surroundings.owners().apply(pid(info)).orCommand(process.text("process_name")));
    }

    private static GpuProcess.Type type(String letters) {
        if (letters.contains("M")) {
            return GpuProcess.Type.MPS;
        }
        if (letters.contains("C") && letters.contains("G")) {
            return GpuProcess.Type.COMPUTE_AND_GRAPHICS;
        }
        return letters.contains("G") ? GpuProcess.Type.GRAPHICS : GpuProcess.Type.COMPUTE;
    }
}
