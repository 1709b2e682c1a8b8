package org.corelink.rules;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;

/** The one format of all Java sources: palantir-java-format, four spaces, 120 columns. */
final class SourceFormat {
    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    /**
     * The given source in that format, its imports sorted and the unused ones removed.
     *
     * @throws FormatterException if it is not Java
     */
    String apply(String source) throws FormatterException {
        return formatter.formatSourceAndFixImports(source);
    }
}
