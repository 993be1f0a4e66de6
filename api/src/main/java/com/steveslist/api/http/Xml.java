package com.steveslist.api.http;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The XML form of what {@link Json} writes, in the same order, by one rule: a member is an element of its name; the items of an array are
 * elements {@code item}; a null has the attribute {@code nil="true"}; and where names are a client's own, as in {@code attributes}, each is
 * an element {@code entry} with the attribute {@code name}.
 */
final class Xml {

    private static final String ROOT = "response";
    private static final String PROBLEM_NAMESPACE = "urn:ietf:rfc:7807";

    /** Marks a map's keys in a tree; members of records are never called so. */
    private static final char ENTRY = '@';

    private static final char REPLACEMENT = '\uFFFD';
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();
    private static final JsonMapper MAPPER = Json.builder()
            .addModule(new SimpleModule()
                    .addKeySerializer(String.class, new EntryName())
                    .addKeySerializer(Object.class, new EntryName()))
            .build();

    private final XMLStreamWriter out;
    private final String item;

    private Xml(XMLStreamWriter out, String item) {
        this.out = out;
        this.item = item;
    }

    /** For {@link #write}; its names may be marked. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static byte[] write(Map<String, ?> envelope) {
        return document("item", out -> {
            out.out.writeStartElement(ROOT);
            for (Map.Entry<String, ?> member : envelope.entrySet()) {
                out.element(member.getKey(), tree(member.getValue()));
            }
        });
    }

    /** As RFC 9457 has it in its appendix B. */
    static byte[] writeProblem(Object problem) {
        return document("i", out -> {
            out.out.writeStartElement("problem");
            out.out.writeDefaultNamespace(PROBLEM_NAMESPACE);
            out.content(tree(problem));
        });
    }

    private interface Content {
        void write(Xml out) throws XMLStreamException;
    }

    private static byte[] document(String item, Content content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = WRITERS.createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            content.write(new Xml(out, item));
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML in memory cannot fail", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void element(String name, JsonNode value) throws XMLStreamException {
        boolean isEntry = name.indexOf(ENTRY) == 0;
        out.writeStartElement(isEntry ? "entry" : name);
        if (isEntry) {
            out.writeAttribute("name", legal(name.substring(1)));
        }
        if (value.isNull()) {
            out.writeAttribute("nil", "true");
        } else {
            content(value);
        }
        out.writeEndElement();
    }

    private void content(JsonNode value) throws XMLStreamException {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                element(member.getKey(), member.getValue());
            }
        } else if (value.isArray()) {
            for (JsonNode one : value) {
                element(item, one);
            }
        } else {
            text(legal(value.asString()));
        }
    }

    /** A reader takes a bare carriage return for the end of a line. */
    private void text(String text) throws XMLStreamException {
        int begin = 0;
        for (int end = text.indexOf('\r'); end >= 0; end = text.indexOf('\r', begin)) {
            out.writeCharacters(text.substring(begin, end));
            out.writeEntityRef("#13");
            begin = end + 1;
        }
        out.writeCharacters(text.substring(begin));
    }

    /** XML has no way to write some characters at all; a mark stands for each. */
    private static String legal(String text) {
        if (text.codePoints().allMatch(Xml::isLegal)) {
            return text;
        }
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().forEach(c -> legal.appendCodePoint(isLegal(c) ? c : REPLACEMENT));
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        return c >= 0x20 && c <= 0xD7FF || c == '\t' || c == '\n' || c == '\r' || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    private static final class EntryName extends ValueSerializer<Object> {

        @Override
        public void serialize(@Nullable Object name, JsonGenerator generator, SerializationContext context) {
            generator.writeName(ENTRY + String.valueOf(name));
        }
    }
}
