package com.steveslist.api.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Browser;
import com.steveslist.api.testing.Browser.Shown;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.events.envelope.Actor;
import com.steveslist.infra.eventstore.EventLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class AuthorizationCodeTest {
    private static final String BACK = "https://program.example/back?of=it";
    private static final String[] SCOPES = {"accounts:read", "listings:write"};

    private final Person owner = Person.newcomer("Pat Programmer");
    private final Person user = Person.newcomer("Una User");
    private final Browser browser = new Browser().signedInAs(user);
    private final Program program = Program.registeredBy(owner, true, BACK, SCOPES);

    @Test
    void a_program_acts_for_whoever_allows_it_within_what_was_allowed() {
        Shown page = program.consentPage(browser, Map.of());
        assertThat(page.body()).contains("Stock &lt;b&gt;Keeper&lt;/b&gt; &#123;state&#125;", "https://program.example")
                .contains("See your account").doesNotContain("<script", "Buy and pay");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "form-action 'self' https://program.example;", "frame-ancestors 'none'");
        Shown back = Program.decide(browser, page, "allow");
        assertThat(back.location()).startsWith(BACK + "&code=").endsWith("state=what%20the%20program%20remembers");
        Shown tokens = program.exchange(Program.parameter(back.location(), "code"));
        assertThat(Program.text(tokens, "token_type")).isEqualTo("Bearer");
        assertThat(tokens.json().path("expires_in").asInt()).isBetween(895, 900);
        assertThat(tokens.header("Cache-Control")).contains("no-store");
        String access = Program.text(tokens, "access_token");
        assertThat(access).startsWith("sl_oat_");
        assertThat(Program.with(access).get("/v1/accounts/me").expected("read").text("id")).isEqualTo(user.id());
        Answer refused = Program.with(access).get("/v1/orders");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("insufficient_scope");
        assertThat(refused.body().path("detail").asString())
                .isEqualTo("This access token needs the scope orders:read for that, which the program has to ask the person for.");
        assertThat(Program.with(access).get("/v1/cart").body().path("detail").asString())
                .startsWith("This access token needs the scope cart:read for that, and no program can have that one");
        assertThat(Program.with(access).post("/v1/api-keys", Map.of("name", "more")).status()).isEqualTo(403);
        assertThat(Program.with(access).post("/v1/oauth-clients", Map.of("name", "more")).status()).isEqualTo(403);
    }

    @Test
    void events_name_what_the_person_allowed_as_the_actor() {
        String access = Program.text(program.exchange(program.code(browser)), "access_token");
        Answer listed = Program.with(access).post("/v1/listings", Map.of(
                "name", "Lamp", "country", "US", "city", "Reno", "price_amount", 900, "price_currency", "usd"), Person.newKey());
        assertThat(listed.expected("list").text("seller_id")).isEqualTo(user.id());
        String allowed = user.calls().get("/v1/accounts/me/authorizations").items().getFirst().path("id").asString();
        EventLog log = SharedApplication.context().getBean(EventLog.class);
        Actor actor = log.read(Math.max(0, log.last().position() - 50), 50).stream()
                .map(event -> event.envelope())
                .filter(envelope -> envelope.stream().equals(listed.text("id")))
                .findFirst().orElseThrow().actor();
        assertThat(actor).isEqualTo(new Actor(Actor.Kind.KEY, allowed));
    }

    @Test
    void what_was_allowed_is_not_asked_again_but_more_is() {
        program.code(browser);
        assertThat(browser.get(program.authorizeAddress(Map.of("scope", "accounts:read"))).location()).startsWith(BACK + "&code=");
        Program wider = Program.registeredBy(owner, true, BACK, "accounts:read", "listings:write", "orders:read");
        assertThat(browser.get(wider.authorizeAddress(Map.of())).location()).contains("/oauth2/consent");
    }

    @Test
    void a_public_program_is_asked_about_each_time_and_needs_no_secret() {
        Program phone = Program.registeredBy(owner, false, "http://127.0.0.1/back", SCOPES);
        assertThat(phone.secret()).isEmpty();
        Shown tokens = phone.exchange(phone.code(browser));
        assertThat(Program.with(Program.text(tokens, "access_token")).get("/v1/accounts/me").text("id")).isEqualTo(user.id());
        assertThat(browser.get(phone.authorizeAddress(Map.of())).location()).contains("/oauth2/consent");
        Shown refreshed = phone.refresh(Program.text(tokens, "refresh_token"));
        assertThat(phone.ask("revoke", Map.of("token", Program.text(refreshed, "refresh_token"))).status()).isEqualTo(200);
        assertThat(Program.with(Program.text(refreshed, "access_token")).get("/v1/accounts/me").status()).isEqualTo(401);
    }

    @Nested
    class Somebody_who_is_not_signed_in {

        private final Browser stranger = new Browser();

        @Test
        void signs_in_on_the_page_and_goes_on() {
            Shown page = stranger.get(program.authorizeAddress(Map.of()));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("Nobody is signed in here", "name=\"password\"");
            Map<String, String> wrong = Map.of("email", user.email(), "password", "wrong");
            Shown again = Program.press(stranger, page, "/oauth2/sign-in", wrong);
            assertThat(again.status()).isEqualTo(401);
            assertThat(again.body()).contains("The e-mail address or the password is wrong.", user.email()).doesNotContain("\"wrong\"");
            Map<String, String> right = Map.of("email", user.email(), "password", user.password());
            Shown in = Program.press(stranger, again, "/oauth2/sign-in", right);
            assertThat(in.status()).as(in.body()).isEqualTo(303);
            Shown back = Program.decide(stranger, stranger.get(stranger.get(in.location()).location()), "allow");
            assertThat(back.location()).startsWith(BACK + "&code=");
        }

        @Test
        void is_not_signed_in_by_a_page_of_somebody_else() {
            Shown page = stranger.get(program.authorizeAddress(Map.of()));
            Shown forged = Program.press(new Browser(), page, "/oauth2/sign-in",
                    Map.of("email", user.email(), "password", user.password()));
            assertThat(forged.status()).isEqualTo(403);
            assertThat(forged.response().headers().allValues("Set-Cookie")).isEmpty();
        }

        @Test
        void cannot_decide() {
            Shown page = program.consentPage(browser, Map.of());
            Shown decided = Program.decide(new Browser(), page, "allow");
            assertThat(decided.status()).isEqualTo(401);
            Shown other = Program.decide(new Browser().signedInAs(Person.newcomer("Mallory")), page, "allow");
            assertThat(other.status()).isEqualTo(403);
        }
    }

    @Nested
    class Saying_no {

        @Test
        void is_told_to_the_program() {
            Shown back = Program.decide(browser, program.consentPage(browser, Map.of()), "deny");
            assertThat(back.location()).startsWith(BACK + "&error=access_denied").contains("state=");
            assertThat(user.calls().get("/v1/accounts/me/authorizations").items()).isEmpty();
        }

        @Test
        void to_a_program_that_was_allowed_before_gives_it_no_code_and_takes_nothing_away() {
            Program phone = Program.registeredBy(owner, false, "http://127.0.0.1/back", SCOPES);
            String access = Program.text(phone.exchange(phone.code(browser)), "access_token");
            Shown back = Program.decide(browser, phone.consentPage(browser, Map.of()), "deny");
            assertThat(back.location()).contains("error=access_denied").doesNotContain("code=");
            assertThat(Program.with(access).get("/v1/accounts/me").status()).isEqualTo(200);
        }

        @Test
        void later_ends_the_tokens_at_once() {
            Shown tokens = program.exchange(program.code(browser));
            String access = Program.text(tokens, "access_token");
            assertThat(Program.with(access).get("/v1/accounts/me").status()).isEqualTo(200);
            Answer list = user.calls().get("/v1/accounts/me/authorizations").expected("list");
            assertThat(list.items()).hasSize(1);
            assertThat(list.items().getFirst().path("client").path("id").asString()).isEqualTo(program.id());
            String address = "/v1/accounts/me/authorizations/" + list.items().getFirst().path("id").asString();
            assertThat(owner.calls().delete(address).status()).isEqualTo(404);
            assertThat(user.calls().delete(address).status()).isEqualTo(204);
            assertThat(user.calls().delete(address).status()).isEqualTo(204);
            assertThat(Program.with(access).get("/v1/accounts/me").status()).isEqualTo(401);
            assertThat(program.refresh(Program.text(tokens, "refresh_token")).code()).isEqualTo("invalid_grant");
            assertThat(user.calls().get("/v1/accounts/me/authorizations").items()).isEmpty();
            assertThat(browser.get(program.authorizeAddress(Map.of())).location()).contains("/oauth2/consent");
        }
    }

    @Nested
    class A_request_that_is_wrong {

        private void isToldToTheProgram(Map<String, String> changes, String error) {
            Shown back = browser.get(program.authorizeAddress(changes));
            assertThat(back.status()).as(back.body()).isEqualTo(302);
            assertThat(back.location()).startsWith(BACK + "&error=" + error);
        }

        @Test
        void for_want_of_pkce_is_refused() {
            isToldToTheProgram(Map.of("code_challenge", "", "code_challenge_method", ""), "invalid_request");
            isToldToTheProgram(Map.of("code_challenge_method", "plain"), "invalid_request");
        }

        @Test
        void because_of_its_scopes_is_refused() {
            isToldToTheProgram(Map.of("scope", "accounts:read orders:read"), "invalid_scope");
            isToldToTheProgram(Map.of("scope", "everything"), "invalid_scope");
            isToldToTheProgram(Map.of("scope", ""), "invalid_scope");
        }

        @Test
        void because_of_its_redirect_uri_leads_nowhere() {
            for (String uri : List.of("https://evil.example/", "https://program.example/back", "https://program.example/back?of=it&x=1",
                    "http://program.example/back?of=it", "javascript:alert(1)")) {
                Shown page = browser.get(program.authorizeAddress(Map.of("redirect_uri", uri)));
                assertThat(page.status()).as(uri).isEqualTo(400);
                assertThat(page.header("Content-Type")).startsWith("text/html");
                assertThat(page.location()).isEmpty();
            }
            for (String client : List.of("", "ocl_nobody", "a\u0000b")) {
                assertThat(browser.get(program.authorizeAddress(Map.of("client_id", client))).status()).isEqualTo(400);
            }
        }
    }
}
