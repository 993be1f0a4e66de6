package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Outbox;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.twofactor.AuthenticatorApp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Whatever opens an account, and who may act for it, without a single call of REST. */
@ExtendWith(PrintsTheLog.class)
class GraphCredentialsTest {

    private static final String NEW = "an even longer password";

    private final Person ada = Person.newcomer("Ada");
    private final Query asked = new Query(ada.calls());

    /** The payload of a mutation that signs in. */
    private static JsonNode signIn(Person person, String password, @Nullable String code) {
        Map<String, Object> input = new HashMap<>(Map.of("email", person.email(), "password", password));
        if (code != null) {
            input.put("code", code);
        }
        return new Query(Person.anybody()).data(
                "mutation($input: Credentials!) { signIn(input: $input) { session { token } rejection { code } } }",
                Map.of("input", input)).path("signIn");
    }

    private static SteveslistClient signedIn(Person person) {
        return Person.anybody().as(signIn(person, person.password(), null).at("/session/token").asString());
    }

    private Query program() {
        return new Query(Person.anybody().as(asked.data(
                "mutation { createApiKey(input: {name: \"a program\"}) { apiKey { key } } }").at("/createApiKey/apiKey/key").asString()));
    }

    private static boolean isDone(JsonNode data) {
        return data.valueStream().allMatch(payload -> payload.path("done").asBoolean() && payload.path("rejection").isMissingNode());
    }

    @Nested
    class A_second_factor {

        @Test
        void is_asked_for_once_it_is_on() {
            List<String> recovery = AuthenticatorApp.setUpBy(ada).recoveryCodes();

            assertThat(asked.data("{ twoFactor { enabled enabledAt recoveryCodesLeft } }").at("/twoFactor/recoveryCodesLeft").asInt())
                    .isEqualTo(10);
            assertThat(signIn(ada, ada.password(), null).at("/rejection/code").asString()).isEqualTo("two_factor_required");
            assertThat(signIn(ada, ada.password(), "000000").at("/rejection/code").asString()).isEqualTo("invalid_credentials");
            assertThat(signIn(ada, ada.password(), recovery.getFirst()).at("/session/token").asString()).startsWith("sl_sess_");
            assertThat(signIn(ada, ada.password(), recovery.getFirst()).at("/rejection/code").asString())
                    .isEqualTo("invalid_credentials");
        }

        @Test
        void is_begun_confirmed_and_ended() {
            String begin = "mutation($p: String!) { beginTwoFactor(input: {password: $p}) { twoFactorSecret { secret otpauthUri }"
                    + " rejection { code } } }";
            String confirm = "mutation($c: String!) { confirmTwoFactor(input: {code: $c}) { confirmation { enabled recoveryCodes }"
                    + " rejection { code } } }";
            String end = "mutation($p: String!, $c: String!) { endTwoFactor(input: {password: $p, code: $c}) { done rejection { code } } }";
            assertThat(asked.data(begin, Map.of("p", "not the password")).at("/beginTwoFactor/rejection/code").asString())
                    .isEqualTo("wrong_password");
            assertThat(asked.data(confirm, Map.of("c", "000000")).at("/confirmTwoFactor/rejection/code").asString())
                    .isEqualTo("invalid_state");

            String secret = asked.data(begin, Map.of("p", ada.password())).at("/beginTwoFactor/twoFactorSecret/secret").asString();
            AuthenticatorApp app = AuthenticatorApp.of(secret);
            JsonNode confirmed = asked.data(confirm, Map.of("c", app.code())).at("/confirmTwoFactor/confirmation");

            assertThat(confirmed.path("enabled").asBoolean()).isTrue();
            assertThat(confirmed.path("recoveryCodes").size()).isEqualTo(10);
            assertThat(asked.data(end, Map.of("p", ada.password(), "c", "zzzzz-zzzzz")).at("/endTwoFactor/rejection/code").asString())
                    .isEqualTo("wrong_code");
            String code = confirmed.path("recoveryCodes").get(0).asString();
            assertThat(asked.data(end, Map.of("p", ada.password(), "c", code)).at("/endTwoFactor/done").asBoolean()).isTrue();
            assertThat(asked.data("{ twoFactor { enabled enabledAt } }").path("twoFactor").toString())
                    .isEqualTo("{\"enabled\":false,\"enabledAt\":null}");
        }
    }

    @Nested
    class A_password {

