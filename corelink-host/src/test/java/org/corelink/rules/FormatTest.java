package org.corelink.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds every Java source of the three modules to {@link SourceFormat}; {@code ./verify --format} mends them. */
class FormatTest {
    /** The top of the source tree; tests run in their module's folder. */
    private static final Path ROOT = Path.of(System.getProperty("corelink.root", ".."));

    private static final List<String> MODULES = List.of("corelink-gossip", "corelink-webapp", "corelink-host");

    private final SourceFormat format = new SourceFormat();

    @Test
    void everySourceIsFormatted() throws Exception {
        boolean apply = System.getProperty("corelink.format", "check").equals("apply");
        List<Path> sources = sources();
        assertThat(sources).as("the sources of the project").hasSizeGreaterThan(20);
        List<String> complaints = new ArrayList<>();
        for (Path source : sources) {
            if (apply) {
                rewrite(source);
            } else if (!isFormatted(Files.readString(source))) {
                complaints.add(source.normalize() + ": " + firstDifference(Files.readString(source)));
            }
        }
        assertThat(complaints)
                .as("badly formatted sources; ./verify --format mends them")
                .isEmpty();
    }

    @Test
    void misformattedSourceIsFound() throws FormatterException {
        assertThat(isFormatted("class A {\n  int b;\n}\n")).isFalse();
        assertThat(isFormatted("class A {\n    int b;\n}\n")).isTrue();
    }

    @Test
    void unusedImportIsFound() throws FormatterException {
        assertThat(isFormatted("import java.util.List;\n\nclass A {}\n")).isFalse();
    }

    private boolean isFormatted(String source) throws FormatterException {
        return format.apply(source).equals(source);
    }

    private String firstDifference(String source) throws FormatterException {
        List<String> are = source.lines().toList();
        List<String> should = format.apply(source).lines().toList();
        for (int i = 0; i < Math.min(are.size(), should.size()); i++) {
            if (!are.get(i).equals(should.get(i))) {
                return "line " + (i + 1) + " should be: " + should.get(i);
            }
        }
        return "has " + are.size() + " lines, should have " + should.size() + ", each ended by one line feed";
    }

    private void rewrite(Path source) throws IOException, FormatterException {
        String is = Files.readString(source);
        String should = format.apply(is);
        if (!should.equals(is)) {
            Files.writeString(source, should);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
        }
        return found;
    }
}
