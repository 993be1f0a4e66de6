package com.steveslist.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.security.Chore;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(PrintsTheLog.class)
class SessionsTest {

    private final Person ada = Person.newcomer("Ada");

    private SteveslistClient signInWith(String userAgent) {
        SteveslistClient anybody = Person.anybody().with("User-Agent", userAgent);
        String token =
                anybody.post("/v1/sessions", Map.of("email", ada.email(), "password", ada.password())).expected("sign in").text("token");
        return anybody.as(token);
    }

    private List<JsonNode> sessions() {
        return ada.calls().get("/v1/sessions").expected("list sessions").items();
    }

    @Test
    void the_list_shows_what_is_signed_in_newest_first() {
        signInWith("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0");

        List<JsonNode> sessions = sessions();

        assertThat(sessions).extracting(session -> session.path("user_agent").asString())
                .containsExactly("Firefox on Linux", "Java-http-client");
        assertThat(sessions).extracting(session -> session.path("current").asBoolean()).containsExactly(false, true);
        assertThat(sessions).allSatisfy(session -> {
            assertThat(session.path("id").asString()).startsWith("ses_");
            assertThat(Instant.parse(session.path("expires_at").asString()))
                    .isBetween(Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
            assertThat(session.has("token")).isFalse();
        });
    }

    @Test
    void the_list_comes_in_pages() {
        signInWith("curl/8");
        signInWith("wget/2");

        Answer first = ada.calls().get("/v1/sessions?limit=2&fields=user_agent");
        Answer second = ada.calls().get("/v1/sessions?limit=2&fields=user_agent&cursor="
                + first.body().path("pagination").path("next_cursor").asString());

        assertThat(first.items()).extracting(session -> session.path("user_agent").asString()).containsExactly("wget", "curl");
        assertThat(second.items()).extracting(session -> session.path("user_agent").asString()).containsExactly("Java-http-client");
        assertThat(second.body().path("pagination").path("has_more").asBoolean()).isFalse();
    }

    @Test
    void one_can_be_ended_again_and_again() {
        SteveslistClient other = signInWith("curl/8");
        String id = sessions().getFirst().path("id").asString();

        assertThat(ada.calls().delete("/v1/sessions/" + id).status()).isEqualTo(204);
        assertThat(other.get("/v1/accounts/me").status()).isEqualTo(401);
        assertThat(ada.calls().delete("/v1/sessions/" + id).status()).isEqualTo(204);
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void somebody_elses_is_not_there() {
        String theirs = sessions().getFirst().path("id").asString();

        assertThat(Person.newcomer("Eve").calls().delete("/v1/sessions/" + theirs).status()).isEqualTo(404);
        assertThat(Person.newcomer("Eve").calls().delete("/v1/sessions/nonsense").status()).isEqualTo(404);
        assertThat(ada.calls().get("/v1/accounts/me").status()).isEqualTo(200);
    }

    @Test
    void all_others_can_be_ended_at_once() {
        SteveslistClient phone = signInWith("phone/1");
        SteveslistClient tablet = signInWith("tablet/1");

        assertThat(ada.calls().delete("/v1/sessions").status()).isEqualTo(204);

        assertThat(phone.get("/v1/accounts/me").status()).isEqualTo(401);
        assertThat(tablet.get("/v1/accounts/me").status()).isEqualTo(401);
        assertThat(ada.calls().get("/v1/accounts/me").status()).isEqualTo(200);
    }

    @Test
    void whoever_ends_the_own_one_is_signed_out_and_loses_the_cookie() {
        SteveslistClient other = signInWith("curl/8");
        String id = sessions().getFirst().path("id").asString();

        Answer ended = other.delete("/v1/sessions/" + id);

        assertThat(ended.status()).isEqualTo(204);
        assertThat(ended.header("Set-Cookie")).hasValueSatisfying(cookie -> assertThat(cookie).contains("Max-Age=0"));
        assertThat(other.get("/v1/sessions").status()).isEqualTo(401);
    }

    @Test
    void programs_with_a_key_manage_no_sessions() {
        String key = ada.calls().post("/v1/api-keys", Map.of("name", "program")).expected("make a key").text("key");
        SteveslistClient program = Person.anybody().as(key);

        assertThat(program.get("/v1/sessions").code()).isEqualTo("session_required");
        assertThat(program.delete("/v1/sessions").code()).isEqualTo("session_required");
        assertThat(program.delete("/v1/sessions/" + sessions().getFirst().path("id").asString()).status()).isEqualTo(403);
    }

    @Test
    void when_one_was_used_is_known_a_little_later() {
        JdbcClient sql = SharedApplication.context().getBean("securityJdbc", JdbcClient.class);
        sql.sql("update sessions set created_at = created_at - interval '1 hour' where account_id = ?").param(ada.id()).update();

        ada.calls().get("/v1/accounts/me").expected("a use");

        SharedApplication.context().getBeansOfType(Chore.class).values().forEach(Chore::run);

        assertThat(Instant.parse(sessions().getFirst().path("last_used_at").asString())).isAfter(Instant.now().minusSeconds(60));
    }

    @Nested
    class Guessing {

        private Answer tryPassword(String email, String password) {
            return Person.anybody().impatient().post("/v1/sessions", Map.of("email", email, "password", password));
        }

        @Test
        void an_account_and_an_address_that_nobody_has_answer_alike_and_are_refused_alike() {
            String unknown = "nobody-" + ada.email();

            for (int i = 0; i < 5; i++) {
                Answer wrong = tryPassword(ada.email(), "wrong password " + i);
                Answer nobody = tryPassword(unknown, "wrong password " + i);
                assertThat(wrong.status()).isEqualTo(401);
                assertThat(whatIsSaid(nobody)).isEqualTo(whatIsSaid(wrong));
            }
            Answer wrong = tryPassword(ada.email(), "wrong password");
            Answer nobody = tryPassword(unknown, "wrong password");

            assertThat(wrong.status()).isEqualTo(429);
            assertThat(wrong.code()).isEqualTo("too_many_attempts");
            assertThat(wrong.header("Retry-After")).hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(20, 30));
            assertThat(nobody.status()).isEqualTo(429);
            assertThat(tryPassword(ada.email(), ada.password()).code()).as("the right one does not stand out")
                    .isEqualTo("too_many_attempts");
            assertThat(tryPassword(Person.newcomer("Bob").email(), ada.password()).status()).as("others are not held up").isEqualTo(201);
        }

        private static List<String> whatIsSaid(Answer answer) {
            return List.of(answer.code(), answer.body().path("detail").asString(), answer.body().path("title").asString(),
                    answer.body().propertyNames().toString(), answer.header("Cache-Control").orElse(""));
        }

        @Test
        void the_right_password_in_time_makes_wrong_ones_forgotten() {
            for (int i = 0; i < 4; i++) {
                tryPassword(ada.email(), "wrong password");
            }
            assertThat(tryPassword(ada.email(), ada.password()).status()).isEqualTo(201);
            for (int i = 0; i < 4; i++) {
                assertThat(tryPassword(ada.email(), "wrong password").status()).isEqualTo(401);
            }
        }
    }
}