        private static final String CHANGE =
                "mutation($old: String!, $new: String!) { changePassword(input: {currentPassword: $old, newPassword: $new}) {"
                        + " done rejection { code errors { pointer } } } }";

        @Test
        void is_changed_by_who_knows_it() {
            SteveslistClient phone = signedIn(ada);

            assertThat(asked.data(CHANGE, Map.of("old", "not it", "new", NEW)).at("/changePassword/rejection/code").asString())
                    .isEqualTo("wrong_password");
            assertThat(asked.data(CHANGE, Map.of("old", ada.password(), "new", "short")).at("/changePassword/rejection/errors/0/pointer")
                    .asString()).isEqualTo("/input/newPassword");
            assertThat(asked.data(CHANGE, Map.of("old", ada.password(), "new", NEW)).at("/changePassword/done").asBoolean()).isTrue();

            assertThat(phone.get("/v1/accounts/me").status()).isEqualTo(401);
            assertThat(signIn(ada, NEW, null).path("session").isObject()).isTrue();
        }

        @Test
        void that_is_forgotten_is_set_anew_with_a_token_out_of_a_mail() {
            Query anybody = new Query(Person.anybody());
            String ask = "mutation($email: String!) { askForPasswordReset(input: {email: $email}) { done rejection { code } } }";
            String confirm = "mutation($token: String!, $new: String!) { confirmPasswordReset(input: {token: $token, newPassword: $new}) {"
                    + " done rejection { code } } }";
            assertThat(anybody.data(ask, Map.of("email", "nobody@people.example")).at("/askForPasswordReset/done").asBoolean()).isTrue();
            assertThat(anybody.data(ask, Map.of("email", ada.email())).at("/askForPasswordReset/done").asBoolean()).isTrue();
            await().until(() -> Outbox.mailsTo(ada.email()).size() == 1);
            Matcher token = Pattern.compile("sl_reset_[A-Za-z0-9]+").matcher(Outbox.mailsTo(ada.email()).getFirst());
            assertThat(token.find()).isTrue();

            assertThat(anybody.data(confirm, Map.of("token", token.group(), "new", NEW)).at("/confirmPasswordReset/done").asBoolean())
                    .isTrue();
            assertThat(anybody.data(confirm, Map.of("token", token.group(), "new", NEW)).at("/confirmPasswordReset/rejection/code")
                    .asString()).isEqualTo("invalid_reset_token");
            assertThat(signIn(ada, NEW, null).path("session").isObject()).isTrue();
        }
    }

    @Nested
    class Sessions {

        private static final String LIST = "query($after: String) { sessions(first: 1, after: $after) {"
                + " edges { cursor node { id current lastUsedAt } } pageInfo { hasNextPage hasPreviousPage endCursor } } }";

