package com.steveslist.api.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Browser;
import com.steveslist.api.testing.Browser.Shown;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PrintsTheLog.class)
class TokensTest {
    private static final String BACK = "https://program.example/back";

    private final Person owner = Person.newcomer("Pat Programmer");
    private final Browser browser = new Browser().signedInAs(Person.newcomer("Una User"));
    private final Program program = Program.registeredBy(owner, true, BACK, "accounts:read", "listings:write");

    private static int statusWith(String accessToken) {
        return Program.with(accessToken).get("/v1/accounts/me").status();
    }

    @Nested
    class A_refresh_token {

        private final Shown first = program.exchange(program.code(browser));

        @Test
        void is_exchanged_for_new_tokens() {
            Shown second = program.refresh(Program.text(first, "refresh_token"));
            assertThat(Program.text(second, "refresh_token")).startsWith("sl_ort_").isNotEqualTo(Program.text(first, "refresh_token"));
            assertThat(statusWith(Program.text(second, "access_token"))).isEqualTo(200);
            Shown third = program.refresh(Program.text(second, "refresh_token"));
            assertThat(statusWith(Program.text(third, "access_token"))).isEqualTo(200);
        }

        @Test
        void can_ask_for_less_but_not_for_more() {
            Shown less = program.ask("token", Map.of(
                    "grant_type", "refresh_token", "refresh_token", Program.text(first, "refresh_token"), "scope", "listings:write"));
            assertThat(statusWith(Program.text(less, "access_token"))).isEqualTo(403);
            Shown more = program.ask("token", Map.of(
                    "grant_type", "refresh_token", "refresh_token", Program.text(less, "refresh_token"), "scope", "orders:read"));
            assertThat(more.code()).isEqualTo("invalid_scope");
        }

        @Test
        void that_is_used_again_ends_all_that_came_of_it() {
            Shown second = program.refresh(Program.text(first, "refresh_token"));
            Shown stolen = program.refresh(Program.text(first, "refresh_token"));
            assertThat(stolen.status()).isEqualTo(400);
            assertThat(stolen.code()).isEqualTo("invalid_grant");
            assertThat(statusWith(Program.text(first, "access_token"))).isEqualTo(401);
            assertThat(statusWith(Program.text(second, "access_token"))).isEqualTo(401);
            assertThat(program.refresh(Program.text(second, "refresh_token")).code()).isEqualTo("invalid_grant");
        }

        @RepeatedTest(6)
        void that_many_use_at_once_is_exchanged_at_most_once() throws Exception {
            String refresh = Program.text(first, "refresh_token");
            List<Shown> all;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Shown>> running = IntStream.range(0, 8)
                        .mapToObj(n -> threads.submit(() -> program.refresh(refresh))).toList();
                all = new ArrayList<>();
                for (Future<Shown> one : running) {
                    all.add(one.get());
                }
            }
            assertThat(all).filteredOn(shown -> shown.status() == 200).hasSizeLessThanOrEqualTo(1);
            assertThat(all).filteredOn(shown -> shown.status() != 200).allMatch(shown -> shown.code().equals("invalid_grant"));
            all.stream().filter(shown -> shown.status() == 200)
                    .forEach(won -> assertThat(statusWith(Program.text(won, "access_token"))).isEqualTo(401));
        }

