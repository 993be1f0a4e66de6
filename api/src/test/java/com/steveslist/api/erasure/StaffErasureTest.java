package com.steveslist.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedCommands;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaffErasureTest {

    private static final String REASON = "request 2026-114";

    private final Person person = Person.newcomer("Petra Petrarca");

    private static Person supporter() {
        Person supporter = Person.newcomer("Sue Support");
        SharedCommands.Ran ran = SharedCommands.run("staff", "grant", supporter.email(), "support");
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        Map<String, String> nothing = Map.of();
        await().until(
                () -> supporter.calls().impatient().post("/v1/accounts/acct_00000000000000000000000000/erasure", nothing).status() != 403);
        return supporter;
    }

    private Answer erase(SteveslistClient staff, String password, String reason) {
        return staff.with("Prefer", "wait=30").post("/v1/accounts/" + person.id() + "/erasure",
                Map.of("reason", reason, "password", password));
    }

    @Test
    void support_erases_who_asked_for_it_and_the_certificate_says_so() {
        Person supporter = supporter();
        assertThat(erase(supporter.calls(), "wrong password", REASON).code()).isEqualTo("wrong_password");
        Answer personal = erase(supporter.calls(), supporter.password(), "Petrarca wrote to us");
        assertThat(personal.code()).isEqualTo("invalid_request");
        assertThat(personal.body().at("/errors/0/pointer").asString()).isEqualTo("/reason");
        assertThat(personal.body().toString()).doesNotContain("Petrarca");

        Answer erased = erase(supporter.calls(), supporter.password(), REASON);
        assertThat(erased.text("status")).as(erased.toString()).isEqualTo("erased");
        assertThat(erased.data().at("/certificate/demanded_by").asString()).isEqualTo("staff");
        assertThat(erased.data().at("/certificate/reason").asString()).isEqualTo(REASON);
        assertThat(person.calls().get("/v1/accounts/me").status()).isEqualTo(401);
        assertThat(supporter.calls().get("/v1/accounts/me").status()).as("who erased somebody else is still signed in").isEqualTo(200);
        Answer again = erase(supporter.calls(), supporter.password(), "another request");
        assertThat(again.data().path("id").asString()).isEqualTo(erased.text("id"));
        assertThat(again.data().at("/certificate/reason").asString()).isEqualTo(REASON);
    }

    @Test
    void nobody_else_may() {
        Person stranger = Person.newcomer("Steve Stranger");
        assertThat(erase(stranger.calls(), stranger.password(), REASON).status()).isEqualTo(403);
        assertThat(person.calls().get("/v1/accounts/me").status()).isEqualTo(200);
    }

    @Test
    void an_operator_erases_with_a_command_and_is_told_what_is_under_way() {
        String listing = Person.newcomer("Sally Seller").lists("A thing", 2, 700, Map.of()).text("id");
        String order = person.buys(listing, 1, "pm_card_ok").body().at("/data/orders/0/id").asString();
        SharedCommands.Ran refused = SharedCommands.run("erase", person.email(), "--reason", REASON);
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains("order " + order);
        assertThat(SharedCommands.run("erase", person.email(), "--reason", "Petrarca's wish").exitCode()).as("a reason that names")
                .isPositive();

        person.calls().post("/v1/orders/" + order + "/cancel", Map.of(), Person.newKey()).expected("cancel");
        await().until(() -> person.calls().get("/v1/orders/" + order).text("refund_status").equals("full"));
        SharedCommands.Ran erased = SharedCommands.run("erase", person.id(), "--reason", REASON);
        assertThat(erased.exitCode()).as(erased.output()).isZero();
        assertThat(erased.output()).contains("\"key_backups_kept\":\"P30D\"", "is erased: GET /v1/accounts/" + person.id());
        assertThat(SharedCommands.run("erase", person.email(), "--reason", REASON).exitCode()).as("an address that nobody has")
                .isPositive();
    }
}
