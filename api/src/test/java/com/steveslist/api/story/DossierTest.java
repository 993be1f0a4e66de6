package com.steveslist.api.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.http.Json;
import com.steveslist.api.testing.CommandScript;
import com.steveslist.api.testing.HoldsToTheDocument;
import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PlainCall;
import com.steveslist.api.testing.SharedCommands;
import com.steveslist.api.testing.Shell;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;

/** The whole story of an order, over HTTP and by {@code ./steveslist explain}. */
@ExtendWith(HoldsToTheDocument.class)
class DossierTest {

    private static final String HOSTILE = "</style><script>alert('1')</script>\u202e & \"TV\"";
    private static final Person SELLER = Person.newcomer("Sally Storyteller");
    private static final Person BUYER = Person.newcomer("Billy Bookworm");
    private static final String ORDER = bought();

    private static String bought() {
        String listing = SELLER.lists(HOSTILE, 2, 64_950, Map.of()).text("id");
        String order = BUYER.buys(listing, 2, "pm_card_ok").data().at("/orders/0/id").asString();
        SELLER.calls().post("/v1/orders/" + order + "/ship", Map.of("carrier", "Van", "tracking_number", "V-1"), Person.newKey())
                .expected("ship");
        Answer refund = SELLER.calls()
                .post("/v1/orders/" + order + "/refunds", Map.of("amount", 5_000, "reason", "A scratch"), Person.newKey())
                .expected("refund");
        // In this thread: any other would wait until this class is initialised, which waits for it here.
        await().pollInSameThread().until(() -> SELLER.calls().get("/v1/refunds/" + refund.text("id")).text("status").equals("succeeded"));
        return order;
    }

    private static Answer dossier(Person person) {
        return person.calls().get("/v1/orders/" + ORDER + "/dossier");
    }

    private static List<String> types(Answer dossier) {
        return dossier.data().path("events").valueStream().map(event -> event.path("type").asString()).toList();
    }

    private static String token(Person person) {
        return PlainCall.call("POST", "/v1/sessions")
                .json(Map.of("email", person.email(), "password", person.password()))
                .send()
                .data()
                .path("token")
                .asString();
    }

    private static Http.Reply page(Person person) {
        return Http.send("GET", "/v1/orders/" + ORDER + "/dossier",
                Map.of("Accept", "text/html,application/xml;q=0.9,*/*;q=0.8", "Authorization", "Bearer " + token(person)), null);
    }

    private static Person auditor() {
        Person person = Person.newcomer("Audrey Archivist");
        SharedCommands.Ran granted = SharedCommands.run("staff", "grant", person.email(), "auditor");
        assertThat(granted.exitCode()).as(granted.output()).isZero();
        await().until(() -> dossier(person).status() == 200);
        return person;
    }

    @Test
    void each_side_sees_its_part_in_the_order_of_the_log() {
        // The order is confirmed and the goods are sold by two effects at once, so either comes first.
        assertThat(types(dossier(SELLER))).hasSize(7)
                .startsWith("listing.reserved", "order.placed")
                .contains("order.confirmed", "listing.sold")
                .endsWith("order.shipped", "refund.requested", "refund.succeeded");
        assertThat(dossier(SELLER).data().path("events").valueStream().map(event -> event.path("position").asLong())).isSorted();
        // So are the prices written and the payment asked for.
        assertThat(types(dossier(BUYER))).startsWith("checkout.started")
                .contains("checkout.priced", "payment.requested", "payment.captured", "order.shipped", "payment.refunded",
                        "checkout.completed")
                .doesNotContain("listing.reserved", "listing.sold");
        assertThat(dossier(Person.newcomer("Stranger")).status()).isEqualTo(404);
    }

    @Test
    void it_tells_amounts_and_people_but_no_personal_values() {
        JsonNode dossier = dossier(BUYER).data();
        String all = dossier.toString();

        assertThat(all).contains("1,299.00 USD", "50.00 USD", "the buyer " + BUYER.id(), "[personal]")
                .doesNotContain("Steve Steveington", "A scratch", "19 Century");
        assertThat(dossier.path("seen_by").asString()).isEqualTo(BUYER.id());
        assertThat(dossier.path("personal").asBoolean()).isFalse();
    }

    @Test
    void the_page_is_well_formed_and_shows_hostile_names_as_text() throws Exception {
        Http.Reply reply = page(SELLER);
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Document page = parsers.newDocumentBuilder().parse(new ByteArrayInputStream(reply.text().getBytes(StandardCharsets.UTF_8)));

        assertThat(reply.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getDocumentElement().getTextContent()).contains("</style><script>alert('1')</script>\\u{202e} & \"TV\"");
    }

