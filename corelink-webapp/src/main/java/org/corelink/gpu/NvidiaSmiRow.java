package org.corelink.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One GPU in the table that nvidia-smi prints.
 *
 * @param index the driver's number
 * @param model name without the vendor, 1 to {@value #MAX_MODEL_LENGTH} printable characters
 * @param busId PCI address as the driver writes it; empty if unknown
 * @param reading its values
 * @param maxLink the driver's own word on the best PCIe link of card and system
 * @param fault what is wrong with this GPU in the driver's words, or null
 */
public record NvidiaSmiRow(
        int index,
        String model,
        String busId,
        GpuReading reading,
        PcieLink maxLink,
        @Nullable String fault) {
    /** Longest model name that is kept, in characters. */
    public static final int MAX_MODEL_LENGTH = 64;

    /** Stands for a name that the driver does not give. */
    public static final String UNKNOWN_MODEL = "unknown model";

    private static final int COLUMNS = NvidiaSmiColumn.values().length;
    private static final int MAX_LANES = 32;
    private static final int MAX_GENERATION = 7;
    private static final String VENDOR = "NVIDIA ";
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,3}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

    /** Words for "this card has no such value", in contrast to "this card is failing". */
    private static final Set<String> ABSENT =
            Set.of("", "n/a", "not supported", "not available", "not found", "insufficient permissions");

    /**
     * Reads one line; null if it is no row.
     *
     * @param cut whether the line may lack its end, so that its last cell cannot be trusted: "10" may have been "100"
     */
    static @Nullable NvidiaSmiRow parse(String line, boolean cut) {
        Map<NvidiaSmiColumn, String> cells = cells(line, cut);
        String index = cells.get(NvidiaSmiColumn.INDEX);
        if (!INDEX.matcher(index).matches()) {
            return null;
        }
        GpuReading reading = GpuReading.of(quantity -> number(cells.get(NvidiaSmiColumn.of(quantity)), quantity));
        PcieLink link = new PcieLink(
                upTo(MAX_GENERATION, cells.get(NvidiaSmiColumn.PCIE_GENERATION)),
                upTo(MAX_LANES, cells.get(NvidiaSmiColumn.PCIE_LANES)));
        return new NvidiaSmiRow(
                Integer.parseInt(index),
                model(cells.get(NvidiaSmiColumn.NAME)),
                PrintableText.clean(cells.get(NvidiaSmiColumn.BUS_ID), MAX_MODEL_LENGTH),
                reading,
                link,
                reading.equals(GpuReading.UNKNOWN) ? faultIn(cells) : null);
    }

    /** The model as CoreLink shows it: without the vendor, printable, bounded. */
    static String model(String name) {
        String clean = PrintableText.clean(name, VENDOR.length() + MAX_MODEL_LENGTH);
        if (clean.startsWith("[") || isAbsent(clean)) {
            return UNKNOWN_MODEL;
        }
        String bare = clean.startsWith(VENDOR) ? clean.substring(VENDOR.length()) : clean;
        return PrintableText.cut(bare, MAX_MODEL_LENGTH).strip();
    }

    /** Every column's text; empty for those that a short line lacks. */
    private static Map<NvidiaSmiColumn, String> cells(String line, boolean cut) {
        List<String> texts = new ArrayList<>(Arrays.asList(line.split(",", -1)));
        if (cut) {
            texts.removeLast();
        }
        Map<NvidiaSmiColumn, String> cells = new EnumMap<>(NvidiaSmiColumn.class);
        Iterator<String> rest = texts.iterator();
        for (NvidiaSmiColumn column : NvidiaSmiColumn.values()) {
            StringBuilder cell = new StringBuilder(rest.hasNext() ? rest.next() : "");
            // Only a name can hold a comma: cells in excess belong to it.
            for (int i = COLUMNS; column == NvidiaSmiColumn.NAME && i < texts.size(); i++) {
                cell.append(',').append(rest.next());
            }
            cells.put(column, cell.toString().strip());
        }
        return cells;
    }

    private static @Nullable Integer number(String cell, GpuQuantity quantity) {
        if (!NUMBER.matcher(cell).matches()) {
            return null;
        }
        double value = Double.parseDouble(cell);
        return quantity.admits(value) ? (Integer) (int) Math.round(value) : null;
    }

    private static int upTo(int highest, String cell) {
        int value = INDEX.matcher(cell).matches() ? Integer.parseInt(cell) : 0;
        return value <= highest ? value : 0;
    }

    private static String faultIn(Map<NvidiaSmiColumn, String> cells) {
        return Arrays.stream(GpuQuantity.values())
                .map(quantity -> cells.get(NvidiaSmiColumn.of(quantity)))
                .filter(cell -> !isAbsent(cell) && !NUMBER.matcher(cell).matches())
                .map(cell -> PrintableText.clean(bare(cell), MAX_MODEL_LENGTH))
                .findFirst()
                .orElse("the driver gives no readings");
    }

    private static boolean isAbsent(String cell) {
        return ABSENT.contains(bare(cell).toLowerCase(Locale.ROOT));
    }

    private static String bare(String cell) {
        return cell.startsWith("[") && cell.endsWith("]")
                ? cell.substring(1, cell.length() - 1).strip()
                : cell;
    }
}
