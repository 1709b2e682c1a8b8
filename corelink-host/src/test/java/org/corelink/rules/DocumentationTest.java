package org.corelink.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corelink.cluster.Column;
import org.corelink.host.cli.CommandLineInterface;
import org.corelink.host.cli.ExitCode;
import org.corelink.host.cli.LocalMachine;
import org.corelink.host.cli.StreamTerminal;
import org.corelink.host.exec.CommonsExecRunner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds the documentation to what is there: files, headings, options, variables, tests. */
class DocumentationTest {
    /** The top of the source tree; tests run in their module's folder. */
    private static final Path ROOT = Path.of(System.getProperty("corelink.root", ".."));

    private static final Path PAGES = ROOT.resolve("src/site/markdown");
    private static final Path RESOURCES = ROOT.resolve("src/site/resources");

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
    private static final Pattern OPTION_IN_HELP = Pattern.compile("^ {2}(?:-\\w, |    )(--[a-z-]+)", Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("CORELINK_[A-Z_]+");
    /** Names of classes, unlike those of variables, have small letters. */
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w*[a-z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void everyLinkAndPictureLeadsSomewhere() throws IOException {
        assertThat(brokenLinks(ROOT.resolve("README.md"))).isEmpty();
        for (Path page : pages()) {
            assertThat(brokenLinks(page)).as(page.toString()).isEmpty();
        }
    }

    @Test
    void linksAreFoundWhereverTheyStand() {
        MarkdownPage page = new MarkdownPage(
                "[a](one.md), ![b](images/two.png) `[c](three.md)`\n| [d](four.md#Five_six) | [e](https://x.org/) |\n");
        assertThat(page.relativeLinks()).containsExactly("one.md", "images/two.png", "four.md#Five_six");
    }

    @Test
    void aLinkToNowhereIsFound() throws IOException {
        Path page = PAGES.resolve("index.md");
        assertThat(leads(page, "nowhere.md")).isFalse();
        assertThat(leads(page, "images/nothing.png")).isFalse();
        assertThat(leads(page, "operations.md#No_such_heading")).isFalse();
        assertThat(leads(page, "operations.md#Options")).isTrue();
    }

    @Test
    void everyPageIsInTheMenu() throws IOException {
        String menu = Files.readString(ROOT.resolve("src/site/site.xml"));
        for (Path page : pages()) {
            String html = page.getFileName().toString().replace(".md", ".html");
            assertThat(menu).contains("href=\"" + html + "\"");
        }
    }

    @Test
    void operationsListsTheOptionsOfHelpInTheirOrder() throws IOException {
        StringWriter help = new StringWriter();
        StreamTerminal terminal = new StreamTerminal(new PrintWriter(help), new PrintWriter(new StringWriter()), null);
        ExitCode exit = new CommandLineInterface(
                        terminal,
                        new LocalMachine(),
                        (_, _) -> {
                            throw new AssertionError("nothing is started to print help");
                        },
                        new CommonsExecRunner())
                .run("--help");
        assertThat(exit).isEqualTo(ExitCode.DONE);
        List<String> told = OPTION_IN_HELP
                .matcher(help.toString())
                .results()
                .map(option -> option.group(1))
                .toList();
        assertThat(MarkdownPage.inFirstCells(page("operations.md").section("Options"), OPTION))
                .isNotEmpty()
                .isEqualTo(told);
    }

    @Test
    void operationsListsTheVariablesThatTheServerReads() throws IOException {
        String source = Files.readString(ROOT.resolve("corelink-webapp/src/main/java/org/corelink/server/Main.java"));
        List<String> read = Pattern.compile("\"(CORELINK_[A-Z_]+)\"")
                .matcher(source)
                .results()
                .map(variable -> variable.group(1))
                .distinct()
                .toList();
        assertThat(MarkdownPage.inFirstCells(page("operations.md").section("Settings by environment"), VARIABLE))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void searchListsTheColumnsOfTheTableInTheirOrder() throws IOException {
        assertThat(MarkdownPage.inFirstCells(
                        page("search.md").section("Columns"), Pattern.compile("(?<=`)[a-z]+(?=`)")))
                .isNotEmpty()
                .isEqualTo(Arrays.stream(Column.values()).map(Column::key).toList());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        List<Path> sources = testSources();
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult named :
                    NAMED_TEST.matcher(Files.readString(page)).results().toList()) {
                if (!exists(named.group(1), named.group(2), sources)) {
                    missing.add(page.getFileName() + ": " + named.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(exists("DocumentationTest", "noSuchTest", sources)).isFalse();
    }

    private static boolean exists(String test, @Nullable String method, List<Path> sources) throws IOException {
        for (Path source : sources) {
            if (source.endsWith(test + ".java")) {
                return method == null || Files.readString(source).contains("void " + method + "(");
            }
        }
        return false;
    }

    private static List<String> brokenLinks(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String target : new MarkdownPage(Files.readString(page)).relativeLinks()) {
            if (!leads(page, target)) {
                broken.add(target);
            }
        }
        return broken;
    }

    /** A file beside the page, or one that the site copies beside it; and the heading, if one is named. */
    private static boolean leads(Path page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        if (parts.length == 2) {
            return Files.isRegularFile(file)
                    && new MarkdownPage(Files.readString(file)).anchors().contains(parts[1]);
        }
        return Files.isRegularFile(file) || (page.startsWith(PAGES) && Files.isRegularFile(RESOURCES.resolve(target)));
    }

    private static MarkdownPage page(String name) throws IOException {
        return new MarkdownPage(Files.readString(PAGES.resolve(name)));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            List<Path> pages =
                    files.filter(file -> file.toString().endsWith(".md")).toList();
            assertThat(pages).as("pages of the site").hasSizeGreaterThan(5);
            return pages;
        }
    }

    private static List<Path> testSources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("corelink-gossip", "corelink-webapp", "corelink-host")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
