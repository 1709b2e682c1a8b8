package org.corelink.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.corelink.gpu.Gpu;
import org.corelink.gpu.GpuProcess;
import org.corelink.gpu.GpuQuantity;
import org.corelink.gpu.PrintableText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The fields that tell of the processes on each GPU. They are personal data: only the sealed format has them, and no
 * command line leaves its machine, for it may hold a secret; the name of the program does.
 */
final class ProcessFields {
    /** A GPU with more processes tells none of them: nobody shall take some for all. */
    static final int MAX_PROCESSES = 8;

    /** Longest name of an account or a program, in characters. */
    static final int MAX_NAME_LENGTH = 32;

    private static final long MAX_PID = 0xFFFF_FFFFL;
    /** By their place: new ones come last. */
    private static final List<GpuProcess.Type> TYPES = List.of(GpuProcess.Type.values());

    private static final int MAX_MIB = GpuQuantity.MEMORY_USED.highest();

    private static final ValueForm<List<@Nullable Long>> NUMBERS =
            ValueForm.numbers(MAX_PID, TYPES.size() - 1, MAX_MIB);
    private static final ValueForm<List<@Nullable String>> NAMES = ValueForm.texts(MAX_NAME_LENGTH, MAX_NAME_LENGTH);

    /** Of each process: its id, its type, the MiB that it uses. */
    static final GpuColumn<List<GpuProcess>> PROCESSES = new GpuColumn<>(
            "procs",
            53,
            Home.READING,
            ValueForm.list(
                    new ValueForm<>(ProcessFields::fitted, ProcessFields::write, ProcessFields::read), MAX_PROCESSES),
            ProcessFields::told);

    /** Of each of these processes: its user, its program. */
    static final GpuColumn<List<GpuProcess.Owner>> OWNERS = new GpuColumn<>(
            "who",
            54,
            Home.READING,
            ValueForm.list(
                    new ValueForm<>(ProcessFields::fitted, ProcessFields::write, ProcessFields::readOwner),
                    MAX_PROCESSES),
            ProcessFields::owners);

    /** Both, the more important first. */
    static final List<WireField<?>> ALL = List.of(PROCESSES, OWNERS);

    private ProcessFields() {}

    private static @Nullable List<GpuProcess> told(Gpu gpu) {
        List<GpuProcess> all = gpu.reading().processes();
        return all == null
                        || all.size() > MAX_PROCESSES
                        || all.stream().anyMatch(process -> process.pid() < 0 || process.pid() > MAX_PID)
                ? null
                : all;
    }

    private static @Nullable List<GpuProcess.Owner> owners(Gpu gpu) {
        List<GpuProcess> told = told(gpu);
        if (told == null) {
            return null;
        }
        List<GpuProcess.Owner> owners =
                told.stream().map(GpuProcess::owner).map(ProcessFields::fitted).toList();
        return owners.stream().allMatch(GpuProcess.Owner.UNKNOWN::equals) ? null : owners;
    }

    private static GpuProcess fitted(GpuProcess process) {
        Integer memory = process.memoryMiB();
        boolean believed = memory != null && memory >= 0 && memory <= MAX_MIB;
        return new GpuProcess(process.pid(), process.type(), believed ? memory : null, GpuProcess.Owner.UNKNOWN);
    }

    private static GpuProcess.Owner fitted(GpuProcess.Owner owner) {
        return new GpuProcess.Owner(cleaned(owner.user()), program(owner.command()), null);
    }

    private static @Nullable String cleaned(@Nullable String text) {
        String clean = text == null ? "" : PrintableText.clean(text, MAX_NAME_LENGTH);
        return clean.isEmpty() ? null : clean;
    }

    /** {@code python3} of {@code /usr/bin/python3 train.py}. */
    private static @Nullable String program(@Nullable String command) {
        if (command == null) {
            return null;
        }
        int end = command.indexOf(' ');
        String path = end < 0 ? command : command.substring(0, end);
        return cleaned(path.substring(path.lastIndexOf('/') + 1));
    }

    private static void write(JsonGenerator out, GpuProcess process) {
        Integer memory = process.memoryMiB();
        NUMBERS.writer()
                .write(
                        out,
                        Arrays.asList(
                                process.pid(),
                                (long) TYPES.indexOf(process.type()),
                                memory == null ? null : (Long) memory.longValue()));
    }

    private static void write(JsonGenerator out, GpuProcess.Owner owner) {
        NAMES.writer().write(out, Arrays.asList(owner.user(), owner.command()));
    }

    private static GpuProcess read(PayloadParser in, String field) throws RefusedException {
        List<@Nullable Long> numbers = NUMBERS.reader().read(in, field);
        Long pid = numbers.get(0);
        Long type = numbers.get(1);
        Long memory = numbers.get(2);
        if (pid == null || type == null) {
            throw new RefusedException(field + " has a process without id or type");
        }
        return new GpuProcess(
                pid,
                TYPES.get(type.intValue()),
                memory == null ? null : (Integer) memory.intValue(),
                GpuProcess.Owner.UNKNOWN);
    }

    private static GpuProcess.Owner readOwner(PayloadParser in, String field) throws RefusedException {
        List<@Nullable String> names = NAMES.reader().read(in, field);
        return new GpuProcess.Owner(names.get(0), names.get(1), null);
    }

    /** The processes of the GPU with that index; null if they were not told. */
    static @Nullable List<GpuProcess> in(StateDraft draft, int index) {
        List<GpuProcess> processes = draft.value(PROCESSES, index);
        List<GpuProcess.Owner> owners = draft.value(OWNERS, index);
        if (processes == null || owners == null) {
            return processes;
        }
        List<GpuProcess> owned = new ArrayList<>();
        for (GpuProcess process : processes) {
            boolean known = owned.size() < owners.size();
            owned.add(
                    known
                            ? new GpuProcess(
                                    process.pid(), process.type(), process.memoryMiB(), owners.get(owned.size()))
                            : process);
        }
        return owned;
    }
}
