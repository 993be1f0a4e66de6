package com.steveslist.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.HoldsToTheDocument;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Whoever of the staff reads other people's personal values leaves a trace, and who was read can see it. */
@ExtendWith(HoldsToTheDocument.class)
class AccessTest {

    private final Person seller = Person.newcomer("Sally Seller");
    private final Person buyer = Person.newcomer("Billy Buyer");
    private final Person auditor = Staff.auditor();
    private final Answer checkout = buyer.buys(seller.lists("Lamp", 10, 900, Map.of()).text("id"), 2, "pm_card_ok");
    private final String order = checkout.data().at("/orders/0/id").asString();

    private static List<JsonNode> looksAt(Person person) {
        return person.calls().get("/v1/accounts/me/access-log").expected("read the access log").items().stream()
                .filter(look -> look.path("extent").asString().equals("one"))
                .toList();
    }

    @Test
    void a_look_is_one_event_a_person_and_request_that_the_person_sees() {
        auditor.calls().get("/v1/audit/events?limit=100&stream=" + order).expected("look");

        assertThat(looksAt(buyer)).singleElement().satisfies(look -> {
            assertThat(look.path("reader_id").asString()).isEqualTo(auditor.id());
            assertThat(look.path("call").asString()).isEqualTo("GET /v1/audit/events");
        });
        assertThat(looksAt(seller)).isEmpty();
        JsonNode event = buyer.calls().get("/v1/audit/events?types=access.recorded").items().getFirst();
        assertThat(event.at("/actor/kind").asString()).isEqualTo("staff");
        assertThat(event.at("/data/person_id").asString()).isEqualTo(buyer.id());
    }

    @Test
    void every_way_to_a_persons_values_leaves_one() {
        auditor.calls().get("/v1/audit/streams/" + order).expected("look at the stream");
        auditor.calls().get("/v1/requests/" + checkout.header("X-Request-Id").orElseThrow()).expected("look at the request");
        auditor.calls().get("/v1/orders/" + order + "/why?field=shipping_address.city").expected("ask why");
        auditor.calls().post("/graphql", Map.of("query", "{ auditStream(id: \"" + order + "\") { nodes { event { data } } } }"))
                .expected("look through GraphQL");

        assertThat(looksAt(buyer)).hasSize(4);
    }

    @Test
    void what_shows_nothing_personal_of_others_leaves_none() {
        auditor.calls().get("/v1/audit/events?limit=100&personal=redacted&stream=" + order).expected("look at ids");
        auditor.calls().get("/v1/audit/events?limit=100&types=order.confirmed&stream=" + order).expected("look at a deadline");
        buyer.calls().get("/v1/audit/events?limit=100&stream=" + order).expected("look at one's own");
        seller.calls().get("/v1/audit/events?limit=100&stream=" + order).expected("look as the other side");

        assertThat(looksAt(buyer)).isEmpty();
    }

    @Test
    void a_file_of_lines_is_one_look_at_many_which_everybody_sees() {
        Staff.lines(auditor, "/v1/audit/events?types=order.placed");

        assertThat(looksAt(buyer)).isEmpty();
        assertThat(buyer.calls().get("/v1/accounts/me/access-log").items())
                .anySatisfy(look -> {
                    assertThat(look.path("extent").asString()).isEqualTo("many");
                    assertThat(look.path("reader_id").asString()).isEqualTo(auditor.id());
                });
        assertThat(Person.newcomer("Later").calls().get("/v1/accounts/me/access-log").items()).isEmpty();
    }

    @Test
    void what_cannot_be_recorded_is_not_shown() throws SQLException {
        Environment environment = SharedApplication.context().getEnvironment();
        try (Connection connection = DriverManager.getConnection(
                environment.getRequiredProperty("steveslist.postgres.url"),
                environment.getRequiredProperty("steveslist.postgres.user"),
                environment.getRequiredProperty("steveslist.postgres.password"));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Nobody can append while somebody else holds the log's lock.
            statement.execute("select pg_advisory_xact_lock(hashtextextended('eventstore.append', 0))");
            Answer refused = once().get("/v1/audit/events?stream=" + order);
            Answer withoutNames = once().get("/v1/audit/events?personal=redacted&stream=" + order);
            connection.rollback();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("access_not_recorded");
            assertThat(refused.body().toString()).doesNotContain("Steveington");
            assertThat(withoutNames.status()).isEqualTo(200);
        }
    }

    /** A client that takes no for an answer. */
    private SteveslistClient once() {
        return SteveslistClient.of(SharedApplication.address(), Duration.ZERO).as(Staff.token(auditor));
    }
}
