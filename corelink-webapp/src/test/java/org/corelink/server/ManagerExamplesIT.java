package org.corelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.corelink.server.attack.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the examples of the page on the manager as they stand there, with other names, and holds what is answered to what the page
 * says is: the same words, other numbers.
 */
class ManagerExamplesIT {
    private static final Path PAGE = Path.of("../src/site/markdown/manager.md");
    private static final String PASSWORD = "right-password";
    private static final String CURL = "    curl ";

    /** Stands on the page for what is left out there. */
    private static final String LEFT_OUT = "…";

    @TempDir
    Path folder;

    /**
     * An example of the page.
     *
     * @param answer as it is printed there
     */
    private record Example(String command, List<String> answer) {}

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        List<String> lines = Files.readAllLines(PAGE);
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith(CURL)) {
                List<String> answer = lines.subList(at + 2, lines.size()).stream()
                        .takeWhile(line -> line.startsWith("    "))
                        .map(String::strip)
                        .toList();
                examples.add(new Example(lines.get(at).strip(), answer));
            }
        }
        return examples;
    }

    @Test
    void everyExampleOfThePageIsAnsweredAsThePageSays() throws Exception {
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(4);
        try (EmbeddedTomcat server = ConsoleInProcess.start(folder, new AccountOfEachRole(PASSWORD), _ -> {})) {
            // For the example that ends two.
            Target.signedIn(server.port(), "viewer", PASSWORD);
            Target.signedIn(server.port(), "viewer", PASSWORD);
            for (Example example : examples) {
                Shell.Ended ended = Shell.end(List.of("bash", "-c", command(example, server.port())));
                assertThat(ended.code()).as(ended.output()).isZero();
                requireAlike(example, ended.output().lines().toList());
            }
        }
    }

    private String command(Example example, int port) {
        return example.command()
                .replace("https://gpu-1.lan/", "https://localhost:" + port + "/")
                .replace("--cacert ca.pem", "--silent --show-error --cacert " + folder.resolve("node.crt"))
                .replace("--user anna", "--user admin:" + PASSWORD)
                .replace("user=bert", "user=viewer");
    }

    private static void requireAlike(Example example, List<String> said) {
        if (example.command().contains("/evict?")) {
            // That of the page is of a sealed cluster, where SealedClusterIT has it; this one is open.
            assertThat(said.getFirst()).startsWith("FAIL - This cluster is open");
            return;
        }
        assertThat(said.getFirst())
                .as(example.command())
                .matches(pattern(example.answer().getFirst()));
        for (String line : said.subList(1, said.size())) {
            assertThat(line.split("\t", -1))
                    .as(line)
                    .hasSameSizeAs(example.answer().get(1).split(" {2,}", -1));
        }
    }

    /** The same words, with any numbers; singular where the page has plural; and anything where it leaves out something. */
    private static Pattern pattern(String line) {
        String words = Pattern.compile(LEFT_OUT)
                .splitAsStream(line)
                .map(part -> Pattern.compile("\\d+")
                        .splitAsStream(part)
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\d+")))
                .collect(Collectors.joining(".*"));
        return Pattern.compile(words.replaceAll("s\\\\E$", "\\\\Es?"));
    }
}
