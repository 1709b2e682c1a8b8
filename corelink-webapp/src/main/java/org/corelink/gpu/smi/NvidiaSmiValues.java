package org.corelink.gpu.smi;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.corelink.gpu.GpuIdentity;
import org.corelink.gpu.PrintableText;
import org.jspecify.annotations.Nullable;

/** The values in an element of the log, and the faults that stand where values belong. */
final class NvidiaSmiValues {
    private static final int MAX_FAULTS = 16;

    private final XmlElement root;
    private final Set<String> faults = new LinkedHashSet<>();

    NvidiaSmiValues(XmlElement root) {
        this.root = root;
    }

    /** The faults among the values asked for so far, each once. */
    Set<String> faults() {
        return faults;
    }

    /** The number at the first of these places that exists. A word that is neither number nor absence is a fault. */
    OptionalDouble number(String... paths) {
        for (String path : paths) {
            Optional<XmlElement> element = root.at(path);
            if (element.isPresent()) {
                return number(NvidiaSmiWord.of(element.get().text()));
            }
        }
        return OptionalDouble.empty();
    }

    private OptionalDouble number(NvidiaSmiWord word) {
        OptionalDouble number = word.number();
        if (number.isEmpty() && !word.isAbsent() && faults.size() < MAX_FAULTS) {
            faults.add(PrintableText.clean(word.text(), GpuIdentity.MAX_LENGTH));
        }
        return number;
    }

    /** The whole number there, from 0; 0 if there is none. */
    int count(String path) {
        OptionalDouble number = number(path);
        return number.isPresent() && number.getAsDouble() >= 0 && number.getAsDouble() <= Integer.MAX_VALUE
                ? (int) number.getAsDouble()
                : 0;
    }

    /** The sum of the numbers at those of these places that have one. */
    OptionalDouble sum(String... paths) {
        double sum = 0;
        boolean known = false;
        for (String path : paths) {
            OptionalDouble number = number(path);
            known |= number.isPresent();
            sum += number.orElse(0);
        }
        return known ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    /** The text there, printable and bounded; null where there is none. */
    @Nullable
    String text(String path) {
        String raw = root.at(path).map(XmlElement::text).orElse("");
        NvidiaSmiWord word = NvidiaSmiWord.of(raw);
        // In brackets stands what is wrong, not what it is.
        return word.isAbsent() || !word.text().equals(raw) || isFault(raw)
                ? null
                : PrintableText.clean(raw, GpuIdentity.MAX_LENGTH);
    }

    private static boolean isFault(String raw) {
        return raw.equals("ERR!")
                || raw.equals("Unknown Error")
                || raw.startsWith("GPU is lost")
                || raw.startsWith("GPU requires reset");
    }

    /** The element there. */
    Optional<XmlElement> at(String path) {
        return root.at(path);
    }
}
