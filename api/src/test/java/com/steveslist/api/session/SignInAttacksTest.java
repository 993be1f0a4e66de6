package com.steveslist.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.Browser;
import com.steveslist.api.testing.Browser.Shown;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PlainCall;
import com.steveslist.api.testing.PlainCall.Reply;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers try at the door. */
@ExtendWith(PrintsTheLog.class)
class SignInAttacksTest {
    private static final String SESSION = "steveslist_session";
    private static final String DEVICE = "steveslist_device";

    private final Person ada = Person.newcomer("Ada");

    private static Shown signIn(Browser browser, Person person, String password) {
        return browser.send("POST", "/v1/sessions", "application/json",
                "{\"email\": \"" + person.email() + "\", \"password\": \"" + password + "\"}", Map.of());
    }

    private static String account(Browser browser) {
        return browser.get("/v1/accounts/me").json().path("data").path("id").asString("");
    }

    @Nested
    class A_session {

        @Test
        void that_somebody_put_into_a_browser_is_not_the_one_after_signing_in() {
            Browser mallory = new Browser().signedInAs(Person.newcomer("Mallory"));
            String planted = mallory.cookies().get(SESSION);
            Browser victim = new Browser();
            victim.cookies().put(SESSION, planted);

            assertThat(signIn(victim, ada, ada.password()).status()).isEqualTo(201);

            assertThat(victim.cookies().get(SESSION)).isNotEqualTo(planted);
            assertThat(account(victim)).isEqualTo(ada.id());
            assertThat(account(mallory)).isNotEqualTo(ada.id());
        }

        @Test
        void that_nobody_opened_opens_nothing() {
            for (String made : List.of("sl_sess_mine", "sl_sess_", "", "sl_sess_" + "A".repeat(43), "sl_sess_" + "A".repeat(5_000))) {
                Browser browser = new Browser();
                browser.cookies().put(SESSION, made);
                assertThat(browser.get("/v1/accounts/me").status()).isEqualTo(401);
            }
        }

        @Test
        void has_a_cookie_that_scripts_cannot_read_and_other_sites_do_not_send() {
            List<String> cookies = signIn(new Browser(), ada, ada.password()).response().headers().allValues("Set-Cookie");
            assertThat(cookies).hasSize(2).allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
        }
    }

    @Nested
    class A_page_of_another_site {

        private final Browser browser = new Browser().signedInAs(ada);
        private final String body = "{\"name\": \"Changed\"}";

        private int change(String method, String address, String contentType, Map<String, String> headers) {
            return browser.send(method, address, contentType, body, headers).status();
        }

        @Test
        void changes_nothing_whatever_it_makes_the_browser_send() {
            String another = signIn(new Browser(), ada, ada.password()).json().path("data").path("csrf_token").asString();
            String json = "application/json";
            assertThat(change("PATCH", "/v1/accounts/me", json, Map.of())).isEqualTo(403);
            assertThat(change("PATCH", "/v1/accounts/me", json, Map.of("X-CSRF-Token", ""))).isEqualTo(403);
            assertThat(change("PATCH", "/v1/accounts/me", json, Map.of("X-CSRF-Token", "null"))).isEqualTo(403);
            assertThat(change("PATCH", "/v1/accounts/me", json, Map.of("X-CSRF-Token", another))).as("of another session").isEqualTo(403);
            assertThat(change("POST", "/v1/accounts/me?_method=PATCH", json, Map.of())).isEqualTo(403);
            assertThat(change("POST", "/v1/accounts/me", json, Map.of("X-HTTP-Method-Override", "PATCH"))).isEqualTo(403);
            assertThat(change("GET", "/v1/accounts/me", json, Map.of("X-HTTP-Method-Override", "PATCH"))).isEqualTo(200);
            assertThat(change("DELETE", "/v1/sessions/current", json, Map.of())).isEqualTo(403);
            assertThat(change("POST", "/graphql", json, Map.of())).isEqualTo(403);
            assertThat(change("POST", "/v1/api-keys", "text/plain", Map.of())).isEqualTo(403);
            assertThat(browser.get("/v1/accounts/me").json().path("data").path("name").asString()).isEqualTo("Ada");
        }

        @Test
        void signs_nobody_in_with_a_form() {
            Person mallory = Person.newcomer("Mallory");
            String json = "{\"email\": \"" + mallory.email() + "\", \"password\": \"" + mallory.password() + "\", \"x\": \"=\"}";
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
                assertThat(browser.send("POST", "/v1/sessions", type, json, Map.of()).status()).as(type).isEqualTo(415);
            }
            assertThat(account(browser)).isEqualTo(ada.id());
        }

