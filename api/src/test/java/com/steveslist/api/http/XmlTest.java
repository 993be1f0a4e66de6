package com.steveslist.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class XmlTest {
    private static final String BEGIN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><response>";

    private record Thing(String id, @Nullable String note, List<String> labels, long priceAmount, boolean open,
            Map<String, String> attributes) {}

    private static Thing thing(@Nullable String note, Map<String, String> attributes) {
        return new Thing("lst_1", note, List.of("a", "b"), 100, true, attributes);
    }

    private static String text(Map<String, ?> envelope) {
        return new String(Xml.write(envelope), StandardCharsets.UTF_8);
    }

    /** As any reader of XML takes it. */
    static Element read(byte[] xml) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        return document.getDocumentElement();
    }

    @Test
    void members_keep_their_names_and_their_order() {
        assertThat(text(Map.of("data", thing("x", Map.of())))).isEqualTo(BEGIN
                + "<data><id>lst_1</id><note>x</note><labels><item>a</item><item>b</item></labels>"
                + "<price_amount>100</price_amount><open>true</open><attributes></attributes></data></response>");
    }

    @Test
    void a_list_has_an_item_a_thing_and_what_stands_beside_it() {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("data", List.of(Map.of(), 1));
        envelope.put("pagination", Json.tree(Map.of("has_more", false)));

        assertThat(text(envelope)).isEqualTo(
                BEGIN + "<data><item></item><item>1</item></data><pagination><has_more>false</has_more></pagination></response>");
    }

    @Test
    void null_is_said() {
        assertThat(text(Map.of("data", thing(null, Map.of())))).contains("<note nil=\"true\"></note>");
    }

    @Test
    void names_that_clients_chose_are_attributes_whatever_they_are() throws Exception {
        Map<String, String> attributes = new TreeMap<>(Map.of("1st owner", "me & you", "<evil>", "\"", "größe", "ok", "xml:lang", "de"));

        String xml = text(Map.of("data", thing("x", attributes)));

        assertThat(xml).contains("<entry name=\"1st owner\">me &amp; you</entry>", "<entry name=\"größe\">ok</entry>",
                "<entry name=\"xml:lang\">de</entry>");
        var entries = read(xml.getBytes(StandardCharsets.UTF_8)).getElementsByTagName("entry");
        assertThat(entries.getLength()).isEqualTo(4);
        assertThat(((Element) entries.item(1)).getAttribute("name")).isEqualTo("<evil>");
    }

    @Test
    void what_XML_cannot_hold_leaves_a_mark_and_everything_else_comes_through() throws Exception {
        String odd = "a\u0000b\u0001c\uFFFEd\uD800e 😀 \t\r\n ]]> <x> & é";

        Element root = read(Xml.write(Map.of("data", thing(odd, Map.of("k\u0002", "v\u0003")))));

        assertThat(root.getElementsByTagName("note").item(0).getTextContent())
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe 😀 \t\r\n ]]> <x> & é");
        assertThat(((Element) root.getElementsByTagName("entry").item(0)).getAttribute("name")).isEqualTo("k\uFFFD");
    }

    @Test
    void a_problem_has_the_form_of_RFC_9457() {
        record Problem(String type, int status, List<String> errors) {}

        assertThat(new String(Xml.writeProblem(new Problem("/docs", 400, List.of("a"))), StandardCharsets.UTF_8)).isEqualTo(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><problem xmlns=\"urn:ietf:rfc:7807\"><type>/docs</type>"
                        + "<status>400</status><errors><i>a</i></errors></problem>");
    }
}