    @Test
    void two_machines_make_the_same_bytes(@TempDir Path here, @TempDir Path there) throws Exception {
        Person auditor = auditor();
        SharedCommands.Ran ran = SharedCommands.run("explain", "order", ORDER, "--into", here.toString());
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        CommandScript.writeTo(
                there, "-Duser.timezone=Pacific/Apia", "-Duser.language=ar", "-Duser.country=EG", "-Dfile.encoding=ISO-8859-1",
                "-Dstdout.encoding=US-ASCII", "-Dline.separator=\r\n");
        Shell.Ran elsewhere = Shell.run(
                "./steveslist explain order " + ORDER + " --into . && ./steveslist explain " + ORDER + " > story.txt"
                        + " && ./steveslist explain " + ORDER + " --json > printed.json",
                Map.of(), there);
        assertThat(elsewhere.exitCode()).as(elsewhere.output()).isZero();

        for (String file : List.of("dossier.html", "dossier.json")) {
            assertThat(there.resolve(file)).hasSameBinaryContentAs(here.resolve(file));
        }
        assertThat(there.resolve("printed.json")).hasSameBinaryContentAs(here.resolve("dossier.json"));
        assertThat(Files.readString(there.resolve("story.txt"))).isEqualTo(SharedCommands.run("explain", ORDER).output());
        assertThat(Files.readString(here.resolve("dossier.html"))).isEqualTo(page(auditor).text());
        assertThat(Json.read(Files.readString(here.resolve("dossier.json")))).isEqualTo(dossier(auditor).data());
    }

    @Test
    void the_command_tells_the_story_one_line_an_event() {
        String told = SharedCommands.run("explain", "order", ORDER).output();

        assertThat(told.lines())
                .hasSizeGreaterThan(12)
                .allMatch(line -> line.matches("#\\d+  \\d{4}-\\d\\d-\\d\\d .* UTC  .*\\.  By .*\\.  \\[[a-z_.]+]"));
        assertThat(told).contains("1,299.00 USD", "[personal]", "[order.shipped]", "under the tracking number", "(process.checkout)")
                .doesNotContain("Steveington", "\u001b");
    }

    @Test
    void personal_values_are_opened_for_an_auditor_who_says_so_and_their_owner_sees_that() {
        Person auditor = auditor();
        String open = SharedCommands.run("explain", "order", ORDER, "--personal", "--as", auditor.email()).output();

        assertThat(open).contains("Steve Steveington", "A scratch");
        for (Person person : List.of(BUYER, SELLER)) {
            assertThat(person.calls().get("/v1/accounts/me/access-log").items()).anySatisfy(look -> {
                assertThat(look.path("reader_id").asString()).isEqualTo(auditor.id());
                assertThat(look.path("call").asString()).isEqualTo("./steveslist explain order " + ORDER + " --personal");
            });
        }
    }

    @Test
    void a_head_that_was_never_signed_proves_none() {
        Answer refused = SELLER.calls().get("/v1/orders/" + ORDER + "/dossier?head=1");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("head_not_found");
    }

    @Test
    void nobody_else_opens_them() {
        assertThat(SharedCommands.run("explain", ORDER, "--personal").exitCode()).isEqualTo(1);
        SharedCommands.Ran asSeller = SharedCommands.run("explain", ORDER, "--personal", "--as", SELLER.email());

        assertThat(asSeller.exitCode()).isEqualTo(1);
        assertThat(asSeller.output()).isEmpty();
    }

    @Test
    void what_is_not_there_is_told_in_one_line() {
        assertThat(SharedCommands.run("explain", "listing", ORDER).exitCode()).isEqualTo(1);
        assertThat(SharedCommands.run("explain", "ord_01jd3z0000000000000000000z").exitCode()).isEqualTo(1);
        assertThat(SharedCommands.run("explain", "order").exitCode()).isEqualTo(1);
    }

    @Test
    void options_that_would_do_nothing_alone_are_refused() {
        assertThat(SharedCommands.run("explain", ORDER, "--head", "1").exitCode()).isEqualTo(1);
        assertThat(SharedCommands.run("explain", ORDER, "--as", SELLER.email()).exitCode()).isEqualTo(1);
    }

    @Test
    void other_things_have_stories_too() {
        JsonNode order = SELLER.calls().get("/v1/orders/" + ORDER).data();
        String refund = SELLER.calls().get("/v1/orders/" + ORDER + "/refunds").items().getFirst().path("id").asString();
        String listing = order.at("/items/0/listing_id").asString();

        for (String id : List.of(
                refund, listing, SELLER.id(), order.path("checkout_id").asString(), order.path("payment_id").asString())) {
            SharedCommands.Ran ran = SharedCommands.run("explain", id);
            assertThat(ran.exitCode()).as(ran.output()).isZero();
            assertThat(ran.output()).contains(id);
        }
    }

    @Test
    void rules_as_they_are_would_have_changed_nothing_in_this_log() {
        SharedCommands.Ran ran = SharedCommands.run(
                "whatif", "--rule", "ship-by=7d", "--rule", "complete-after=14d", "--rule", "refund-window=none", "--json");

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        JsonNode report = Json.read(ran.output());
        assertThat(report.path("orders_unlike_the_events").asLong()).isZero();
        assertThat(report.path("sellers").valueStream().toList()).isNotEmpty().allSatisfy(
                seller -> assertThat(seller.path("difference").valueStream().mapToLong(JsonNode::asLong).toArray()).containsOnly(0));
    }

    @Test
    void a_rule_that_nobody_knows_is_told_in_one_line() {
        assertThat(SharedCommands.run("whatif", "--rule", "fee=3").exitCode()).isEqualTo(1);
        assertThat(SharedCommands.run("whatif", "--rule", "ship-by=3d", "--from", "yesterday").exitCode()).isEqualTo(1);
    }
}
