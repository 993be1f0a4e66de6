package com.steveslist.api.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.Browser;
import com.steveslist.api.testing.Browser.Shown;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9700 warns of, tried. */
@ExtendWith(PrintsTheLog.class)
class OAuthAttacksTest {
    private static final String BACK = "https://program.example/back?of=it";

    private final Person owner = Person.newcomer("Pat Programmer");
    private final Browser browser = new Browser().signedInAs(Person.newcomer("Una User"));
    private final Program program = Program.registeredBy(owner, true, BACK, "accounts:read", "listings:write");

    @ParameterizedTest
    @ValueSource(strings = {
            "https://program.example/back", "https://program.example/back?of=it&more=it", "https://program.example/back?of=it#fragment",
            "https://program.example/back?of=it/../../evil", "https://program.example.evil.example/back?of=it",
            "https://program.example@evil.example/back?of=it", "https://evil.example/?https://program.example/back?of=it",
            "https://PROGRAM.example/back?of=it", "http://program.example/back?of=it", "https://program.example:443/back?of=it",
            "https://program.example./back?of=it", "https://program.example/back?of=it\r\nSet-Cookie: a=b", "//evil.example",
            "javascript:alert(1)", "data:text/html,hi", "/oauth2/consent", "https://program.example\\@evil.example/back?of=it", " " + BACK})
    void a_redirect_uri_that_was_not_registered_leads_nowhere(String redirectUri) {
        for (Browser who : List.of(browser, new Browser())) {
            Shown shown = who.get(program.authorizeAddress(Map.of("redirect_uri", redirectUri)));
            assertThat(shown.status()).isEqualTo(400);
            assertThat(shown.location()).isEmpty();
            assertThat(shown.body()).containsAnyOf("The program asked for something wrong", "This request cannot be served")
                    .doesNotContain("evil.example");
        }
    }

    @Test
    void a_redirect_uri_that_is_sent_twice_leads_nowhere() {
        String twice = program.authorizeAddress(Map.of()) + "&redirect_uri=https%3A%2F%2Fevil.example%2F";
        assertThat(browser.get(twice).status()).isEqualTo(400);
        assertThat(browser.get(twice).location()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4711/back", "http://127.0.0.1/back"})
    void the_port_of_a_program_on_the_same_machine_may_differ_and_nothing_else(String redirectUri) {
        Program local = Program.registeredBy(owner, false, "http://127.0.0.1/back", "accounts:read", "listings:write");
        assertThat(browser.get(local.authorizeAddress(Map.of("redirect_uri", redirectUri))).status()).isEqualTo(302);
        for (String other : List.of("http://127.0.0.1:4711/other", "http://127.0.0.2/back", "http://127.0.0.1@evil.example/back")) {
            assertThat(browser.get(local.authorizeAddress(Map.of("redirect_uri", other))).status()).as(other).isEqualTo(400);
        }
    }

    @Test
    void pkce_cannot_be_left_out_or_weakened() {
        for (Map<String, String> weaker : List.of(
                Map.of("code_challenge", ""),
                Map.of("code_challenge", "", "code_challenge_method", ""),
                Map.of("code_challenge_method", ""),
                Map.of("code_challenge_method", "plain"),
                Map.of("code_challenge_method", "plain", "code_challenge", Program.VERIFIER))) {
            Shown shown = browser.get(program.authorizeAddress(weaker));
            assertThat(shown.location()).as(weaker.toString()).doesNotContain("code=", "/oauth2/consent");
            assertThat(Program.parameter(shown.location(), "error")).as(weaker.toString()).isEqualTo("invalid_request");
        }
        String code = program.code(browser);
        String challenge = "the challenge itself, which whoever saw the address knows, is no verifier";
        assertThat(program.ask("token", Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", BACK,
                "code_verifier", challenge)).code()).isEqualTo("invalid_grant");
    }

    @Test
    void a_code_that_many_use_at_once_gives_tokens_once_and_not_for_long() throws Exception {
        String code = program.code(browser);
        List<Shown> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Shown>> running = IntStream.range(0, 8).mapToObj(n -> threads.submit(() -> program.exchange(code))).toList();
            for (Future<Shown> one : running) {
                all.add(one.get());
            }
        }
        List<Shown> won = all.stream().filter(shown -> shown.status() == 200).toList();
        assertThat(won).hasSizeLessThanOrEqualTo(1);
        won.forEach(
                tokens -> assertThat(Program.with(Program.text(tokens, "access_token")).get("/v1/accounts/me").status()).isEqualTo(401));
    }

    @Test
    void a_code_of_one_program_is_worth_nothing_to_another() {
        String code = program.code(browser);
        Program thief = Program.registeredBy(owner, true, BACK, "accounts:read", "listings:write");
        assertThat(thief.exchange(code).code()).isEqualTo("invalid_grant");
        Program phone = Program.registeredBy(owner, false, BACK, "accounts:read", "listings:write");
        assertThat(phone.exchange(program.code(browser)).code()).isEqualTo("invalid_grant");
    }

