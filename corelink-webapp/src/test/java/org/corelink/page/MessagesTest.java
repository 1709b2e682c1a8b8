package org.corelink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.corelink.cluster.ClusterView;
import org.corelink.cluster.Summary;
import org.corelink.cluster.event.EventKind;
import org.corelink.gossip.Condition;
import org.corelink.gossip.Mode;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Every text for people is in the message bundle. */
class MessagesTest {
    private static final Path PAGES = Path.of("src/main/webapp");

    /** Attributes that are read out or shown. */
    private static final Set<String> SHOWN =
            Set.of("title", "alt", "placeholder", "aria-label", "headerText", "emptyMessage", "label", "value");

    /** Names, which no translation changes. */
    private static final Pattern NAMES = Pattern.compile("CoreLink|HTTP");

    private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern MESSAGE = Pattern.compile("msg\\['([^']+)'\\]");

    private final ResourceBundle messages = ResourceBundle.getBundle("org.corelink.page.messages", Locale.ROOT);

    @Test
    void everyConditionHasItsWords() {
        for (Condition condition : Condition.values()) {
            ClusterPage.Limit limit = new ClusterPage.Limit(condition.name().toLowerCase(Locale.ROOT), true);
            assertThat(messages.containsKey(limit.label())).as(limit.label()).isTrue();
        }
    }

    @Test
    void everyFigureHasItsLabel() {
        assertThat(Summary.of(ClusterView.EMPTY).keySet())
                .allMatch(figure -> messages.containsKey("summary." + figure));
    }

    @Test
    void everyKindOfEventHasItsWordAndItsIcon() throws IOException {
        String icons = Files.readString(PAGES.resolve("assets/icons.svg"));
        for (EventKind kind : EventKind.values()) {
            assertThat(messages.containsKey("event." + kind.word()))
                    .as(kind.word())
                    .isTrue();
            assertThat(icons).contains("<symbol id=\"" + kind.word() + "\"");
        }
    }

    @Test
    void everyModeHasItsWords() {
        assertThat(Arrays.stream(Mode.values())
                        .map(mode -> "mode." + mode.name().toLowerCase(Locale.ROOT)))
                .allMatch(key -> messages.containsKey(key)
                        && messages.containsKey(key + ".short")
                        && messages.containsKey("machine.notTold." + key.substring("mode.".length())));
    }

    @Test
    void everyMessageThatAPageNamesIsThere() throws IOException {
        for (Path page : pages()) {
            for (MatchResult named :
                    MESSAGE.matcher(Files.readString(page)).results().toList()) {
                assertThat(messages.containsKey(named.group(1)))
                        .as(named.group(1) + " of " + page)
                        .isTrue();
            }
        }
    }

    @Test
    void noPageHasATextOfItsOwn() throws Exception {
        for (Path page : pages()) {
            assertThat(ownTexts(Files.readString(page))).as(page.toString()).isEmpty();
        }
    }

    @Test
    void textOfAPageIsFoundInContentAndAttributes() throws Exception {
        assertThat(ownTexts("<p><b title='#{msg.x} up'>#{msg.y}: here</b><i title='#{x}'/>CoreLink – #{z}</p>"))
                .containsExactly("#{msg.x} up", "#{msg.y}: here");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            List<Path> pages =
                    files.filter(file -> file.toString().endsWith(".xhtml")).toList();
            assertThat(pages).hasSizeGreaterThan(5);
            return pages;
        }
    }

    private static List<String> ownTexts(String page) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        List<String> found = new ArrayList<>();
        String document = page.replaceFirst("<!DOCTYPE[^>]*>", "");
        collect(
                builder.parse(new org.xml.sax.InputSource(new java.io.StringReader(document)))
                        .getDocumentElement(),
                found);
        return found;
    }

    private static void collect(Element element, List<String> found) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (SHOWN.contains(attribute.getNodeName()) && !isControl(element, attribute)) {
                addIfOwn(attribute.getNodeValue(), found);
            }
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                collect(inner, found);
            } else if (child.getNodeType() == Node.TEXT_NODE) {
                addIfOwn(child.getNodeValue(), found);
            }
        }
    }

    /** The value of a control is sent, not shown. */
    private static boolean isControl(Element element, Node attribute) {
        return attribute.getNodeName().equals("value")
                && Set.of("input", "option", "ui:param", "f:param", "ui:repeat").contains(element.getTagName());
    }

    private static void addIfOwn(String text, List<String> found) {
        String rest = NAMES.matcher(EXPRESSION.matcher(text).replaceAll("")).replaceAll("");
        if (LETTER.matcher(rest).find()) {
            found.add(text.strip());
        }
    }
}
