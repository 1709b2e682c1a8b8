package org.corelink.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corelink.host.exec.Command;
import org.corelink.host.exec.CommonsExecRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Every line of ours that README and pages show, read by bash as a person would paste it, is one that the tool takes. */
class DocumentedLinesTest {
    private static final Path ROOT = Path.of(System.getProperty("corelink.root", ".."));

    /** A line of a block, or a few words in the text. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^ {4}(?:sudo )?(?:\\./)?corelink( [^\\n]*)$|`(?:\\./)?corelink( [^`\\n]*)`");

    /** What stands for something that is too long to show. */
    private static final String CUT = "...";

    static List<String> lines() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("src/site/markdown"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages)
                    .flatMap(DocumentedLinesTest::linesOf)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static Stream<String> linesOf(Path page) {
        try {
            return LINE.matcher(Files.readString(page))
                    .results()
                    .map(line -> line.group(1) != null ? line.group(1) : line.group(2))
                    // What follows a pipe is another program's.
                    .map(line -> line.replaceFirst("\\\\?\\|.*", "").strip());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void toolTakesIt(String line) throws InterruptedException {
        CommandLineOptions options = new CommandLineOptions();
        ParseResult given = new CommandLine(options).parseArgs(words(line));
        if (!line.contains(CUT) && !options.help && !options.version) {
            assertThat(OptionCheck.fault(options, given)).isEqualTo(Optional.empty());
        }
    }

    /** As bash splits it. */
    private static String[] words(String line) throws InterruptedException {
        String told = new CommonsExecRunner()
                .run(Command.of("bash", "-c", "corelink() { printf '%s\\n' \"$@\"; }\ncorelink " + line))
                .text();
        return told.lines().toArray(String[]::new);
    }

    @Test
    void thereAreSome() throws Exception {
        assertThat(lines())
                .hasSizeGreaterThan(20)
                .contains("--serve --port 8443", "--nodes --port 8443 --search 'memfree>20GiB' --sort -memfree");
        assertThat(Arrays.asList(words("--search 'memfree>20GiB' <<< x"))).containsExactly("--search", "memfree>20GiB");
    }
}
