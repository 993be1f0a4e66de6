package com.steveslist.api.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.http.Json;
import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.projections.scan.Findings;
import com.steveslist.projections.scan.Scan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** {@code ./steveslist drill erase} in short: one node, no backup, no kill, no rebuild. */
class ErasedEverywhereTest {

    private static final SteveslistClient EVERYBODY = SteveslistClient.of(SharedApplication.address(), Duration.ofMinutes(2));

    private static final List<String> FIELDS =
            List.of("/profile/email", "/profile/name", "/profile/city", "/api_keys*/name", "/programs*/name",
                    "/saved_searches*/name", "/saved_searches*/query", "/orders*/shipping_address/name", "/orders*/shipping_address/line1",
                    "/orders*/shipping_address/line2", "/orders*/shipping_address/city", "/orders*/shipping_address/state",
                    "/orders*/shipping_address/postal_code", "/orders*/cancel_reason", "/checkouts*/shipping_address/name",
                    "/checkouts*/shipping_address/line1",
                    "/refunds*/reason", "/events*/data/email", "/events*/data/name", "/events*/data/profile/city", "/events*/data/reason");

    private final Environment environment = SharedApplication.context().getEnvironment();
    private final Trader market = Trader.register(EVERYBODY, "market-" + Planted.newWord());
    private final String listing = market.list("Second-hand lamp", 1_000, 1_500);
    private final Planted erased = Planted.plant(EVERYBODY, Planted.newWord(), market, listing);
    private final Planted control = Planted.plant(EVERYBODY, Planted.newWord(), market, listing);

    private Findings scan(Planted... persons) throws Exception {
        Scan scan = scanOfWhatComesLast(persons);
        for (String part : List.of("postgres", "kafka", "elasticsearch")) {
            scan.files(EmbeddedServers.directory().resolve(part));
        }
        scan.files(Path.of(property("steveslist.mail.outbox")));
        scan.files(SharedApplication.log());
        for (String database : List.of("steveslist.postgres", "steveslist.keys", "steveslist.stevepay")) {
            scan.database(property(database + ".url"), property(database + ".user"), property(database + ".password"));
        }
        return scan.findings();
    }

    private Scan scanOfWhatComesLast(Planted... persons) throws Exception {
        return Scan.of(Arrays.stream(persons).map(Planted::word).toList())
                .files(Path.of(property("steveslist.warehouse")))
                .index(URI.create(property("steveslist.elasticsearch")));
    }

    private String property(String name) {
        return environment.getRequiredProperty(name);
    }

    private static Set<String> places(Findings findings, int word) {
        return findings.found().stream().filter(found -> found.word() == word)
                .map(found -> found.place().replaceFirst("[/ ].*", "").replaceFirst("[-_]?\\d+$", ""))
                .collect(Collectors.toSet());
    }

    /** What is held about somebody has their word wherever they wrote it. */
    private void showsEveryField() {
        JsonNode export = Json.read(
                Http.send("GET", "/v1/accounts/me/export", Map.of("Authorization", erased.caller().header("Authorization")), null).text());
        for (String field : FIELDS) {
            String[] listAndField = field.split("\\*");
            JsonNode rows = export.at(listAndField[0]);
            boolean found = listAndField.length == 1
                    ? rows.asString().contains(erased.word())
                    : rows.valueStream().anyMatch(row -> row.at(listAndField[1]).asString("").contains(erased.word()));
            assertThat(found).as(field).isTrue();
        }
    }

    @Test
    void nothing_that_was_ever_written_holds_a_word_of_somebody_who_was_erased() throws Exception {
        showsEveryField();
        String shown = new Trader(control.accountId(), control.caller()).list("A lamp called " + control.word(), 1, 1_500);
        // Everything that the databases hold is read as seldom as can be.
        await().until(
                () -> places(scanOfWhatComesLast(control).findings(), 1).containsAll(Set.of("Elasticsearch", "steveslist-warehouse")));
        Findings before = scan(erased, control);
        assertThat(places(before, 1)).as("where the word is before").containsExactly("steveslist-mail");
        assertThat(places(before, 2)).contains("postgres", "kafka", "Elasticsearch", "steveslist-warehouse", "steveslist-mail");

        assertThat(erased.erases(EVERYBODY, 30).text("status")).isEqualTo("erased");
        Findings after = scan(erased, control);
        assertThat(after.unread()).isEmpty();
        assertThat(after.found()).filteredOn(found -> found.word() == 1).isEmpty();
        assertThat(places(after, 2)).contains("postgres", "kafka", "Elasticsearch", "steveslist-warehouse", "steveslist-mail");
        assertThat(EVERYBODY.get("/v1/listings/" + shown).text("name")).contains(control.word());
    }
}