    @Test
    void a_confidential_program_does_not_do_without_its_secret() {
        Program secretless = new Program(program.id(), "", BACK);
        assertThat(secretless.exchange(program.code(browser)).status()).isEqualTo(401);
        Shown tokens = program.exchange(program.code(browser));
        assertThat(secretless.refresh(Program.text(tokens, "refresh_token")).status()).isEqualTo(401);
        assertThat(secretless.ask("revoke", Map.of("token", Program.text(tokens, "access_token"))).status()).isEqualTo(401);
    }

    @Test
    void nothing_more_can_be_allowed_than_was_asked_for_nor_asked_for_than_was_registered() {
        assertThat(Program.parameter(
                browser.get(program.authorizeAddress(Map.of("scope", "accounts:read orders:write"))).location(), "error"))
                .isEqualTo("invalid_scope");
        for (String never : List.of("api_keys:write", "oauth_clients:write", "audit:read", "analytics:read", "openid", "*")) {
            assertThat(Program.parameter(browser.get(program.authorizeAddress(Map.of("scope", never))).location(), "error"))
                    .as(never).isEqualTo("invalid_scope");
        }
        Shown page = program.consentPage(browser, Map.of("scope", "accounts:read"));
        Shown decided = Program.press(browser, page, "/oauth2/authorize", Map.of("decision", "allow", "scope", "listings:write"));
        assertThat(decided.location()).doesNotContain("code=");
    }

    @Test
    void nobody_decides_for_somebody_else_nor_without_the_page() {
        Shown page = program.consentPage(browser, Map.of());
        Browser other = new Browser().signedInAs(Person.newcomer("Mallory"));
        assertThat(Program.decide(other, page, "allow").location()).doesNotContain("code=");
        Map<String, String> bare = new LinkedHashMap<>();
        bare.put("client_id", program.id());
        bare.put("decision", "allow");
        bare.put("scope", "accounts:read");
        assertThat(browser.post("/oauth2/authorize", bare, Map.of()).status()).isEqualTo(403);
        assertThat(browser.get("/oauth2/authorize?" + Browser.form(bare)).location()).doesNotContain("code=");
    }

    @Test
    void a_code_is_no_token_and_a_refresh_token_no_access_token() {
        String code = program.code(browser);
        assertThat(Program.with(code).get("/v1/accounts/me").status()).isEqualTo(401);
        Shown tokens = program.exchange(code);
        assertThat(program.refresh(Program.text(tokens, "access_token")).code()).isEqualTo("invalid_grant");
        assertThat(program.ask("token", Map.of("grant_type", "authorization_code", "redirect_uri", BACK, "code_verifier", Program.VERIFIER,
                "code", Program.text(tokens, "refresh_token"))).code()).isEqualTo("invalid_grant");
    }

    @Test
    void a_program_neither_sees_nor_ends_what_others_may() {
        Person user = Person.newcomer("Una User");
        Browser una = new Browser().signedInAs(user);
        Program greedy = Program.registeredBy(owner, true, BACK, "accounts:read", "accounts:write");
        Shown asked = una.get(greedy.authorizeAddress(Map.of("scope", "accounts:read accounts:write")));
        Shown back = Program.decide(una, una.get(asked.location()), "allow");
        String access = Program.text(greedy.exchange(Program.parameter(back.location(), "code")), "access_token");
        program.code(una);
        String others = user.calls().get("/v1/accounts/me/authorizations").items().getFirst().path("id").asString();
        assertThat(Program.with(access).get("/v1/accounts/me/authorizations").code()).isEqualTo("session_required");
        assertThat(Program.with(access).delete("/v1/accounts/me/authorizations/" + others).code()).isEqualTo("session_required");
        assertThat(user.calls().get("/v1/accounts/me/authorizations").items()).hasSize(2);
    }

    @Test
    void a_program_that_was_deleted_gets_nothing_any_more() {
        String code = program.code(browser);
        owner.calls().delete("/v1/oauth-clients/" + program.id()).expected("delete");
        assertThat(program.exchange(code).status()).isEqualTo(401);
        assertThat(program.ask("token", Map.of("grant_type", "client_credentials")).status()).isEqualTo(401);
        assertThat(browser.get(program.authorizeAddress(Map.of())).status()).isEqualTo(400);
    }

    @Test
    void the_sign_in_page_leads_back_to_the_program_and_nowhere_else() {
        Person user = Person.newcomer("Una");
        for (String elsewhere : List.of("//evil.example", "https://evil.example/", "/evil", "x\r\nLocation: https://evil.example", "x#y")) {
            Browser stranger = new Browser();
            Shown page = stranger.get(program.authorizeAddress(Map.of()));
            List<Map.Entry<String, String>> fields = new ArrayList<>();
            fields.add(Map.entry("continue", elsewhere));
            fields.add(Map.entry("email", user.email()));
            fields.add(Map.entry("password", user.password()));
            fields.add(Map.entry("form_token", page.body().replaceAll("(?s).*name=\"form_token\" value=\"([^\"]+)\".*", "$1")));
            Shown shown = stranger.post("/oauth2/sign-in", fields);
            assertThat(shown.location()).as(elsewhere).satisfiesAnyOf(
                    place -> assertThat(place).isEmpty(), place -> assertThat(place).startsWith("/oauth2/authorize?"));
            assertThat(shown.status()).as(elsewhere).isIn(303, 400, 403);
        }
    }
}
