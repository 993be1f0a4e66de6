package com.steveslist.api.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.security.Chore;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PrintsTheLog.class)
class ApiKeysTest {

    private final Person ada = Person.newcomer("Ada");
    private final JdbcClient sql = SharedApplication.context().getBean("securityJdbc", JdbcClient.class);

    private Answer make(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "A program"));
        body.putAll(more);
        return ada.calls().post("/v1/api-keys", body);
    }

    private static SteveslistClient program(Answer made) {
        return Person.anybody().impatient().as(made.text("key"));
    }

    private static int status(Answer made) {
        return program(made).get("/v1/accounts/me").status();
    }

    @Test
    void a_key_can_read_what_auditors_and_analysts_may() {
        Answer made = make(Map.of("scopes", List.of("audit:read", "analytics:read"))).expected("make a key");

        assertThat(made.data().path("scopes").valueStream().map(scope -> scope.asString())).containsExactly("analytics:read", "audit:read");
        assertThat(status(made)).isEqualTo(403);
    }

    @Test
    void keys_are_found_by_how_they_begin() {
        Answer one = make(Map.of()).expected("make a key");
        Answer other = make(Map.of()).expected("make a key");

        assertThat(ada.calls().get("/v1/api-keys?prefix=" + one.text("prefix")).items())
                .extracting(key -> key.path("id").asString())
                .contains(one.text("id"))
                .isSubsetOf(one.text("id"), other.text("id"));
        assertThat(ada.calls().get("/v1/api-keys?prefix=sl_live_").items()).hasSize(2);
        assertThat(ada.calls().get("/v1/api-keys?prefix=sl_test_").items()).isEmpty();
        assertThat(ada.calls().get("/v1/api-keys?prefix=" + one.text("key")).status()).as("a whole key is no parameter").isEqualTo(400);
    }

    @Test
    void when_a_key_was_used_is_known_a_little_later_and_changes_its_entity_tag() {
        Answer made = make(Map.of()).expected("make a key");
        String path = "/v1/api-keys/" + made.text("id");
        Answer before = ada.calls().get(path).expected("read it");
        assertThat(before.data().path("last_used_at").isNull()).isTrue();
        assertThat(before.header("ETag")).isEqualTo(made.header("ETag"));

        status(made);
        SharedApplication.context().getBeansOfType(Chore.class).values().forEach(Chore::run);

        Answer after = ada.calls().get(path).expected("read it");
        assertThat(Instant.parse(after.text("last_used_at"))).isAfter(Instant.now().minusSeconds(60));
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
    }

    @Nested
    class An_end {

        @Test
        void is_given_as_a_time_or_in_days() {
            Instant time = Instant.now().plusSeconds(3_600);
            assertThat(make(Map.of("expires_at", time.toString())).text("expires_at")).startsWith(time.toString().substring(0, 19));
            assertThat(Instant.parse(make(Map.of("expires_in_days", 30)).text("expires_at")))
                    .isBetween(Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
            assertThat(make(Map.of()).data().path("expires_at").isNull()).isTrue();
        }

        @Test
        void is_in_the_future_and_given_once() {
            assertThat(make(Map.of("expires_at", "2020-01-01T00:00:00Z")).status()).isEqualTo(400);
            assertThat(make(Map.of("expires_at", "soon")).status()).isEqualTo(400);
            assertThat(make(Map.of("expires_in_days", 0)).status()).isEqualTo(400);
            assertThat(make(Map.of("expires_in_days", 1, "expires_at", Instant.now().plusSeconds(60).toString())).status()).isEqualTo(400);
        }

        @Test
        void comes_to_the_instant_for_a_key_that_is_in_use_and_the_log_tells_of_it() {
            Answer made = make(Map.of("expires_at", Instant.now().plusSeconds(2).toString())).expected("make a key");
            assertThat(status(made)).isEqualTo(200);

            await().atMost(Duration.ofSeconds(4)).until(() -> status(made) == 401);

            assertThat(ada.calls().get("/v1/api-keys/" + made.text("id")).status()).isEqualTo(404);
            assertThat(ada.calls().get("/v1/api-keys").items()).isEmpty();
            SharedApplication.context().getBean(ExpiredKeys.class).run();
            assertThat(revokedBy(made.text("id"))).isEqualTo("job.expired-keys");
        }

        private String revokedBy(String key) {
            return sql.sql("select actor_id from eventstore.event where stream = ? and type = 'api_key.revoked'")
                    .param(key)
                    .query(String.class)
                    .single();
        }
    }

    @Nested
    class Rotation {

        private Answer rotate(SteveslistClient calls, Answer key, Map<String, Object> body) {
            return calls.impatient().post("/v1/api-keys/" + key.text("id") + "/rotate", body);
        }

        @Test
        void makes_a_new_key_with_the_same_name_and_rights_while_the_old_one_goes_on_for_a_day() {
            Answer old = make(Map.of("scopes", List.of("accounts:read"), "expires_in_days", 90)).expected("make a key");

            Answer rotated = rotate(ada.calls(), old, Map.of());

            assertThat(rotated.status()).isEqualTo(201);
            assertThat(rotated.header("Location")).hasValueSatisfying(at -> assertThat(at).endsWith("/v1/api-keys/" + rotated.text("id")));
            assertThat(rotated.header("Cache-Control")).contains("no-store");
            assertThat(rotated.text("name")).isEqualTo("A program");
            assertThat(rotated.data().path("scopes")).isEqualTo(old.data().path("scopes"));
            assertThat(Instant.parse(rotated.text("expires_at"))).isAfter(Instant.now().plus(Duration.ofDays(89)));
            assertThat(status(rotated)).isEqualTo(200);
            assertThat(status(old)).isEqualTo(200);
            Answer still = ada.calls().get("/v1/api-keys/" + old.text("id")).expected("the old one");
            assertThat(still.text("rotated_to")).isEqualTo(rotated.text("id"));
            assertThat(Instant.parse(still.text("expires_at")))
                    .isBetween(Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
        }

        @Test
        void without_overlap_ends_the_old_key_at_once() {
            Answer old = make(Map.of()).expected("make a key");
            assertThat(status(old)).isEqualTo(200);

            Answer rotated = rotate(ada.calls(), old, Map.of("overlap_seconds", 0)).expected("rotate");

            assertThat(status(old)).isEqualTo(401);
            assertThat(status(rotated)).isEqualTo(200);
        }

        @Test
        void of_a_key_that_has_a_successor_is_refused() {
            Answer old = make(Map.of()).expected("make a key");
            Answer successor = rotate(ada.calls(), old, Map.of()).expected("rotate");

            Answer again = rotate(ada.calls(), old, Map.of());

            assertThat(again.code()).isEqualTo("invalid_state");
            assertThat(again.body().path("detail").asString()).contains(successor.text("id"));
            assertThat(ada.calls().get("/v1/api-keys").items()).hasSize(2);
        }

        @Test
        void gives_no_key_more_than_the_one_that_asks_has() {
            Answer all = make(Map.of()).expected("make a key");
            Answer few = make(Map.of("scopes", List.of("api_keys:write"))).expected("make a key");
            Answer none = make(Map.of("scopes", List.of("accounts:read"))).expected("make a key");

            assertThat(rotate(program(few), all, Map.of()).code()).isEqualTo("insufficient_scope");
            assertThat(rotate(program(none), none, Map.of()).code()).isEqualTo("insufficient_scope");
            assertThat(rotate(program(few), few, Map.of()).status()).isEqualTo(201);
        }

        @Test
        void is_for_the_owner_and_bounded() {
            Answer key = make(Map.of()).expected("make a key");

            assertThat(rotate(Person.newcomer("Eve").calls(), key, Map.of()).status()).isEqualTo(404);
            assertThat(rotate(ada.calls(), key, Map.of("overlap_seconds", 604_801)).status()).isEqualTo(400);
            assertThat(rotate(ada.calls(), key, Map.of("overlap_seconds", -1)).status()).isEqualTo(400);
        }
    }
}