        @Test
        void does_it_with_the_token_that_only_the_sessions_own_page_knows() {
            Browser own = new Browser();
            String token = signIn(own, ada, ada.password()).json().path("data").path("csrf_token").asString();
            Shown changed = own.send("PATCH", "/v1/accounts/me", "application/json", body, Map.of("X-CSRF-Token", token));
            assertThat(changed.status()).isEqualTo(200);
        }
    }

    @Nested
    class Somebody_who_tries_passwords {

        private void lockOut() {
            for (int i = 0; i < 5; i++) {
                assertThat(signIn(new Browser(), ada, "wrong " + i).status()).isEqualTo(401);
            }
            assertThat(signIn(new Browser(), ada, ada.password()).status()).isEqualTo(429);
        }

        @Test
        void does_not_lock_the_owner_out_of_a_browser_that_is_known() {
            Browser known = new Browser();
            assertThat(signIn(known, ada, ada.password()).status()).isEqualTo(201);
            lockOut();
            known.cookies().remove(SESSION);
            assertThat(signIn(known, ada, ada.password()).status()).isEqualTo(201);
            assertThat(signIn(new Browser(), ada, ada.password()).status()).as("and opens nothing for others by it").isEqualTo(429);
        }

        @Test
        void cannot_make_a_known_browser_for_somebody_elses_account() {
            Browser mallory = new Browser().signedInAs(Person.newcomer("Mallory"));
            String mark = mallory.cookies().getOrDefault(DEVICE, "");
            assertThat(mark).isNotEmpty();
            lockOut();
            for (String made : List.of(mark, "sl_dev_mine.mine", "sl_dev_mine", ".", "", mark.substring(0, mark.indexOf('.') + 1))) {
                Browser browser = new Browser();
                browser.cookies().put(DEVICE, made);
                assertThat(signIn(browser, ada, ada.password()).status()).as(made).isEqualTo(429);
            }
        }

        @Test
        void waits_in_a_known_browser_too() {
            Browser known = new Browser().signedInAs(ada);
            for (int i = 0; i < 5; i++) {
                assertThat(signIn(known, ada, "wrong " + i).status()).isEqualTo(401);
            }
            assertThat(signIn(known, ada, ada.password()).status()).isEqualTo(429);
            assertThat(signIn(new Browser(), ada, ada.password()).status()).as("and nobody else does").isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "a@b.example\\r\\nBcc: c@d.example", "a@b.example\\nBcc:c@d.example", "a@b.example\\u0000", "a@b.example\\u2028Bcc:",
            "a\\u0085b@c.example",
            "a@b.example\\u00a0", "a\\u200bb@c.example", "a@b.example,c@d.example", "a@b.example;c@d.example", "<a@b.example>",
            "\\\"a b\\\"@c.example",
            "a@b@c.example", "a b@c.example", "a@b.example%0d%0aBcc:c@d.example "})
    void nothing_but_one_address_is_an_address_to_which_mails_go(String email) {
        for (String path : List.of("/v1/accounts", "/v1/password-resets")) {
            String body = path.endsWith("accounts")
                    ? "{\"email\": \"" + email + "\", \"password\": \"long enough\", \"name\": \"Eve\"}"
                    : "{\"email\": \"" + email + "\"}";
            Reply reply = PlainCall.call("POST", path).with("Content-Type", "application/json").body(body).send();
            assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
            assertThat(reply.json().path("errors").path(0).path("pointer").asString()).isEqualTo("/email");
        }
    }

    @Test
    void what_a_stranger_writes_into_a_proxys_headers_changes_nothing() {
        Reply reply = PlainCall.call("POST", "/v1/sessions")
                .with("X-Forwarded-For", "203.0.113.1").with("Forwarded", "for=203.0.113.1;proto=https;host=evil.example")
                .with("X-Forwarded-Proto", "https").with("X-Forwarded-Host", "evil.example").with("X-Forwarded-Port", "443")
                .with("X-Real-IP", "203.0.113.1").with("X-Original-URL", "/v1/accounts").with("X-Rewrite-URL", "/v1/accounts")
                .json(Map.of("email", ada.email(), "password", ada.password()))
                .send();
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location")).startsWith("http://localhost:").doesNotContain("evil");
        assertThat(reply.header("Set-Cookie")).doesNotContain("__Host-", "Secure");
        assertThat(reply.header("Strict-Transport-Security")).isEmpty();
    }
}
