package org.corelink.gpu.smi;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One element of a document.
 *
 * @param name of the element
 * @param text directly in it, stripped
 * @param children in the order of the document
 */
record XmlElement(String name, String text, List<XmlElement> children) {
    private static final int MAX_DEPTH = 32;
    private static final XMLInputFactory FACTORY = factory();

    /** An element that is still open. */
    private record Open(String name, StringBuilder text, List<XmlElement> children) {
        Open(String name) {
            this(name, new StringBuilder(), new ArrayList<>());
        }

        XmlElement close() {
            return new XmlElement(name, text.toString().strip(), List.copyOf(children));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // What a driver prints has no business with the world outside of it.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }

    /**
     * The first element of a text, as far as it goes: where the text breaks off, or is no XML any more, the elements
     * that are complete count, and of those still open what is complete within them. Null if there is none.
     *
     * @param skipped name of an element that is left out with all in it
     */
    static @Nullable XmlElement parse(String text, String skipped) {
        Deque<Open> open = new ArrayDeque<>();
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
            XmlElement whole = read(reader, open, skipped);
            if (whole != null) {
                return whole;
            }
        } catch (XMLStreamException e) {
            // What is complete counts.
        }
        return closeAll(open);
    }

    private static @Nullable XmlElement read(XMLStreamReader reader, Deque<Open> open, String skipped)
            throws XMLStreamException {
        int skippedDepth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (skippedDepth > 0 || reader.getLocalName().equals(skipped)) {
                    skippedDepth++;
                } else if (open.size() == MAX_DEPTH) {
                    return null;
                } else {
                    open.push(new Open(reader.getLocalName()));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (skippedDepth > 0) {
                    skippedDepth--;
                    continue;
                }
                XmlElement closed = open.pop().close();
                if (open.isEmpty()) {
                    return closed;
                }
                open.element().children().add(closed);
            } else if (reader.hasText() && skippedDepth == 0 && !open.isEmpty()) {
                open.element().text().append(reader.getText());
            }
        }
        return null;
    }

    /** A leaf that is still open may lack the end of its text, so it has none. */
    private static @Nullable XmlElement closeAll(Deque<Open> open) {
        XmlElement closed = null;
        while (!open.isEmpty()) {
            Open next = open.pop();
            if (closed != null) {
                next.children().add(closed);
            }
            closed = new XmlElement(next.name(), "", List.copyOf(next.children()));
        }
        return closed;
    }

    /** The first child of that name. */
    Optional<XmlElement> child(String wanted) {
        for (XmlElement child : children) {
            if (child.name.equals(wanted)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** The children of that name. */
    List<XmlElement> all(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
    }

    /** The element at the end of that way, e.g. {@code "temperature/gpu_temp"}. */
    Optional<XmlElement> at(String path) {
        int slash = path.indexOf('/');
        return slash < 0
                ? child(path)
                : child(path.substring(0, slash)).flatMap(next -> next.at(path.substring(slash + 1)));
    }
}
