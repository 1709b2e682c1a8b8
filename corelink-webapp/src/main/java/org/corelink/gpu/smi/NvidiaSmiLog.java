package org.corelink.gpu.smi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * What {@code nvidia-smi -q -x} prints, in its parts. Reading never fails: each GPU is a text of its own, so that one
 * that is no XML hides no other, and what cannot be understood is a remark.
 *
 * @param driver version of the driver, or null
 * @param cuda newest version that it supports, or null
 * @param entries one for each GPU, in the order of the driver's numbers
 * @param remarks what else was said, cleaned and bounded
 */
record NvidiaSmiLog(@Nullable String driver, @Nullable String cuda, List<Entry> entries, List<String> remarks) {
    /** Longest remark, in characters. */
    static final int MAX_REMARK_LENGTH = 120;

    private static final int MAX_GPUS = 1_000;
    private static final int MAX_REMARKS = 16;

    /** Some two hundred lines of possible clocks for each card, which nobody asks for. */
    private static final String SUPPORTED_CLOCKS = "supported_clocks";

    private static final String BUS_ID = "([0-9A-Fa-f]{4,8}):([0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}\\.[0-7])";
    private static final Pattern GPU = Pattern.compile("<gpu(?:\\s[^>]{0,100})?>");
    private static final String GPU_END = "</gpu>";
    private static final Pattern ID = Pattern.compile("id=\"" + BUS_ID + "\"");
    private static final Pattern NO_HANDLE = Pattern.compile(
            "Unable to determine the device handle for GPU ?(?:[0-9]{1,3}: ?)?" + BUS_ID + ": ?(.+?)(?:\\. .*)?");
    private static final Pattern LEAF = Pattern.compile("<([a-z_]{1,40})>[^<]{0,200}</\\1>");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,200}>");
    private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!(?:amp|lt|gt|quot|apos);)");

    /** What was said of one GPU. */
    sealed interface Entry {
        /** Where it is: eight digits of domain, upper case; empty if that was not said. */
        String busId();

        /** It was asked. */
        record Answered(String busId, XmlElement element) implements Entry {}

        /** It could not be asked, for that reason. */
        record Broken(String busId, String fault) implements Entry {}
    }

    /** Takes immutable copies. */
    NvidiaSmiLog {
        entries = List.copyOf(entries);
        remarks = List.copyOf(remarks);
    }

    /** Reads everything that was printed. */
    static NvidiaSmiLog parse(String output, String errors) {
        Parts parts = new Parts();
        String text = legal(output);
        Matcher gpu = GPU.matcher(text);
        int end = 0;
        boolean more = gpu.find();
        String header = text.substring(0, more ? gpu.start() : text.length());
        parts.addLines(header);
        while (more) {
            int start = gpu.start();
            String opening = gpu.group();
            more = gpu.find();
            end = more ? gpu.start() : text.length();
            parts.addGpu(opening, text.substring(start, end));
        }
        parts.addLines(legal(errors));
        return new NvidiaSmiLog(
                leaf(header, "driver_version"), leaf(header, "cuda_version"), parts.sorted(), parts.remarks);
    }

    /** The text with nothing that no XML may hold, but for the tags of the one that wrote it. */
    private static String legal(String output) {
        StringBuilder text = new StringBuilder(output.length());
        output.codePoints().forEach(c -> text.appendCodePoint(isLegal(c) ? c : '?'));
        // The names of processes are not escaped by every version.
        return BARE_AMPERSAND.matcher(text).replaceAll("&amp;");
    }

    private static boolean isLegal(int c) {
        return c == '\n'
                || c == '\r'
                || c == '\t'
                || (c >= ' ' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c < 0xFFFE)
                || c > 0xFFFF;
    }

    private static @Nullable String leaf(String header, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]{1,100})</").matcher(header);
        if (!matcher.find()) {
            return null;
        }
        NvidiaSmiWord word = NvidiaSmiWord.of(matcher.group(1).strip());
        return word.isAbsent() ? null : PrintableText.clean(word.text(), GpuIdentity.MAX_LENGTH);
    }

    private static String busId(String domain, String rest) {
        return ("00000000" + domain).substring(domain.length()).toUpperCase(Locale.ROOT)
                + ":"
                + rest.toUpperCase(Locale.ROOT);
    }

    /** The parts as they are found. */
    private static final class Parts {
        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> places = new HashSet<>();
        private final List<String> remarks = new ArrayList<>();

        void addGpu(String opening, String text) {
            int end = text.indexOf(GPU_END);
            int after = end < 0 ? text.length() : end + GPU_END.length();
            Matcher id = ID.matcher(opening);
            String busId = id.find() ? busId(id.group(1), id.group(2)) : "";
            XmlElement element = XmlElement.parse(text.substring(0, after), SUPPORTED_CLOCKS);
            if (!busId.isEmpty() && !places.add(busId)) {
                remark("nvidia-smi lists GPU " + busId + " twice");
            } else if (element != null) {
                add(new Entry.Answered(busId, element));
            }
            addLines(text.substring(after));
        }

        /** What stands between the elements. */
        void addLines(String text) {
            String bare = TAG.matcher(LEAF.matcher(text).replaceAll("")).replaceAll("");
            bare.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::addLine);
        }

        private void addLine(String line) {
            Matcher noHandle = NO_HANDLE.matcher(line);
            if (!noHandle.matches()) {
                remark(line);
                return;
            }
            String busId = busId(noHandle.group(1), noHandle.group(2));
            if (places.add(busId)) {
                add(new Entry.Broken(busId, noHandle.group(3)));
            }
        }

        private void add(Entry entry) {
            if (entries.size() < MAX_GPUS) {
                entries.add(entry);
            }
        }

        private void remark(String line) {
            if (remarks.size() < MAX_REMARKS) {
                remarks.add(PrintableText.clean(line, MAX_REMARK_LENGTH));
            }
        }

        /** The driver numbers cards by their place; a line about a broken one may stand anywhere. */
        List<Entry> sorted() {
            boolean anyBroken = entries.stream().anyMatch(Entry.Broken.class::isInstance);
            return anyBroken
                    ? entries.stream()
                            .sorted(Comparator.comparing(Entry::busId))
                            .toList()
                    : entries;
        }
    }
}
