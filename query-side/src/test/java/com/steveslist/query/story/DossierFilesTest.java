package com.steveslist.query.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.query.story.StoryContext.Discretion;
import com.steveslist.query.story.StoryProofs.EventProof;
import com.steveslist.query.story.StoryProofs.Proven;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class DossierFilesTest {

    private static final String HOSTILE = "</style><script>alert(1)</script>'\"&amp;\u0000\u202e]]>";

    /** Proofs as another part makes them. */
    private static final StoryProofs PROOFS = (positions, head) -> new Proven(
            positions.stream().map(position -> new EventProof("hash" + position, "leaf", List.of("beside"), position)).toList(),
            "a log\n7\nroot\n\n— a log <signature>\n",
            List.of("a key\n"),
            7);

    private static Dossier dossier(String name) {
        Story story = new Stories(new Past(name).bought()).find(Subject.of("ord_01jd3z00000000000000000005")).orElseThrow();
        Discretion discretion = new Discretion(null, event -> !event.type().equals("order.shipped"));
        return Dossier.of(story, discretion, null).proven(story, discretion, PROOFS, null);
    }

    private static Document page(Dossier dossier) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return parsers.newDocumentBuilder().parse(new ByteArrayInputStream(DossierFiles.html(dossier)));
    }

    private static List<Element> all(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }

    @Test
    void the_page_is_well_formed_and_shows_a_hostile_name_as_text() throws Exception {
        Document page = page(dossier(HOSTILE));

        assertThat(all(page, "script")).isEmpty();
        assertThat(all(page, "body").getFirst().getTextContent()).contains("“</style><script>alert(1)</script>'\"&amp;\\u{0}\\u{202e}]]>”");
        assertThat(all(page, "tr")).hasSizeGreaterThan(9);
    }

    @Test
    void the_page_needs_nothing_from_elsewhere_and_can_be_read_by_anybody() throws Exception {
        Document page = page(dossier("TV"));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(all(page, "caption")).hasSize(2);
        assertThat(all(page, "th")).allSatisfy(header -> assertThat(header.getAttribute("scope")).isIn("col", "row"));
        assertThat(all(page, "a")).allSatisfy(link -> assertThat(link.getAttribute("href")).startsWith("#p"));
        List<Element> elements = new ArrayList<>(all(page, "*"));
        assertThat(elements).allSatisfy(element -> {
            assertThat(element.hasAttribute("src")).isFalse();
            assertThat(element.hasAttribute("style")).isFalse();
        });
        assertThat(text(DossierFiles.html(dossier("TV")))).contains("@page {").doesNotContain("url(");
    }

    @Test
    void the_same_dossier_has_the_same_bytes_whatever_the_machine_is_set_to() {
        String html = text(DossierFiles.html(dossier("TV")));
        String json = text(DossierFiles.json(dossier("TV")));
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String line = System.lineSeparator();
        try {
            Locale.setDefault(Locale.of("ar", "EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            System.setProperty("line.separator", "\r\n");

            assertThat(text(DossierFiles.html(dossier("TV")))).isEqualTo(html);
            assertThat(text(DossierFiles.json(dossier("TV")))).isEqualTo(json);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
            System.setProperty("line.separator", line);
        }
    }

    @Test
    void names_are_sorted_and_what_is_not_told_in_full_has_no_leaf() throws Exception {
        JsonNode json = new ObjectMapper().readTree(DossierFiles.json(dossier("TV")));

        assertThat(names(json)).containsExactly("cut", "events", "id", "kind", "personal", "proofs", "seen_by");
        assertThat(names(json.at("/events/0"))).isSorted().hasSize(15);
        assertThat(json.at("/events/0/recorded_at").asText()).isEqualTo("2026-11-29T03:23:11.123456Z");
        assertThat(json.at("/proofs/events").findValuesAsText("leaf")).containsOnly("leaf", "null");
        assertThat(json.at("/proofs/events/6/leaf").isNull()).isTrue();
        assertThat(json.at("/proofs/events/6/hash").asText()).isEqualTo("hash108");
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
