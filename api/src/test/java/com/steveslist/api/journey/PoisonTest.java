package com.steveslist.api.journey;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.SharedCommands;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A statement of a view fails for one listing: nobody is shown what is not so, everybody is told, and an operator puts it right. */
@ExtendWith(PrintsTheLog.class)
class PoisonTest {
    private static final String PATH = "/v1/listings/";

    private final Person seller = Person.newcomer("Polly Poison");
    private final Answer sick = seller.lists("Poisoned lamp", 3, 900, Map.of());
    private final Answer sound = seller.lists("Sound lamp", 3, 900, Map.of());
    private final JdbcClient sql = database();

    @BeforeEach
    void one_listing_whose_row_cannot_be_written() {
        seller.after(sick).get(PATH + sick.text("id")).expected("look at it");
        sql.sql("""
                create or replace function views.poison() returns trigger language plpgsql as $$
                begin
                    raise exception 'poisoned' using errcode = 'data_exception';
                end
                $$""").update();
        sql.sql("create trigger poison before insert or update on views.listing for each row when (new.id = '" + sick.text("id")
                + "') execute function views.poison()").update();
    }

    @AfterEach
    void healthy() {
        sql.sql("drop trigger if exists poison on views.listing").update();
        SharedCommands.run("consumers", "retry", "view.listing");
    }

    @Test
    void a_read_that_asks_for_what_is_parked_is_told_so_all_others_go_on_and_a_retry_puts_it_right() throws Exception {
        Answer dearer = price(sick, 1_100);
        await().until(() -> consumers(1).contains(sick.text("id")));

        Answer told = impatient(dearer).get(PATH + sick.text("id"));
        assertThat(told.status()).isEqualTo(503);
        assertThat(told.code()).isEqualTo("read_model_behind");
        assertThat(told.header("Retry-After")).isPresent();
        assertThat(impatient(dearer).get("/v1/listings?seller_id=" + seller.id()).code()).isEqualTo("read_model_behind");
        assertThat(Person.anybody().get(PATH + sick.text("id")).data().path("price_amount").asLong())
                .as("without a token: the last that could be applied").isEqualTo(900);

        Answer other = price(sound, 1_200);
        assertThat(seller.after(other).get(PATH + sound.text("id")).expected("look").data().path("price_amount").asLong())
                .isEqualTo(1_200);
        assertThat(consumers(1)).contains("view.listing parked listing.changed", "of " + sick.text("id"), "22000");
        await().until(() -> metrics().contains("steveslist_consumer_parked_events{consumer=\"view.listing\"} 1.0"));
        assertThat(metrics()).contains("steveslist_consumer_parked_events{consumer=\"view.order\"} 0.0");

        sql.sql("drop trigger poison on views.listing").update();
        SharedCommands.Ran retried = SharedCommands.run("consumers", "retry", "view.listing", sick.text("id"));
        assertThat(retried.output()).contains("nothing is parked in view.listing");
        assertThat(retried.exitCode()).isZero();
        Answer shown = seller.after(dearer).get(PATH + sick.text("id")).expected("look again");
        assertThat(shown.data().path("price_amount").asLong()).isEqualTo(1_100);
        await().until(() -> metrics().contains("steveslist_consumer_parked_events{consumer=\"view.listing\"} 0.0"));
    }

    @Test
    void what_somebody_else_writes_to_the_topic_is_parked_and_hides_nothing() throws Exception {
        String kafka = environment().getRequiredProperty("steveslist.kafka");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            for (int partition = 0; partition < 12; partition++) {
                producer.send(new ProducerRecord<>("steveslist.events", partition, null, "hello?")).get(30, SECONDS);
            }
        }
        Answer other = price(sound, 1_300);
        await().untilAsserted(() -> assertThat(consumers(1))
                .contains("index.listing parked unreadable", "export.warehouse parked unreadable", "of no key"));
        await().untilAsserted(() -> {
            Answer found = seller.after(other).get("/v1/search/listings?q=Sound&seller_id=" + seller.id()).expected("search");
            assertThat(found.items()).extracting(hit -> hit.path("price_amount").asLong()).contains(1_300L);
        });
        for (String consumer : List.of("index.listing", "export.warehouse")) {
            // Each partition is read by itself.
            await()
                    .until(() -> metrics().contains("steveslist_consumer_parked_events{consumer=\"" + consumer + "\"} 12.0"));
            assertThat(SharedCommands.run("consumers", "discard", consumer, "no key", "--all", "--reason", "a test wrote it").output())
                    .contains("gave up 12 events");
        }
        assertThat(SharedCommands.run("reconcile").exitCode()).isZero();
    }

    private Answer price(Answer listing, long minor) {
        return seller.calls().patch(PATH + listing.text("id"), Map.of("price_amount", minor), Person.newKey()).expected("change the price");
    }

    private SteveslistClient impatient(Answer after) {
        return seller.after(after).impatient();
    }

    private static String consumers(int exitCode) {
        SharedCommands.Ran ran = SharedCommands.run("consumers");
        return ran.exitCode() == exitCode ? ran.output() : "";
    }

    private static String metrics() throws Exception {
        URI address = SharedApplication.address().resolve("/metrics");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }

    private static Environment environment() {
        return SharedApplication.context().getEnvironment();
    }

    private static JdbcClient database() {
        Environment environment = environment();
        return JdbcClient.create(new DriverManagerDataSource(
                environment.getRequiredProperty("steveslist.postgres.url"), environment.getRequiredProperty("steveslist.postgres.user"),
                environment.getRequiredProperty("steveslist.postgres.password")));
    }
}
