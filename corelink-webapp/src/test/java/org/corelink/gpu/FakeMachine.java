package org.corelink.gpu;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A machine with GPUs as the driver knows it, to be shown through either stand-in: as the script of the fake NVML, whose
 * head lists the keys, and as the log of nvidia-smi.
 */
public final class FakeMachine {
    private static final Map<String, String> WORDS = Map.of(
            "!4", "Insufficient Permissions",
            "!14", "Corrupted infoROM",
            "!15", "GPU is lost",
            "!16", "GPU requires reset",
            "!999", "Unknown Error");

    private final Map<String, String> values = new TreeMap<>();

    /** A machine without GPUs. */
    public FakeMachine() {
        values.put("driver", "550.54.15");
        values.put("cuda", "12040");
        values.put("count", "0");
    }

    /** That many data-centre cards at work, each with every value. */
    public static FakeMachine dataCentre(int gpus) {
        FakeMachine machine = new FakeMachine();
        for (int i = 0; i < gpus; i++) {
            machine.addDataCentreCard(i);
        }
        return machine.set("count", gpus);
    }

    private void addDataCentreCard(int i) {
        set(i, "name", "NVIDIA H100 80GB HBM3").set(i, "uuid", "GPU-0a1b2c3d-0000-4000-8000-%012x".formatted(i));
        set(i, "serial", 1_650_923_000 + i).set(i, "vbios", "96.00.74.00.0%d".formatted(i % 10));
        set(i, "bus", "00000000:%02X:00.0".formatted(16 + 8 * i));
        set(i, "memory.total", 85_520_809_984L).set(i, "memory.reserved", 526_057_472L);
        set(i, "memory.used", 3_141_592_653L * (1 + i));
        set(i, "util.gpu", 90 + i % 10).set(i, "util.memory", 40 + i).set(i, "util.encoder", 0);
        set(i, "util.decoder", i).set(i, "temperature", 50 + i).set(i, "temperature.slowdown", 92);
        set(i, "temperature.shutdown", 95).set(i, "power", 612_495 + i).set(i, "power.limit", 700_000);
        set(i, "power.standard", 700_000).set(i, "power.lowest", 200_000).set(i, "power.highest", 700_000);
        set(i, "clock.sm", 1_755)
                .set(i, "clock.memory", 2_619)
                .set(i, "pstate", 0)
                .set(i, "throttle", 4);
        set(i, "ecc.volatile.corrected", i).set(i, "ecc.volatile.uncorrected", 0);
        set(i, "ecc.aggregate.corrected", 17).set(i, "ecc.aggregate.uncorrected", 1);
        set(i, "remapped.corrected", 0).set(i, "remapped.uncorrected", 2);
        set(i, "pcie.tx", 123_456)
                .set(i, "pcie.rx", 7_890 + i)
                .set(i, "pcie.generation", 5)
                .set(i, "pcie.lanes", 16);
        set(i, "pcie.generation.both", 5).set(i, "pcie.lanes.both", 16).set(i, "pcie.generation.card", 5);
        set(i, "compute", 0).set(i, "mig", 0).set(i, "processes", 1);
        set(i, "process.0", (4_000 + i) + " C 2147483648").set("process." + (4_000 + i), "python");
    }

    /** One card for players, with the values that such a card has. */
    public static FakeMachine geForce() {
        FakeMachine machine = new FakeMachine().set("count", 1);
        machine.set(0, "name", "NVIDIA GeForce RTX 4090")
                .set(0, "uuid", "GPU-4090-1")
                .set(0, "vbios", "95.02.18.80.5F");
        machine.set(0, "bus", "00000000:01:00.0").set(0, "memory.total", 25_757_220_864L);
        machine.set(0, "memory.used", 536_870_912L).set(0, "util.gpu", 3).set(0, "util.memory", 1);
        machine.set(0, "util.encoder", 12).set(0, "util.decoder", 34).set(0, "temperature", 41);
        machine.set(0, "temperature.slowdown", 97).set(0, "temperature.shutdown", 100);
        machine.set(0, "power", 28_493).set(0, "power.limit", 450_000).set(0, "power.standard", 450_000);
        machine.set(0, "power.lowest", 150_000).set(0, "power.highest", 600_000).set(0, "fan", 30);
        machine.set(0, "clock.sm", 210)
                .set(0, "clock.memory", 405)
                .set(0, "pstate", 8)
                .set(0, "throttle", 1);
        machine.set(0, "pcie.tx", 450)
                .set(0, "pcie.rx", 0)
                .set(0, "pcie.generation", 1)
                .set(0, "pcie.lanes", 16);
        machine.set(0, "pcie.generation.both", 4).set(0, "pcie.lanes.both", 16).set(0, "pcie.generation.card", 4);
        machine.set(0, "compute", 0).set(0, "processes", 1);
        machine.set(0, "process.0", "1411 G 104857600").set("process.1411", "/usr/lib/xorg/Xorg");
        return machine.set(0, "process.1", "2202 CG -1").set("process.2202", "blender & co");
    }

