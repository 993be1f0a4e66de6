package com.steveslist.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Http;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ErasureTest {

    private final Person seller = Person.newcomer("Sally Sellers");
    private final Person buyer = Person.newcomer("Bert Buyers");

    static Answer erase(Person person) {
        return person.calls().with("Prefer", "wait=30").delete("/v1/accounts/me", Map.of("password", person.password()));
    }

    private static JdbcClient security() {
        return SharedApplication.context().getBean("securityJdbc", JdbcClient.class);
    }

    /** An order that was bought, cancelled and paid back. @return its id */
    private String cancelledOrder() {
        String listing = seller.lists("Second-hand TV", 2, 12_900, Map.of()).text("id");
        String order = buyer.buys(listing, 1, "pm_card_ok").body().at("/data/orders/0/id").asString();
        buyer.calls().post("/v1/orders/" + order + "/cancel", Map.of("reason", "Bert of Main Street thinks again"), Person.newKey())
                .expected("cancel");
        await().until(() -> buyer.calls().get("/v1/orders/" + order).text("refund_status").equals("full"));
        return order;
    }

    @Nested
    class A_person_who_is_erased {

        @Test
        void reads_erased_everywhere_and_leaves_a_certificate_that_anybody_can_check() throws Exception {
            String order = cancelledOrder();
            Answer erased = erase(buyer);
            assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
            assertThat(erased.text("status")).isEqualTo("erased");

            assertThat(Person.anybody().get("/v1/accounts/" + buyer.id()).text("name")).isEqualTo("erased");
            JsonNode shown = seller.after(erased).get("/v1/orders/" + order).body().path("data");
            assertThat(shown.at("/shipping_address/name").asString()).isEqualTo("erased");
            assertThat(shown.at("/shipping_address/line1").asString()).isEqualTo("erased");
            assertThat(shown.at("/shipping_address/country").asString()).isEqualTo("US");
            assertThat(shown.at("/cancel_reason").asString()).isEqualTo("erased");
            String file =
                    Http.send("GET", "/v1/exports?resource=orders", Map.of("Authorization", seller.calls().header("Authorization")), null)
                            .text();
            assertThat(file).contains("\"name\":\"erased\"").doesNotContain("Steveington");
            JsonNode graph =
                    seller.calls().postAgainAndAgain("/graphql", Map.of("query", "{ account(id: \"" + buyer.id() + "\") { name } }"))
                            .body().path("data");
            assertThat(graph.at("/account/name").asString()).isEqualTo("erased");

            JsonNode certificate = Person.anybody().get("/v1/accounts/" + buyer.id() + "/erasure-certificate").expected("certificate")
                    .body().path("data");
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(
                    new X509EncodedKeySpec(Base64.getDecoder().decode(certificate.path("public_key").asString()))));
            signature.update(certificate.path("signed").asString().getBytes(StandardCharsets.UTF_8));
            assertThat(signature.verify(Base64.getUrlDecoder().decode(certificate.path("signature").asString()))).isTrue();
            assertThat(certificate.path("key_backups_kept").asString()).isEqualTo("P30D");
            assertThat(certificate.at("/deleted/sessions").asLong()).isEqualTo(1);
            assertThat(certificate.toString()).doesNotContain("Bert").doesNotContain(buyer.email());
        }

        @Test
        void is_let_in_by_nothing_and_the_address_can_be_used_again() {
            String key = buyer.calls().postAgainAndAgain("/v1/api-keys", Map.of("name", "laptop")).expected("key").text("key");
            buyer.calls().post("/v1/saved-searches", Map.of("name", "a TV of Bert's", "query", Map.of("q", "tv")), Person.newKey())
                    .expected("saved search");
            assertThat(erase(buyer).status()).isEqualTo(200);
            assertThat(buyer.calls().get("/v1/accounts/me").status()).isEqualTo(401);
            assertThat(Person.anybody().as(key).get("/v1/accounts/me").status()).isEqualTo(401);
            Map<String, String> credentials = Map.of("email", buyer.email(), "password", buyer.password());
            assertThat(Person.anybody().postAgainAndAgain("/v1/sessions", credentials).status()).isEqualTo(401);
            Answer again = Person.anybody().post("/v1/accounts",
                    Map.of("email", buyer.email(), "password", buyer.password(), "name", "Bert again"), Person.newKey());
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.text("id")).isNotEqualTo(buyer.id());
        }

        @Test
        void has_a_certificate_under_their_id_only() {
            assertThat(Person.anybody().get("/v1/accounts/me/erasure-certificate").status()).isEqualTo(404);
        }

        @Test
        void takes_listings_off_the_market() {
            String listing = seller.lists("Second-hand radio", 5, 900, Map.of()).text("id");
            Answer erased = erase(seller);
            assertThat(erased.status()).isEqualTo(200);
            assertThat(buyer.after(erased).get("/v1/listings/" + listing).status()).isEqualTo(404);
            assertThat(buyer.buys(listing, 1, "pm_card_ok").body().at("/data/failure/code").asString()).isEqualTo("listing_unavailable");
        }

        @Test
        void has_no_key_any_more_on_this_node() {
            PersonalData personal = SharedApplication.context().getBean(PersonalData.class);
            var before = personal.encrypt(new AccountId(buyer.id()), "a secret");
            assertThat(personal.read(before)).isEqualTo("a secret");
            erase(buyer).expected("erase");
            assertThat(personal.read(before)).isEqualTo("erased");
        }

        @Test
        void is_erased_by_steps_that_can_be_done_again() {
            erase(buyer).expected("erase");
            for (String step : List.of("close", "check", "revoke", "scrub", "destroy")) {
                security().sql("update erasures set step = ?, due_at = now() where account_id = ?").params(step, buyer.id()).update();
                await().until(() -> !step(buyer).equals(step));
            }
            await().until(() -> List.of("sweep", "refused").contains(step(buyer)));
            assertThat(eventsOf(buyer)).filteredOn("account.erased"::equals).hasSize(1);
            assertThat(eventsOf(buyer)).filteredOn("account.erasure_requested"::equals).hasSize(1);
        }
    }

    private static String step(Person person) {
        return security().sql("select step from erasures where account_id = ? order by demanded_at desc limit 1")
                .param(person.id())
                .query(String.class)
                .single();
    }

    private static List<String> eventsOf(Person person) {
        return security().sql("select type from eventstore.event where stream = ? order by version").param(person.id())
                .query(String.class).list();
    }

    @Nested
    class A_person_who_cannot_be_erased_yet {

        @Test
        void is_told_what_is_under_way_on_either_side_and_goes_on() {
            String listing = seller.lists("Second-hand phone", 2, 4_500, Map.of()).text("id");
            String order = buyer.buys(listing, 1, "pm_card_ok").body().at("/data/orders/0/id").asString();
            for (Person side : List.of(buyer, seller)) {
                Answer refused = erase(side);
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.body().path("code").asString()).isEqualTo("account_has_open_business");
                assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/orders/" + order);
                assertThat(refused.body().at("/errors/0/detail").asString()).contains("cancel it");
                assertThat(eventsOf(side)).doesNotContain("account.erasure_requested");
            }
            assertThat(seller.calls().get("/v1/listings/" + listing).text("status")).isEqualTo("published");
            seller.lists("one more", 1, 100, Map.of());
        }

        @Test
        void is_asked_for_the_right_password() {
            SteveslistClient calls = buyer.calls();
            assertThat(calls.delete("/v1/accounts/me", Map.of("password", "wrong password")).status()).isEqualTo(403);
            assertThat(calls.get("/v1/accounts/me").status()).isEqualTo(200);
        }
    }

    @Nested
    class Business_that_begins_at_the_same_moment {

        private static final int BUYERS = 6;

        /** Each checkout is either refused, or it stops the erasure, or its order belongs to the seller who is still there. */
        @Test
        void never_outlives_the_person_it_is_with() throws Exception {
            String listing = seller.lists("Second-hand cards", 100, 500, Map.of()).text("id");
            List<Person> buyers = new ArrayList<>();
            for (int i = 0; i < BUYERS; i++) {
                buyers.add(Person.newcomer("Racer " + i));
            }
            try (ExecutorService threads = Executors.newCachedThreadPool()) {
                List<Callable<Answer>> calls = new ArrayList<>();
                buyers.forEach(racer -> calls.add(() -> racer.calls().with("Prefer", "wait=30").post("/v1/checkouts",
                        Map.of("items", List.of(Map.of("listing_id", listing, "quantity", 1)), "payment_method", "pm_card_ok",
                                "shipping_address", Map.of("name", "R", "line1", "1", "city", "C", "country", "US")),
                        Person.newKey())));
                calls.add(3, () -> erase(seller));
                calls.add(2, () -> erase(buyers.getFirst()));
                for (Future<Answer> call : threads.invokeAll(calls)) {
                    assertThat(call.get().status()).isIn(200, 201, 202, 401, 409);
                }
            }
            for (Person person : List.of(seller, buyers.getFirst())) {
                await().until(() -> eventsOf(person).isEmpty() || !inBetween(person));
                long open = security()
                        .sql("""
                                select count(*) from views."order" where (buyer_id = ? or seller_id = ?) and status not in ('completed', 'cancelled')""")
                        .params(person.id(), person.id())
                        .query(Long.class)
                        .single();
                assertThat(eventsOf(person).contains("account.erased") && open > 0).as("an erased person with an open order").isFalse();
            }
        }

        private boolean inBetween(Person person) {
            String last = eventsOf(person).getLast();
            return last.equals("account.erasure_requested");
        }
    }
}