        @Test
        void of_another_program_is_worth_nothing_to_this_one() {
            Program other = Program.registeredBy(owner, true, BACK, "accounts:read");
            assertThat(other.refresh(Program.text(first, "refresh_token")).code()).isEqualTo("invalid_grant");
            assertThat(other.ask("revoke", Map.of("token", Program.text(first, "refresh_token"))).code()).isEqualTo("invalid_client");
            assertThat(statusWith(Program.text(first, "access_token"))).isEqualTo(200);
        }
    }

    @Nested
    class A_code {

        @Test
        void works_once_and_a_second_use_ends_what_the_first_gave() {
            String code = program.code(browser);
            Shown tokens = program.exchange(code);
            assertThat(program.exchange(code).code()).isEqualTo("invalid_grant");
            assertThat(statusWith(Program.text(tokens, "access_token"))).isEqualTo(401);
            assertThat(program.refresh(Program.text(tokens, "refresh_token")).code()).isEqualTo("invalid_grant");
        }

        @Test
        void needs_its_verifier_and_its_redirect_uri() {
            Map<String, String> right = Map.of("grant_type", "authorization_code", "code", program.code(browser));
            for (Map<String, String> wrong : List.of(
                    Map.of("redirect_uri", BACK),
                    Map.of("redirect_uri", BACK, "code_verifier", "w".repeat(60)),
                    Map.of("redirect_uri", BACK + "/", "code_verifier", Program.VERIFIER))) {
                Map<String, String> fields = new HashMap<>(right);
                fields.putAll(wrong);
                assertThat(program.ask("token", fields).code()).isEqualTo("invalid_grant");
            }
        }
    }

    @Nested
    class Client_credentials {

        @Test
        void act_for_the_owner_within_the_scopes_of_the_client() {
            Shown tokens = program.ask("token", Map.of("grant_type", "client_credentials", "scope", "accounts:read"));
            assertThat(tokens.json().has("refresh_token")).isFalse();
            String access = Program.text(tokens, "access_token");
            assertThat(Program.with(access).get("/v1/accounts/me").text("id")).isEqualTo(owner.id());
            assertThat(Program.with(access).get("/v1/orders").status()).isEqualTo(403);
            assertThat(program.ask("token", Map.of("grant_type", "client_credentials", "scope", "orders:read")).code())
                    .isEqualTo("invalid_scope");
            assertThat(Program.text(program.ask("token", Map.of("grant_type", "client_credentials")), "scope"))
                    .contains("accounts:read", "listings:write");
        }

        @Test
        void need_the_secret() {
            Program guessing = new Program(program.id(), "sl_ocs_guessed", BACK);
            Shown refused = guessing.ask("token", Map.of("grant_type", "client_credentials"));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("invalid_client");
            assertThat(refused.header("WWW-Authenticate")).startsWith("Basic");
            Program phone = Program.registeredBy(owner, false, BACK, "accounts:read");
            assertThat(phone.ask("token", Map.of("grant_type", "client_credentials")).status()).isEqualTo(401);
        }
    }

    @Nested
    class Revoking {

        @Test
        void an_access_token_ends_it_alone() {
            Shown tokens = program.exchange(program.code(browser));
            String access = Program.text(tokens, "access_token");
            assertThat(statusWith(access)).isEqualTo(200);
            assertThat(program.ask("revoke", Map.of("token", access)).status()).isEqualTo(200);
            assertThat(statusWith(access)).isEqualTo(401);
            Shown next = program.refresh(Program.text(tokens, "refresh_token"));
            assertThat(statusWith(Program.text(next, "access_token"))).isEqualTo(200);
            assertThat(program.ask("revoke", Map.of("token", "unknown")).status()).isEqualTo(200);
        }

        @Test
        void the_client_ends_everything() {
            String access = Program.text(program.exchange(program.code(browser)), "access_token");
            String own = Program.text(program.ask("token", Map.of("grant_type", "client_credentials")), "access_token");
            assertThat(owner.calls().delete("/v1/oauth-clients/" + program.id()).status()).isEqualTo(204);
            assertThat(owner.calls().delete("/v1/oauth-clients/" + program.id()).status()).isEqualTo(204);
            assertThat(statusWith(access)).isEqualTo(401);
            assertThat(statusWith(own)).isEqualTo(401);
            assertThat(program.ask("token", Map.of("grant_type", "client_credentials")).code()).isEqualTo("invalid_client");
        }
    }

    @Test
    void introspection_tells_a_program_of_its_own_tokens_only() {
        String access = Program.text(program.exchange(program.code(browser)), "access_token");
        Shown own = program.ask("introspect", Map.of("token", access));
        assertThat(own.json().path("active").asBoolean()).isTrue();
        assertThat(own.json().path("client_id").asString()).isEqualTo(program.id());
        assertThat(own.json().path("sub").asString()).startsWith("acct_");
        Program other = Program.registeredBy(owner, true, BACK, "accounts:read");
        assertThat(other.ask("introspect", Map.of("token", access)).json().path("active").asBoolean()).isFalse();
        assertThat(new Browser().post("/oauth2/introspect", Map.of("token", access), Map.of()).status()).isEqualTo(401);
    }

    @Test
    void no_token_stands_in_the_database() {
        Shown tokens = program.exchange(program.code(browser));
        JdbcClient jdbc = JdbcClient.create(SharedApplication.context().getBean("securityDataSource", DataSource.class));
        for (String table : List.of("oauth_tokens", "oauth_grants", "oauth_clients", "oauth_authorizations")) {
            List<String> rows = jdbc.sql("select t::text from " + table + " t").query(String.class).list();
            assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("sl_o")
                    || row.contains(Program.text(tokens, "access_token").substring(7)) || row.contains("Stock"));
        }
    }

    @Test
    void the_metadata_says_what_there_is() {
        Shown metadata = new Browser().get("/.well-known/oauth-authorization-server");
        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.json().path("issuer").asString()).isEqualTo(SharedApplication.address().toString());
        assertThat(metadata.json().path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(metadata.json().path("token_endpoint_auth_methods_supported").toString()).contains("none", "client_secret_basic")
                .doesNotContain("jwt");
        assertThat(metadata.json().path("scopes_supported").toString()).contains("listings:write").doesNotContain("api_keys");
        assertThat(metadata.json().path("grant_types_supported").toString()).doesNotContain("token-exchange");
        assertThat(metadata.json().has("jwks_uri")).isFalse();
    }

    @Test
    void what_is_no_oauth_is_refused_in_the_form_of_oauth() {
        Browser anybody = new Browser();
        String form = "application/x-www-form-urlencoded";
        for (String body : List.of("", "grant_type=%zz", "grant_type=password", "grant_type=a%00b", "grant_type=&grant_type=",
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange", "code=" + "x".repeat(5_000), "x=".repeat(60_000))) {
            Shown refused = anybody.send("POST", "/oauth2/token", form, body, Map.of());
            assertThat(refused.status()).as(body).isIn(400, 401);
            assertThat(refused.code()).as(body).isIn("invalid_request", "invalid_client");
        }
        Shown password = program.ask("token", Map.of("grant_type", "password"));
        assertThat(password.code()).isEqualTo("unsupported_grant_type");
        String basic = "Basic " + Base64.getEncoder().encodeToString("no colon".getBytes());
        assertThat(anybody.send("POST", "/oauth2/token", form, "grant_type=refresh_token", Map.of("Authorization", basic)).status())
                .isIn(400, 401);
        Shown get = anybody.get("/oauth2/token");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("Allow")).isEqualTo("POST, OPTIONS");
        assertThat(anybody.get("/oauth2/unknown").status()).isEqualTo(404);
    }

    @Test
    void a_token_that_opens_nothing_is_refused_by_the_api_in_its_own_form() {
        Answer refused = Program.with("sl_oat_unknown").get("/v1/accounts/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("invalid_credentials");
        assertThat(refused.header("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        String refresh = Program.text(program.exchange(program.code(browser)), "refresh_token");
        assertThat(statusWith(refresh)).isEqualTo(401);
    }
}