    /** Sets a value of the machine. */
    public FakeMachine set(String key, Object value) {
        values.put(key, value.toString());
        return this;
    }

    /** Sets a value of one GPU. */
    public FakeMachine set(int gpu, String key, Object value) {
        return set(gpu + "." + key, value);
    }

    /** Takes a value of one GPU away, as if the card had none. */
    public FakeMachine remove(int gpu, String key) {
        values.remove(gpu + "." + key);
        return this;
    }

    /** Every value that a GPU has becomes {@code value}. */
    public FakeMachine setAll(int gpu, String value) {
        keys(gpu).forEach(key -> set(gpu, key, value));
        return this;
    }

    /** The keys that have a value on that GPU. */
    public Set<String> keys(int gpu) {
        String prefix = gpu + ".";
        return values.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    /** What the fake NVML reads. */
    public String toScript() {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** What {@code nvidia-smi -q -x} prints. */
    public String toLog() {
        int count = Integer.parseInt(values.get("count"));
        if (count == 0) {
            return "No devices were found\n";
        }
        StringBuilder log = new StringBuilder("""
            <?xml version="1.0" ?>
            <!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">
            <nvidia_smi_log>
            \t<timestamp>Mon Nov  2 10:11:12 2026</timestamp>
            \t<driver_version>%s</driver_version>
            \t<cuda_version>%s</cuda_version>
            \t<attached_gpus>%d</attached_gpus>
            """.formatted(values.get("driver"), cuda(), count));
        for (int i = 0; i < count; i++) {
            log.append(value(i + ".handle").isEmpty() ? gpu(i) : noHandle(i));
        }
        return log.append("</nvidia_smi_log>\n").toString();
    }

    private String cuda() {
        int version = Integer.parseInt(values.get("cuda"));
        return version / 1_000 + "." + version % 1_000 / 10;
    }

    private String noHandle(int i) {
        return "Unable to determine the device handle for GPU"
                + value(i + ".bus").substring(4) + ": " + WORDS.get(value(i + ".handle"))
                + ".  Reboot the system to recover this GPU\n";
    }

    private String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** The value as nvidia-smi writes it. */
    private String word(int i, String key, String unit, double divisor, String format) {
        String value = value(i + "." + key);
        if (value.isEmpty()) {
            return "N/A";
        }
        return value.startsWith("!")
                ? WORDS.get(value)
                : String.format(Locale.ROOT, format, Math.floor(Double.parseDouble(value)) / divisor) + unit;
    }

    private String whole(int i, String key, String unit) {
        return word(i, key, unit, 1, "%.0f");
    }

    private String mib(int i, String key) {
        String value = value(i + "." + key);
        return value.isEmpty() || value.startsWith("!") ? whole(i, key, "") : (Long.parseLong(value) >> 20) + " MiB";
    }

    private String watts(int i, String key) {
        return word(i, key, " W", 1_000, "%.2f");
    }

    private String text(int i, String key) {
        String value = value(i + "." + key);
        return value.startsWith("!") || value.isEmpty() ? whole(i, key, "") : value;
    }

    private static String leaf(String name, String value) {
        return "<" + name + ">" + value + "</" + name + ">\n";
    }

    private static String branch(String name, String... children) {
        return "<" + name + ">\n" + String.join("", children) + "</" + name + ">\n";
    }

    private String gpu(int i) {
        String total = togetherWith(i, "memory.total", "memory.used");
        String used = togetherWith(i, "memory.used", "memory.total");
        return "<gpu id=\"" + value(i + ".bus") + "\">\n"
                + leaf("product_name", text(i, "name"))
                + leaf("product_brand", "NVIDIA")
                + branch("mig_mode", leaf("current_mig", migMode(i)), leaf("pending_mig", migMode(i)))
                + migDevices(i)
                + leaf("serial", text(i, "serial"))
                + leaf("uuid", text(i, "uuid"))
                + leaf("minor_number", Integer.toString(i))
                + leaf("vbios_version", text(i, "vbios"))
                + pci(i)
                + leaf("fan_speed", whole(i, "fan", " %"))
                + leaf("performance_state", performanceState(i))
                + throttle(i)
                + branch(
                        "fb_memory_usage",
                        leaf("total", mib(i, total)),
                        leaf("reserved", mib(i, "memory.reserved")),
                        leaf("used", mib(i, used)))
                + branch("bar1_memory_usage", leaf("total", "256 MiB"), leaf("used", "3 MiB"))
                + leaf("compute_mode", computeMode(i))
                + utilization(i)
                + ecc(i)
                + branch(
                        "retired_pages",
                        branch("multiple_single_bit_retirement", leaf("retired_count", whole(i, "retired.single", ""))),
                        branch("double_bit_retirement", leaf("retired_count", whole(i, "retired.double", ""))),
                        leaf("pending_blacklist", "No"))
                + remapped(i)
                + branch(
                        "temperature",
                        leaf("gpu_temp", whole(i, "temperature", " C")),
                        leaf("gpu_temp_max_threshold", whole(i, "temperature.shutdown", " C")),
                        leaf("gpu_temp_slow_threshold", whole(i, "temperature.slowdown", " C")),
                        leaf("memory_temp", "N/A"))
                + branch(
                        "gpu_power_readings",
                        leaf("power_state", performanceState(i)),
                        leaf("power_draw", watts(i, "power")),
                        leaf("current_power_limit", watts(i, "power.limit")),
                        leaf("default_power_limit", watts(i, "power.standard")),
                        powerRange(i))
                + branch(
                        "clocks",
                        leaf("graphics_clock", whole(i, "clock.sm", " MHz")),
                        leaf("sm_clock", whole(i, "clock.sm", " MHz")),
                        leaf("mem_clock", whole(i, "clock.memory", " MHz")))
                + branch("supported_clocks", branch("supported_mem_clock", leaf("value", "405 MHz")))
                + processes(i)
                + "</gpu>\n";
    }

    /** One call of the library gives both values, and one that is refused takes the other with it. */
    private String togetherWith(int i, String key, String other) {
        return isRefused(i, key) || !isRefused(i, other) ? key : other;
    }

    private boolean isRefused(int i, String key) {
        String value = value(i + "." + key);
        return value.isEmpty() || value.startsWith("!");
    }

    private String powerRange(int i) {
        return leaf("min_power_limit", watts(i, togetherWith(i, "power.lowest", "power.highest")))
                + leaf("max_power_limit", watts(i, togetherWith(i, "power.highest", "power.lowest")));
    }

    private String utilization(int i) {
        return branch(
                "utilization",
                leaf("gpu_util", whole(i, togetherWith(i, "util.gpu", "util.memory"), " %")),
                leaf("memory_util", whole(i, togetherWith(i, "util.memory", "util.gpu"), " %")),
                leaf("encoder_util", whole(i, "util.encoder", " %")),
                leaf("decoder_util", whole(i, "util.decoder", " %")));
    }

    private String remapped(int i) {
        return branch(
                "remapped_rows",
                leaf("remapped_row_corr", whole(i, togetherWith(i, "remapped.corrected", "remapped.uncorrected"), "")),
                leaf("remapped_row_unc", whole(i, togetherWith(i, "remapped.uncorrected", "remapped.corrected"), "")),
                leaf("remapped_row_pending", "No"));
    }

    private String migMode(int i) {
        return switch (value(i + ".mig")) {
            case "1" -> "Enabled";
            case "0" -> "Disabled";
            default -> whole(i, "mig", "");
        };
    }

    private String migDevices(int i) {
        StringBuilder devices = new StringBuilder();
        for (int j = 0; j < 8; j++) {
            String key = "mig." + j + ".";
            if (!value(i + "." + key + "instance").isEmpty()
                    && value(i + ".mig").equals("1")) {
                devices.append(branch(
                        "mig_device",
                        leaf("index", Integer.toString(j)),
                        leaf("gpu_instance_id", text(i, key + "instance")),
                        leaf("compute_instance_id", text(i, key + "compute")),
                        branch(
                                "device_attributes",
                                branch("shared", leaf("multiprocessor_count", text(i, key + "processors")))),
                        branch(
                                "fb_memory_usage",
                                leaf("total", mib(i, key + "memory.total")),
                                leaf("used", mib(i, key + "memory.used")))));
            }
        }
        return devices.isEmpty() ? leaf("mig_devices", "None") : branch("mig_devices", devices.toString());
    }

    private String pci(int i) {
        return branch(
                "pci",
                leaf("pci_bus_id", value(i + ".bus")),
                branch(
                        "pci_gpu_link_info",
                        branch(
                                "pcie_gen",
                                leaf("max_link_gen", whole(i, "pcie.generation.both", "")),
                                leaf("current_link_gen", whole(i, "pcie.generation", "")),
                                leaf("max_device_link_gen", whole(i, "pcie.generation.card", ""))),
                        branch(
                                "link_widths",
                                leaf("max_link_width", whole(i, "pcie.lanes.both", "x")),
                                leaf("current_link_width", whole(i, "pcie.lanes", "x")))),
                leaf("tx_util", whole(i, "pcie.tx", " KB/s")),
                leaf("rx_util", whole(i, "pcie.rx", " KB/s")));
    }

    private String performanceState(int i) {
        String state = whole(i, "pstate", "");
        return state.matches("[0-9]+") ? "P" + state : state;
    }

    private String throttle(int i) {
        Map<String, Integer> bits = new TreeMap<>(Map.of(
                "gpu_idle", 1,
                "applications_clocks_setting", 2,
                "sw_power_cap", 4,
                "hw_slowdown", 8,
                "hw_thermal_slowdown", 0x40,
                "hw_power_brake_slowdown", 0x80,
                "sync_boost", 0x10,
                "sw_thermal_slowdown", 0x20,
                "display_clocks_setting", 0x100));
        String value = value(i + ".throttle");
        boolean known = value.matches("[0-9]+");
        return branch(
                "clocks_event_reasons",
                bits.entrySet().stream()
                        .map(bit -> leaf(
                                "clocks_event_reason_" + bit.getKey(),
                                known
                                        ? ((Long.parseLong(value) & bit.getValue()) == 0 ? "Not Active" : "Active")
                                        : whole(i, "throttle", "")))
                        .toArray(String[]::new));
    }

    private String computeMode(int i) {
        return switch (value(i + ".compute")) {
            case "0" -> "Default";
            case "1" -> "Exclusive_Thread";
            case "2" -> "Prohibited";
            case "3" -> "Exclusive_Process";
            default -> whole(i, "compute", "");
        };
    }

    /** A corrected or uncorrected total, all of it in the one kind of memory. */
    private String ecc(int i) {
        String[] periods = {"volatile", "aggregate"};
        StringBuilder errors = new StringBuilder();
        for (String period : periods) {
            errors.append(branch(
                    period,
                    leaf("sram_correctable", "N/A"),
                    leaf("sram_uncorrectable_parity", "N/A"),
                    leaf("sram_uncorrectable_secded", "N/A"),
                    leaf("dram_correctable", whole(i, "ecc." + period + ".corrected", "")),
                    leaf("dram_uncorrectable", whole(i, "ecc." + period + ".uncorrected", ""))));
        }
        return branch("ecc_errors", errors.toString());
    }

    private String processes(int i) {
        if (!value(i + ".processes").equals("1")) {
            return leaf("processes", whole(i, "processes", ""));
        }
        StringBuilder processes = new StringBuilder();
        for (int j = 0; !value(i + ".process." + j).isEmpty(); j++) {
            String[] parts = value(i + ".process." + j).split(" ", -1);
            String type =
                    switch (parts[1]) {
                        case "CG" -> "C+G";
                        case "CM" -> "M+C";
                        default -> parts[1];
                    };
            processes.append(branch(
                    "process_info",
                    leaf("gpu_instance_id", "N/A"),
                    leaf("compute_instance_id", "N/A"),
                    leaf("pid", parts[0]),
                    leaf("type", type),
                    leaf("process_name", values.getOrDefault("process." + parts[0], "[Not Found]")),
                    leaf("used_memory", parts[2].equals("-1") ? "N/A" : (Long.parseLong(parts[2]) >> 20) + " MiB")));
        }
        return branch("processes", processes.toString());
    }
}
