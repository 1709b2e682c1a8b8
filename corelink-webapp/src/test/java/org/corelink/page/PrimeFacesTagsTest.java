package org.corelink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Pages can use only those tags of PrimeFaces that our own short library declares; any other would be printed as it is. What
 * browsers need for them is in {@code assets/primefaces}, which {@code -Dcorelink.primefaces=apply} writes anew.
 */
class PrimeFacesTagsTest {
    private static final Path WEBAPP = Path.of("src/main/webapp");
    private static final Pattern TAG = Pattern.compile("<p:(\\w+)");

    @Test
    void everyTagOnAPageIsDeclaredAndNoOther() throws Exception {
        assertThat(ours().keySet()).isEqualTo(used());
    }

    @Test
    void everyTagIsDeclaredAsPrimeFacesDoes() throws Exception {
        Map<String, List<String>> theirs;
        try (InputStream in = Objects.requireNonNull(
                PrimeFacesTagsTest.class.getResourceAsStream("/META-INF/primefaces.urn.taglib.xml"))) {
            theirs = tags(in);
        }
        assertThat(theirs).containsAllEntriesOf(ours());
    }

    @Test
    void noPageCallsAFunctionOfPrimeFaces() throws IOException {
        for (Path page : pages()) {
            assertThat(Files.readString(page)).as(page.toString()).doesNotContainPattern("#\\{[^}]*\\bp:\\w+\\(");
        }
    }

    @Test
    void browsersGetTheStylesOfTheseTags() throws IOException {
        assertThat(kept("components.css", LeanPrimeFaces.styles(used()))).isEqualTo(LeanPrimeFaces.styles(used()));
    }

    /** The file as it is in the sources, after it was mended if that is asked for. */
    private static String kept(String name, String mended) throws IOException {
        Path file = WEBAPP.resolve("assets/primefaces").resolve(name);
        if (System.getProperty("corelink.primefaces", "check").equals("apply")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, mended);
        }
        return Files.readString(file);
    }

    private static Set<String> used() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path page : pages()) {
            TAG.matcher(Files.readString(page)).results().forEach(tag -> used.add(tag.group(1)));
        }
        return used;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(WEBAPP)) {
            return files.filter(file -> file.toString().endsWith(".xhtml")).toList();
        }
    }

    private static Map<String, List<String>> ours() throws Exception {
        try (InputStream in = Files.newInputStream(WEBAPP.resolve("WEB-INF/primefaces.taglib.xml"))) {
            return tags(in);
        }
    }

    /** By name, the classes and ids that a tag stands for. */
    private static Map<String, List<String>> tags(InputStream library) throws Exception {
        NodeList tags = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(library)
                .getElementsByTagName("tag");
        Map<String, List<String>> all = new TreeMap<>();
        IntStream.range(0, tags.getLength())
                .mapToObj(i -> (Element) tags.item(i))
                .forEach(tag -> all.put(text(tag, "tag-name"), meaning(tag)));
        return all;
    }

    private static List<String> meaning(Element tag) {
        return Stream.of(
                        "component-type",
                        "renderer-type",
                        "behavior-id",
                        "validator-id",
                        "converter-id",
                        "handler-class")
                .map(part -> part + ": " + text(tag, part))
                .toList();
    }

    private static String text(Element tag, String name) {
        NodeList found = tag.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
