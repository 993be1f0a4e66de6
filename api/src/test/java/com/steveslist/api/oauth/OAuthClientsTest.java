package com.steveslist.api.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class OAuthClientsTest {
    private final Person owner = Person.newcomer("Pat Programmer");

    private static Map<String, Object> client(Map<String, Object> changes) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name", "Stock Keeper", "redirect_uris", List.of("https://program.example/back"), "scopes", List.of("accounts:read")));
        body.putAll(changes);
        return body;
    }

    @Test
    void a_client_shows_its_secret_once() {
        Answer made = owner.calls().post("/v1/oauth-clients", client(Map.of())).expected("register");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("client_secret")).startsWith("sl_ocs_");
        assertThat(made.header("Location")).hasValueSatisfying(at -> assertThat(at).endsWith("/v1/oauth-clients/" + made.text("id")));
        assertThat(made.header("Cache-Control")).hasValue("no-store");
        Answer read = owner.calls().get("/v1/oauth-clients/" + made.text("id")).expected("read");
        assertThat(read.data().has("client_secret")).isFalse();
        assertThat(read.text("name")).isEqualTo("Stock Keeper");
        assertThat(read.data().path("confidential").asBoolean()).isTrue();
        assertThat(owner.calls().get("/v1/oauth-clients?limit=1").items()).hasSize(1);
        SteveslistClient stranger = Person.newcomer("Somebody").calls();
        assertThat(stranger.get("/v1/oauth-clients/" + made.text("id")).status()).isEqualTo(404);
        assertThat(stranger.delete("/v1/oauth-clients/" + made.text("id")).status()).isEqualTo(404);
        assertThat(stranger.get("/v1/oauth-clients").items()).isEmpty();
    }

    @Test
    void a_client_that_makes_no_sense_is_refused() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("redirect_uris", List.of("http://program.example/back")),
                Map.of("redirect_uris", List.of("https://program.example/back#fragment")),
                Map.of("redirect_uris", List.of("https://user@program.example/back")),
                Map.of("redirect_uris", List.of("javascript:alert(1)")),
                Map.of("redirect_uris", List.of("/back")),
                Map.of("redirect_uris", List.of(), "confidential", false),
                Map.of("scopes", List.of()),
                Map.of("scopes", List.of("api_keys:write")),
                Map.of("scopes", List.of("oauth_clients:write")),
                Map.of("confidential", "yes"),
                Map.of("name", ""),
                Map.of("secret", "my own"))) {
            Answer answer = owner.calls().post("/v1/oauth-clients", client(wrong));
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(400);
        }
        for (String right : List.of("http://localhost:8080/back", "http://127.0.0.1/back", "http://[::1]:9/", "https://program.example")) {
            owner.calls().post("/v1/oauth-clients", client(Map.of("redirect_uris", List.of(right)))).expected(right);
        }
    }

    @Test
    void a_key_registers_no_client_that_may_do_more_than_itself() {
        Answer key = owner.calls().post("/v1/api-keys",
                Map.of("name", "robot", "scopes", List.of("oauth_clients:write", "accounts:read"))).expected("make a key");
        SteveslistClient robot = owner.calls().as(key.text("key"));
        robot.post("/v1/oauth-clients", client(Map.of())).expected("register");
        assertThat(robot.post("/v1/oauth-clients", client(Map.of("scopes", List.of("listings:write")))).code())
                .isEqualTo("insufficient_scope");
        assertThat(robot.get("/v1/oauth-clients").code()).isEqualTo("insufficient_scope");
    }

    @Test
    void an_account_has_twenty_at_most() {
        for (int i = 0; i < 20; i++) {
            owner.calls().post("/v1/oauth-clients", client(Map.of())).expected("register");
        }
        assertThat(owner.calls().post("/v1/oauth-clients", client(Map.of())).code()).isEqualTo("too_many_oauth_clients");
    }
}
