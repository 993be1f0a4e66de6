package com.steveslist.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Http.Reply;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.Shell;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class DocsTest {
    private static final Map<String, Reply> PAGES = Pages.all();

    @Test
    void every_link_leads_to_something_that_is_there() {
        List<String> broken = new ArrayList<>();
        PAGES.forEach((address, page) -> {
            if (page.status() != 200) {
                broken.add(address + " → " + page);
            }
            for (String link : Pages.links(page)) {
                String[] parts = link.replace(SharedApplication.address().toString(), "").split("#", 2);
                Reply target = parts[0].isEmpty() ? page : PAGES.get(parts[0]);
                boolean there = target != null && target.status() == 200
                        && (parts.length == 1 || target.text().contains("id=\"" + parts[1] + "\""));
                if (!there) {
                    broken.add(address + " links to " + link);
                }
            }
        });

        assertThat(broken).isEmpty();
        assertThat(PAGES).hasSizeGreaterThan(20);
    }

    @Test
    void no_page_has_a_script_or_anything_from_elsewhere() {
        PAGES.forEach((address, page) -> {
            if (address.startsWith("/docs") && !address.endsWith(".atom")) {
                assertThat(page.text()).as(address).doesNotContain("<script", "=\"http:", "=\"https:", " style=", "onclick")
                        .contains("width=device-width");
                assertThat(page.headers().firstValue("Content-Security-Policy")).as(address).hasValueSatisfying(
                        policy -> assertThat(policy).startsWith("default-src 'none'; style-src 'sha256-").doesNotContain("unsafe"));
            }
        });
    }

    @Test
    void the_type_of_every_error_leads_to_a_section_about_it() {
        String page = Http.get("/docs/errors").text();

        for (ErrorCode code : ErrorCode.values()) {
            int begin = page.indexOf("<section id=\"" + code.code() + "\">");
            assertThat(begin).as(code.code()).isPositive();
            assertThat(page.substring(begin, page.indexOf("</section>", begin))).as(code.code())
                    .contains("<small>" + code.status() + "</small>", code.title(), "What to do:", "Worth a repeat:", code.text().call())
                    .containsPattern("&quot;request_id&quot;|&quot;status&quot;: &quot;failed&quot;")
                    .containsIgnoringCase("&quot;" + code.code() + "&quot;");
        }
        assertThat(page.substring(page.indexOf("<section id=\"out_of_stock\">"), page.indexOf("<section id=\"listing_unavailable\">")))
                .contains("HTTP/1.1 201", "as <code>failure.code</code> of a checkout", "No call has it as its status");
        assertThat(page.substring(page.indexOf("<section id=\"mixed_currencies\">"), page.indexOf("<section id=\"cart_empty\">")))
                .contains("HTTP/1.1 422", "as the status <code>422</code> of", "POST /v1/checkouts");
    }

    @Test
    void the_server_and_a_slash_too_many_lead_to_the_first_page() {
        for (String path : List.of("/", "/docs/")) {
            Reply reply = Http.get(path);
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.headers().firstValue("Location")).contains("/docs");
        }
    }

    @Test
    void everything_that_can_be_pasted_works_from_nothing_to_a_partial_refund(@TempDir Path directory) {
        Person somebody = Person.newcomer("Somebody else");
        somebody.lists("Lamp", 1, 900, Map.of());
        somebody.lists("Chair", 1, 900, Map.of());
        StringBuilder script = new StringBuilder(Pages.shell(page("/docs/quick-start")));
        script.append("\necho; echo END OF QUICK START\n");
        PAGES.forEach((address, page) -> {
            if (address.startsWith("/docs/") && !address.startsWith("/docs/reference") && !address.equals("/docs/quick-start")) {
                script.append('\n').append(Pages.shell(page)).append('\n');
            }
        });
        String ours = script.toString().replace("http://localhost:8080", SharedApplication.address().toString());

        Shell.Ran ran = Shell.run(ours, Map.of(), directory);

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output()).doesNotContain("\"request_id\"", "curl:");
        assertThat(ran.output()).containsSubsequence("Second-hand TV", "\"completed\"", "\"shipped\"", "succeeded",
                "\"refunded_amount\" : 30000", "\"refund_status\" : \"partial\"", "END OF QUICK START");
        assertThat(ran.output()).contains("304\n");
    }

    @Test
    void the_feed_has_what_the_page_has() throws Exception {
        Reply feed = Http.get("/docs/changelog.atom");
        Document atom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(feed.text().getBytes(StandardCharsets.UTF_8)));

        assertThat(feed.headers().firstValue("Content-Type")).contains("application/atom+xml;charset=utf-8");
        assertThat(atom.getElementsByTagName("entry").getLength()).isEqualTo(Changelog.entries().size()).isPositive();
        assertThat(Changelog.entries()).isSortedAccordingTo((a, b) -> b.date().compareTo(a.date()));
    }

    @Test
    void a_page_that_is_not_there_is_said_so_like_every_error() {
        assertThat(Http.get("/docs/nothing").json().path("code").asString()).isEqualTo("not_found");
    }

    private static Reply page(String address) {
        return Objects.requireNonNull(PAGES.get(address), address);
    }
}
