package org.corelink.manager;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A status as text for programs. Pure. */
final class StatusText {
    private static final JsonFactory JSON = new JsonFactory();

    private StatusText() {}

    /** An object with an object for each section. */
    static String json(StatusReport status) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            for (StatusReport.Section section : status.sections()) {
                json.writeObjectPropertyStart(section.name());
                section.facts().forEach((name, value) -> write(json, name, value));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, String name, Object value) {
        if (value instanceof Long number) {
            json.writeNumberProperty(name, number);
        } else {
            json.writeStringProperty(name, value.toString());
        }
    }

    /** An element {@code status} with an element for each section, whose attributes are its facts. */
    static String xml(StatusReport status) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("status");
            for (StatusReport.Section section : status.sections()) {
                xml.writeStartElement(section.name());
                for (var fact : section.facts().entrySet()) {
                    xml.writeAttribute(fact.getKey(), fact.getValue().toString());
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a status can be written as XML", e);
        }
        return text.append('\n').toString();
    }
}
