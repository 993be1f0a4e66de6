package com.steveslist.api.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Browser;
import com.steveslist.api.testing.Browser.Shown;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class OAuthClientChangesTest {
    private static final String BACK = "https://program.example/back";

    private final Person owner = Person.newcomer("Pat Programmer");
    private final Person user = Person.newcomer("Una User");
    private final Browser browser = new Browser().signedInAs(user);
    private final Program program = Program.registeredBy(owner, true, BACK, "accounts:read", "listings:write");
    private final String path = "/v1/oauth-clients/" + program.id();

    private Answer patch(Map<String, Object> change) {
        return owner.calls().impatient().patch(path, change, Person.newKey());
    }

    private static int statusWith(String accessToken) {
        return Program.with(accessToken).get("/v1/accounts/me").status();
    }

    @Test
    void what_is_named_changes_and_the_rest_stays() {
        Answer before = owner.calls().get(path).expected("read");
        Answer changed = patch(Map.of("name", "Stock Keeper 2")).expected("change");
        assertThat(changed.text("name")).isEqualTo("Stock Keeper 2");
        assertThat(changed.data().path("redirect_uris")).isEqualTo(before.data().path("redirect_uris"));
        assertThat(changed.data().path("scopes")).isEqualTo(before.data().path("scopes"));
        assertThat(changed.data().has("client_secret")).isFalse();
        assertThat(before.header("ETag")).contains("\"1\"");
        assertThat(changed.header("ETag")).contains("\"2\"");
        assertThat(owner.calls().get(path).text("updated_at")).isEqualTo(changed.text("updated_at"))
                .isNotEqualTo(before.text("created_at"));
        assertThat(program.ask("token", Map.of("grant_type", "client_credentials")).status()).as("the secret stays").isEqualTo(200);
        Shown page = program.consentPage(browser, Map.of());
        assertThat(page.body()).contains("“Stock Keeper 2”");
    }

    @Test
    void a_change_holds_against_what_was_read_and_a_repeat_does_nothing_twice() {
        SteveslistClient late = owner.calls().impatient().with("If-Match", "\"7\"");
        assertThat(late.patch(path, Map.of("name", "Late"), Person.newKey()).code()).isEqualTo("version_mismatch");
        String key = Person.newKey();
        Answer first = owner.calls().with("If-Match", "\"1\"").patch(path, Map.of("name", "First"), key).expected("change");
        patch(Map.of("name", "Second")).expected("change");
        Answer again = owner.calls().with("If-Match", "\"1\"").patch(path, Map.of("name", "First"), key).expected("repeat");
        assertThat(again.header("Idempotent-Replayed")).contains("true");
        assertThat(again.data()).isEqualTo(first.data());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(owner.calls().impatient().patch(path, Map.of("name", "Third"), key).code()).isEqualTo("idempotency_key_reused");
        assertThat(owner.calls().get(path).text("name")).isEqualTo("Second");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("name", ""),
                Map.of("scopes", List.of()),
                Map.of("scopes", List.of("api_keys:write")),
                Map.of("redirect_uris", List.of("http://program.example/back")),
                Map.of("redirect_uris", List.of("javascript:alert(1)")),
                Map.of("confidential", false),
                Map.of("client_secret", "my own"))) {
            assertThat(patch(wrong).status()).as(wrong.toString()).isEqualTo(400);
        }
        Program phone = Program.registeredBy(owner, false, BACK, "accounts:read");
        Answer refused = owner.calls().patch("/v1/oauth-clients/" + phone.id(), Map.of("redirect_uris", List.of()), Person.newKey());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").path(0).path("pointer").asString()).isEqualTo("/redirect_uris");
    }

    @Test
    void a_key_changes_no_client_that_may_do_more_than_itself() {
        Answer key = owner.calls().post("/v1/api-keys",
                Map.of("name", "robot", "scopes", List.of("oauth_clients:write", "accounts:read"))).expected("make a key");
        SteveslistClient robot = Person.anybody().impatient().as(key.text("key"));
        Map<String, Object> elsewhere = Map.of("redirect_uris", List.of("https://robot.example/"));
        assertThat(robot.patch(path, elsewhere, Person.newKey()).code()).isEqualTo("insufficient_scope");
        Program narrow = Program.registeredBy(owner, true, BACK, "accounts:read");
        String its = "/v1/oauth-clients/" + narrow.id();
        robot.patch(its, elsewhere, Person.newKey()).expected("change");
        assertThat(robot.patch(its, Map.of("scopes", List.of("orders:read")), Person.newKey()).code()).isEqualTo("insufficient_scope");
    }

    @Nested
    class Fewer_scopes {

        @Test
        void end_what_reaches_further_and_ask_people_again() {
            Shown tokens = program.exchange(program.code(browser));
            String access = Program.text(tokens, "access_token");
            String own = Program.text(program.ask("token", Map.of("grant_type", "client_credentials", "scope", "accounts:read")),
                    "access_token");
            assertThat(statusWith(access)).isEqualTo(200);

            patch(Map.of("scopes", List.of("accounts:read"))).expected("narrow");

            assertThat(statusWith(access)).isEqualTo(401);
            assertThat(program.refresh(Program.text(tokens, "refresh_token")).code()).isEqualTo("invalid_grant");
            assertThat(statusWith(own)).as("what reaches no further goes on").isEqualTo(200);
            List<String> allowed = user.calls().get("/v1/accounts/me/authorizations").items().getFirst().path("scopes").valueStream()
                    .map(scope -> scope.asString()).toList();
            assertThat(allowed).containsExactly("accounts:read");
            assertThat(Program.parameter(browser.get(program.authorizeAddress(Map.of())).location(), "error")).isEqualTo("invalid_scope");
            patch(Map.of("scopes", List.of("accounts:read", "listings:write"))).expected("widen");
            assertThat(browser.get(program.authorizeAddress(Map.of())).location()).as("asked again").contains("/oauth2/consent");
        }

        @Test
        void end_a_consent_that_is_waited_for() {
            Shown page = program.consentPage(browser, Map.of());
            patch(Map.of("scopes", List.of("accounts:read"))).expected("narrow");
            Shown decided = Program.decide(browser, page, "allow");
            assertThat(decided.location()).doesNotContain("code=");
        }
    }

    @Nested
    class Another_address {

        @Test
        void ends_codes_on_their_way_to_the_one_before() {
            String code = program.code(browser);
            patch(Map.of("redirect_uris", List.of("https://program.example/new"))).expected("move");
            assertThat(program.exchange(code).code()).isEqualTo("invalid_grant");
            assertThat(browser.get(program.authorizeAddress(Map.of())).status()).as("the one before").isEqualTo(400);
        }

        @Test
        void lets_tokens_go_on() {
            Shown tokens = program.exchange(program.code(browser));
            patch(Map.of("redirect_uris", List.of("https://program.example/new"))).expected("move");
            assertThat(statusWith(Program.text(tokens, "access_token"))).isEqualTo(200);
            assertThat(program.refresh(Program.text(tokens, "refresh_token")).status()).isEqualTo(200);
        }
    }
}
