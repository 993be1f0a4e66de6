package com.steveslist.api.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.signin.LocalProvider.Mood;
import com.steveslist.api.testing.Browser;
import com.steveslist.api.testing.Browser.Shown;
import com.steveslist.api.testing.Outbox;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PrintsTheLog.class)
class SignInTest {
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");
    private static final String SESSION = "steveslist_session";

    private final Browser browser = new Browser();
    private final String subject = ProcessHandle.current().pid() + "" + NUMBER.incrementAndGet();
    private final String email = "ada-" + subject + "@people.example";

    /** To the provider and as far back as the address of the callback. */
    private String callback(String start, Map<String, String> more) {
        Map<String, String> who = new LinkedHashMap<>(Map.of("sub", subject, "email", email, "name", "Ada Lovelace"));
        who.putAll(more);
        return browser.get(start + "&" + Browser.form(who)).location();
    }

    private String callback(String provider, Mood mood) {
        Shown begun = browser.get("/v1/sign-in/" + provider);
        assertThat(begun.status()).as(begun.body()).isEqualTo(302);
        return callback(begun.location(), Map.of("mood", mood.name()));
    }

    private SteveslistClient signedIn(String provider) {
        Shown shown = browser.get(callback(provider, Mood.HONEST), JSON);
        assertThat(shown.status()).as(shown.body()).isEqualTo(201);
        return Person.anybody().as(shown.json().path("data").path("token").asString());
    }

    /** Adds a provider to an account, as its owner in this browser. */
    private Shown link(SteveslistClient owner, String provider) {
        Answer begun = owner.post("/v1/accounts/me/identities/" + provider, Map.of()).expected("begin to link");
        String cookie = begun.header("Set-Cookie").orElseThrow().split(";")[0];
        browser.cookies().remove(SESSION);
        browser.cookies().put(SignInState.COOKIE.name(), cookie.substring(cookie.indexOf('=') + 1));
        return browser.get(callback(begun.text("authorization_url"), Map.of()), JSON);
    }

    @Test
    void providers_are_listed_with_the_address_to_begin_at() {
        Answer answer = Person.anybody().get("/v1/sign-in?fields=name");
        assertThat(answer.items()).extracting(item -> item.path("id").asString()).contains("local", "hub");
        assertThat(answer.items()).extracting(item -> item.path("name").asString()).contains("The local provider", "hub");
        assertThat(Person.anybody().get("/v1/sign-in/nobody").status()).isEqualTo(404);
    }