        @Test
        void are_paged_through_and_ended_one_or_all() {
            SteveslistClient phone = signedIn(ada);
            SteveslistClient tablet = signedIn(ada);

            JsonNode first = asked.data(LIST).path("sessions");
            JsonNode second = asked.data(LIST, Map.of("after", first.at("/pageInfo/endCursor").asString())).path("sessions");
            JsonNode third = asked.data(LIST, Map.of("after", second.at("/edges/0/cursor").asString())).path("sessions");
            assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
            assertThat(second.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
            assertThat(third.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
            assertThat(third.at("/edges/0/node/current").asBoolean()).isTrue();

            String newest = first.at("/edges/0/node/id").asString();
            assertThat(isDone(asked.data("mutation($id: ID!) { endSession(id: $id) { done } }", Map.of("id", newest)))).isTrue();
            assertThat(tablet.get("/v1/accounts/me").status()).isEqualTo(401);
            assertThat(isDone(asked.data("mutation { endOtherSessions { done } }"))).isTrue();
            assertThat(phone.get("/v1/accounts/me").status()).isEqualTo(401);
            assertThat(asked.data(LIST).at("/sessions/pageInfo/hasNextPage").asBoolean()).isFalse();
        }

        @Test
        void have_cursors_that_nobody_makes_up_and_pages_that_end() {
            assertThat(Query.codes(asked.send(LIST, Map.of("after", "c2Vzc2lvbg")))).containsExactly("invalid_cursor");
            assertThat(Query.codes(asked.send("{ sessions(first: 101) { nodes { id } } }"))).containsExactly("invalid_request");
        }

        @Test
        void passwords_and_second_factors_are_no_business_of_programs() {
            Query program = program();
            for (String query : List.of(
                    "{ sessions { nodes { id } } }", "{ twoFactor { enabled } }", "mutation { endOtherSessions { done } }",
                    "mutation { changePassword(input: {currentPassword: \"x\", newPassword: \"a long password\"}) { done } }")) {
                assertThat(Query.codes(program.send(query))).as(query).containsExactly("session_required");
            }
        }
    }

    @Test
    void a_key_is_rotated_while_the_old_one_goes_on() {
        JsonNode old = asked.data("mutation { createApiKey(input: {name: \"shop\", scopes: [\"accounts:read\"], expiresInDays: 90}) {"
                + " apiKey { id key expiresAt } } }").at("/createApiKey/apiKey");
        String rotate = "mutation($id: ID!) { rotateApiKey(id: $id, input: {overlapSeconds: 60}) { apiKey { id key name scopes expiresAt }"
                + " rejection { code } } }";

        JsonNode made = asked.data(rotate, Map.of("id", old.path("id").asString())).at("/rotateApiKey/apiKey");

        assertThat(made.path("name").asString()).isEqualTo("shop");
        assertThat(made.path("expiresAt").isString()).isTrue();
        for (JsonNode key : List.of(old, made)) {
            assertThat(Person.anybody().as(key.path("key").asString()).get("/v1/accounts/me").status()).isEqualTo(200);
        }
        assertThat(asked.data("query($id: ID!) { apiKey(id: $id) { rotatedTo lastUsedAt key } node(id: $id) { ... on ApiKey { name } } }",
                Map.of("id", old.path("id").asString())).at("/apiKey/rotatedTo")).isEqualTo(made.path("id"));
        assertThat(asked.data(rotate, Map.of("id", old.path("id").asString())).at("/rotateApiKey/rejection/code").asString())
                .isEqualTo("invalid_state");
    }

    @Test
    void programs_of_others_are_registered_and_deleted() {
        JsonNode made = asked.data("""
                mutation { createOAuthClient(input: {name: "Stock Keeper", redirectUris: ["https://program.example/back"],
                    scopes: ["accounts:read"]}) { oauthClient { id name clientSecret confidential } rejection { code } } }""")
                .at("/createOAuthClient/oauthClient");
        assertThat(made.path("clientSecret").asString()).startsWith("sl_ocs_");
        String id = made.path("id").asString();
        JsonNode seen = asked.data("query($id: ID!) { oauthClient(id: $id) { redirectUris clientSecret } oauthClients { id }"
                + " node(id: $id) { ... on OAuthClient { name } } authorizations { nodes { id client { name } } } }", Map.of("id", id));
        assertThat(seen.path("oauthClient").toString())
                .isEqualTo("{\"redirectUris\":[\"https://program.example/back\"],\"clientSecret\":null}");
        assertThat(seen.at("/node/name").asString()).isEqualTo("Stock Keeper");
        assertThat(seen.at("/authorizations/nodes").size()).isZero();

        JsonNode wrong = asked.data("mutation { createOAuthClient(input: {name: \"x\", redirectUris: [\"ftp://x\"], scopes: []}) {"
                + " rejection { errors { pointer } } } }").at("/createOAuthClient/rejection/errors");
        assertThat(wrong.valueStream().map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/input/redirectUris", "/input/scopes");

        String delete = "mutation($id: ID!) { deleteOAuthClient(id: $id) { done } }";
        assertThat(isDone(asked.data(delete, Map.of("id", id)))).isTrue();
        assertThat(Query.codes(asked.send("query($id: ID!) { oauthClient(id: $id) { id } }", Map.of("id", id))))
                .containsExactly("not_found");
    }

    @Test
    void a_provider_to_sign_in_with_is_begun_to_be_added() {
        JsonNode providers = asked.data("{ signInProviders { id name url } identities { id provider } }");
        assertThat(providers.path("signInProviders").valueStream().map(one -> one.path("id").asString())).contains("local");
        assertThat(providers.path("identities").isEmpty()).isTrue();

        String link =
                "mutation($provider: ID!) { linkIdentity(provider: $provider) { link { authorizationUrl expiresAt } rejection { code } } }";
        assertThat(asked.send(link, Map.of("provider", "local")).header("Set-Cookie")).isPresent();
        assertThat(asked.data(link, Map.of("provider", "nobody")).at("/linkIdentity/rejection/code").asString()).isEqualTo("not_found");
        assertThat(Query.codes(program().send(link, Map.of("provider", "local")))).containsExactly("session_required");
    }
}
