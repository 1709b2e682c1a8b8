package org.corelink.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Locale;
import java.util.ResourceBundle;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class StatusTextTest {
    private final StatusReport status = StatusReport.of(new FixedServer().controls());

    @Test
    void jsonHasNumbersAndTextsOfEachSection() {
        assertThat(StatusText.json(status))
                .startsWith("{\"server\":{\"coreLinkVersion\":\"0.02.0 <beta>\"},\"process\":{\"uptimeSeconds\":12},"
                        + "\"connector\":{\"name\":\"https-443\",\"connections\":3,\"sessions\":3},"
                        + "\"cluster\":{\"online\":1,\"suspect\":0,\"down\":1,");
    }

    @Test
    void everySectionAndFactHasItsLabelAndANameThatXmlTakes() {
        ResourceBundle messages = ResourceBundle.getBundle("org.corelink.page.messages", Locale.ROOT);
        for (StatusReport.Section section : status.sections()) {
            assertThat(messages.containsKey("status." + section.name()))
                    .as(section.name())
                    .isTrue();
            for (StatusReport.Fact fact : section.shown()) {
                assertThat(messages.containsKey("status." + fact.name()))
                        .as(fact.name())
                        .isTrue();
                assertThat(fact.name()).matches("[a-z][A-Za-z]*");
            }
        }
    }

    @Test
    void xmlHasTheSameAsAttributesAndEscapesThem() throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(StatusText.xml(status))));
        Element server = (Element)
                document.getDocumentElement().getElementsByTagName("server").item(0);
        assertThat(server.getAttribute("coreLinkVersion")).isEqualTo("0.02.0 <beta>");
    }
}