    @Test
    void a_newcomer_gets_an_account_and_a_session_and_comes_back_to_the_same_one() {
        Shown begun = browser.get("/v1/sign-in/local");
        assertThat(begun.location()).startsWith(LocalProvider.address() + "/authorize?")
                .contains("state=", "nonce=", "code_challenge=", "code_challenge_method=S256", "response_type=code", "openid");
        assertThat(begun.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Max-Age=600", "Path=/v1/sign-in");
        Shown ended = browser.get(callback(begun.location(), Map.of()));
        assertThat(ended.status()).as(ended.body()).isEqualTo(302);
        assertThat(ended.location()).isEqualTo("/welcome");
        assertThat(browser.cookies()).containsKey(SESSION).doesNotContainKey(SignInState.COOKIE.name());
        String id = browser.get("/v1/accounts/me?fields=email", Map.of("Consistency-Token", ended.header("Consistency-Token")))
                .json().path("data").path("id").asString();
        Answer again = signedIn("local").get("/v1/accounts/me").expected("read");
        assertThat(again.text("id")).isEqualTo(id);
        assertThat(again.text("email")).isEqualTo(email);
        assertThat(again.text("name")).isEqualTo("Ada Lovelace");
    }

    @Test
    void a_person_of_github_is_known_by_number_and_primary_address() {
        assertThat(signedIn("hub").get("/v1/accounts/me").text("email")).isEqualTo(email);
        Browser another = new Browser();
        Shown begun = another.get("/v1/sign-in/hub");
        assertThat(begun.location()).startsWith(LocalProvider.address() + "/login/oauth/authorize?").contains("user:email");
    }

    @Nested
    class A_provider_that {

        @ParameterizedTest
        @CsvSource({
                "WRONG_NONCE,401,sign_in_failed", "NO_NONCE,401,sign_in_failed", "WRONG_AUDIENCE,401,sign_in_failed",
                "WRONG_ISSUER,401,sign_in_failed", "EXPIRED,401,sign_in_failed", "BAD_SIGNATURE,401,sign_in_failed",
                "UNSIGNED,401,sign_in_failed", "NO_ID_TOKEN,401,sign_in_failed", "REFUSES_CODE,401,sign_in_failed",
                "UNVERIFIED,422,email_not_verified", "BREAKS,503,unavailable", "HANGS,503,unavailable", "HUGE,401,sign_in_failed"
        })
        void misbehaves_signs_nobody_in(Mood mood, int status, String code) {
            long begin = System.nanoTime();
            Shown shown = browser.get(callback("local", mood));
            assertThat(shown.status()).as(shown.body()).isEqualTo(status);
            assertThat(shown.code()).isEqualTo(code);
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
            assertThat(System.nanoTime() - begin).as("nanoseconds").isLessThan(12_000_000_000L);
            assertThat(shown.body()).doesNotContain(email);
        }

        @Test
        void has_not_verified_the_address_at_github_signs_nobody_in() {
            assertThat(browser.get(callback("hub", Mood.UNVERIFIED)).code()).isEqualTo("email_not_verified");
        }

        @Test
        void is_away_is_said_to_be_away() {
            Answer answer = Person.anybody().impatient().get("/v1/sign-in/away");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("unavailable");
        }

        @Test
        void was_told_no_signs_nobody_in() {
            String callback = callback(browser.get("/v1/sign-in/local").location(), Map.of("denied", "yes"));
            assertThat(browser.get(callback).code()).isEqualTo("sign_in_failed");
        }
    }

    @Nested
    class A_state {

        @Test
        void ends_once() {
            String callback = callback("local", Mood.HONEST);
            String cookie = browser.cookies().get(SignInState.COOKIE.name());
            assertThat(browser.get(callback).status()).isEqualTo(302);
            browser.cookies().put(SignInState.COOKIE.name(), cookie);
            Shown again = browser.get(callback);
            assertThat(again.status()).isEqualTo(400);
            assertThat(again.code()).isEqualTo("invalid_sign_in_state");
        }

        @Test
        void is_worth_nothing_in_another_browser() {
            assertThat(new Browser().get(callback("local", Mood.HONEST)).code()).isEqualTo("invalid_sign_in_state");
        }

        @Test
        void is_worth_nothing_at_the_address_of_another_provider() {
            String callback = callback("local", Mood.HONEST);
            assertThat(browser.get(callback.replace("/local/", "/hub/")).code()).isEqualTo("invalid_sign_in_state");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
        }

        @Test
        void is_worth_nothing_when_it_was_changed() {
            String callback = callback("local", Mood.HONEST);
            browser.cookies().computeIfPresent(SignInState.COOKIE.name(), (name, value) -> "A" + value.substring(1));
            assertThat(browser.get(callback).code()).isEqualTo("invalid_sign_in_state");
            assertThat(browser.get(callback.replace("state=", "state=x")).code()).isEqualTo("invalid_sign_in_state");
            assertThat(browser.get("/v1/sign-in/local/callback").code()).isEqualTo("invalid_sign_in_state");
        }
    }

    @Nested
    class An_account_that_has_the_address {

        private final Person owner = Person.newcomer("Olga Owner");

        @Test
        void is_never_joined_in_silence_but_by_its_owner() {
            Map<String, String> same = Map.of("email", owner.email());
            Shown refused = browser.get(callback(browser.get("/v1/sign-in/local").location(), same));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("account_exists");
            assertThat(refused.json().path("detail").asString()).contains("POST /v1/accounts/me/identities/local");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);

            Shown linked = link(owner.calls(), "local");
            assertThat(linked.status()).as(linked.body()).isEqualTo(200);
            assertThat(linked.json().path("data").path("provider").asString()).isEqualTo("local");
            assertThat(signedIn("local").get("/v1/accounts/me").text("id")).isEqualTo(owner.id());
            Answer list = owner.calls().get("/v1/accounts/me/identities").expected("list");
            assertThat(list.items()).hasSize(1);
            assertThat(list.items().getFirst().path("last_used_at").isNull()).isFalse();
            await().until(() -> Outbox.mailsTo(owner.email()).stream().anyMatch(mail -> mail.contains("can be opened in one more way")));
        }

        @Test
        void does_not_get_an_identity_that_opens_another() {
            signedIn("local");
            Shown refused = link(owner.calls(), "local");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("identity_taken");
        }

        @Test
        void is_not_linked_for_a_key_nor_in_a_browser_of_somebody_else() {
            Answer key = owner.calls().post("/v1/api-keys", Map.of("name", "robot")).expected("make a key");
            assertThat(owner.calls().as(key.text("key")).post("/v1/accounts/me/identities/local", Map.of()).code())
                    .isEqualTo("session_required");
            Answer begun = owner.calls().post("/v1/accounts/me/identities/local", Map.of()).expected("begin");
            Browser other = new Browser().signedInAs(Person.newcomer("Mallory"));
            assertThat(other.get(callback(begun.text("authorization_url"), Map.of())).code()).isEqualTo("invalid_sign_in_state");
        }

        @Test
        void gets_no_way_in_that_a_session_began_which_was_ended_since() {
            Answer begun = owner.calls().post("/v1/accounts/me/identities/local", Map.of()).expected("begin to link");
            String cookie = begun.header("Set-Cookie").orElseThrow().split(";")[0];
            owner.calls().delete("/v1/sessions/current").expected("sign out");
            browser.cookies().put(SignInState.COOKIE.name(), cookie.substring(cookie.indexOf('=') + 1));
            Shown late = browser.get(callback(begun.text("authorization_url"), Map.of()), JSON);
            assertThat(late.code()).isEqualTo("invalid_sign_in_state");
            assertThat(Person.again(owner).get("/v1/accounts/me/identities").items()).isEmpty();
        }

        @Test
        void can_lose_it_again_because_it_has_a_password() {
            String id = link(owner.calls(), "local").json().path("data").path("id").asString();
            assertThat(Person.newcomer("Somebody").calls().delete("/v1/accounts/me/identities/" + id).status()).isEqualTo(404);
            assertThat(owner.calls().delete("/v1/accounts/me/identities/" + id).status()).isEqualTo(204);
            assertThat(owner.calls().get("/v1/accounts/me/identities").items()).isEmpty();
        }
    }

    @Test
    void the_last_way_in_cannot_be_removed() {
        SteveslistClient calls = signedIn("local");
        String first = calls.get("/v1/accounts/me/identities").items().getFirst().path("id").asString();
        Answer refused = calls.delete("/v1/accounts/me/identities/" + first);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("last_way_in");
        link(calls, "hub");
        assertThat(calls.delete("/v1/accounts/me/identities/" + first).status()).isEqualTo(204);
        List<String> left = calls.get("/v1/accounts/me/identities").items().stream().map(i -> i.path("provider").asString()).toList();
        assertThat(left).containsExactly("hub");
    }
}
