package org.corelink.cluster.machine;

import java.util.Locale;
import java.util.Objects;
import org.corelink.cluster.Cell;
import org.corelink.cluster.Quantity;
import org.corelink.gpu.GpuProcess;
import org.jspecify.annotations.Nullable;

/**
 * One process of a GPU in text.
 *
 * @param pid its number
 * @param type what it uses the GPU for
 * @param memory of the GPU that it uses
 * @param user who runs it
 * @param command its command line
 * @param container that it runs in
 */
public record ProcessLine(String pid, String type, String memory, String user, String command, String container) {
    static ProcessLine of(GpuProcess process) {
        Integer memory = process.memoryMiB();
        return new ProcessLine(
                Long.toString(process.pid()),
                inWords(process.type()),
                memory == null ? Cell.UNKNOWN.text() : Quantity.gib(memory) + " GiB",
                or(process.owner().user()),
                or(process.owner().command()),
                or(process.owner().container()));
    }

    private static String inWords(GpuProcess.Type type) {
        return type == GpuProcess.Type.MPS ? "MPS" : type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String or(@Nullable String text) {
        return Objects.requireNonNullElse(text, Cell.UNKNOWN.text());
    }
}
