package com.steveslist.api.twofactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Outbox;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ExtendWith(PrintsTheLog.class)
class TwoFactorTest {

    private static final String TWO_FACTOR = "/v1/accounts/me/two-factor";

    private static Answer signIn(Person person, @Nullable String code) {
        Map<String, Object> body = new HashMap<>(Map.of("email", person.email(), "password", person.password()));
        if (code != null) {
            body.put("code", code);
        }
        return Person.anybody().impatient().post("/v1/sessions", body);
    }

    @Test
    void a_code_is_asked_for_once_the_app_has_shown_that_it_has_the_secret() {
        Person person = Person.newcomer("Ada");
        Answer begun = person.calls().post(TWO_FACTOR, Map.of("password", person.password())).expected("begin");
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.header("Cache-Control")).contains("no-store");
        assertThat(begun.text("otpauth_uri")).startsWith("otpauth://totp/Steveslist:person-").contains("secret=" + begun.text("secret"));
        assertThat(signIn(person, null).status()).isEqualTo(201);
        assertThat(person.calls().get(TWO_FACTOR).data().path("enabled").asBoolean()).isFalse();

        AuthenticatorApp app = AuthenticatorApp.setUpBy(person);

        assertThat(app.recoveryCodes()).hasSize(10).doesNotHaveDuplicates().allMatch(code -> code.matches("[0-9a-z]{5}-[0-9a-z]{5}"));
        Answer status = person.calls().get(TWO_FACTOR).expected("status");
        assertThat(status.data().path("enabled").asBoolean()).isTrue();
        assertThat(status.data().path("recovery_codes_left").asInt()).isEqualTo(10);
        Answer without = signIn(person, null);
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.code()).isEqualTo("two_factor_required");
        assertThat(signIn(person, "000000").code()).isEqualTo("invalid_credentials");
        assertThat(person.calls().post(TWO_FACTOR, Map.of("password", person.password())).code()).isEqualTo("invalid_state");
    }

    @Test
    void a_code_opens_once() {
        Person person = Person.newcomer("Ada");
        AuthenticatorApp app = AuthenticatorApp.setUpBy(person);
        String code = app.code();

        assertThat(signIn(person, code).status()).isEqualTo(201);
        assertThat(signIn(person, code).status()).isEqualTo(401);
        assertThat(signIn(person, app.code()).status()).isEqualTo(201);
    }

    @Test
    void a_recovery_code_opens_once_however_it_is_written() {
        Person person = Person.newcomer("Ada");
        List<String> codes = AuthenticatorApp.setUpBy(person).recoveryCodes();

        assertThat(signIn(person, codes.getFirst()).status()).isEqualTo(201);
        assertThat(signIn(person, codes.getFirst()).status()).isEqualTo(401);
        assertThat(signIn(person, codes.get(1).toUpperCase(java.util.Locale.ROOT).replace("-", "")).status()).isEqualTo(201);
        assertThat(person.calls().get(TWO_FACTOR).data().path("recovery_codes_left").asInt()).isEqualTo(8);
        assertThat(signIn(Person.newcomer("Bob"), codes.get(2)).status()).as("no code is asked for").isEqualTo(201);
    }

    @Test
    void wrong_codes_are_counted_like_wrong_passwords_and_the_right_password_alone_forgives_none() {
        Person person = Person.newcomer("Ada");
        String recovery = AuthenticatorApp.setUpBy(person).recoveryCodes().getFirst();

        for (int i = 0; i < 5; i++) {
            assertThat(signIn(person, "00000" + i).status()).isEqualTo(401);
            if (i < 4) {
                assertThat(signIn(person, null).code()).isEqualTo("two_factor_required");
            }
        }

        assertThat(signIn(person, recovery).code()).isEqualTo("too_many_attempts");
        assertThat(signIn(person, null).code()).isEqualTo("too_many_attempts");
    }

    @Test
    void it_is_switched_off_with_password_and_code_and_the_owner_is_told() {
        Person person = Person.newcomer("Ada");
        List<String> codes = AuthenticatorApp.setUpBy(person).recoveryCodes();

        assertThat(person.calls().delete(TWO_FACTOR, Map.of("password", "not the password", "code", codes.getFirst())).code())
                .isEqualTo("wrong_password");
        assertThat(person.calls().delete(TWO_FACTOR, Map.of("password", person.password(), "code", "zzzzz-zzzzz")).code())
                .isEqualTo("wrong_code");
        assertThat(person.calls().delete(TWO_FACTOR, Map.of("password", person.password(), "code", codes.getFirst())).status())
                .isEqualTo(204);

        assertThat(signIn(person, null).status()).isEqualTo(201);
        await().until(() -> Outbox.mailsTo(person.email()).stream().anyMatch(mail -> mail.contains("second factor was switched off")));
        assertThat(person.calls().delete(TWO_FACTOR, Map.of("password", person.password(), "code", codes.get(1))).code())
                .isEqualTo("invalid_state");
    }

    @Test
    void recovery_codes_are_renewed_with_password_and_code_the_old_ones_die_and_the_owner_is_told() {
        Person person = Person.newcomer("Ada");
        List<String> old = AuthenticatorApp.setUpBy(person).recoveryCodes();
        String renewal = TWO_FACTOR + "/recovery-codes";

        assertThat(person.calls().post(renewal, Map.of("password", "not the password", "code", old.getFirst())).code())
                .isEqualTo("wrong_password");
        assertThat(person.calls().post(renewal, Map.of("password", person.password(), "code", "zzzzz-zzzzz")).code())
                .isEqualTo("wrong_code");
        assertThat(person.calls().post(renewal, Map.of("password", person.password())).status()).isEqualTo(400);
        Answer renewed =
                person.calls().post(renewal, Map.of("password", person.password(), "code", old.getFirst())).expected("renew");

        List<String> codes = renewed.data().path("recovery_codes").valueStream().map(JsonNode::asString).toList();
        assertThat(renewed.header("Cache-Control")).contains("no-store");
        assertThat(codes).hasSize(10).doesNotContainAnyElementsOf(old);
        assertThat(signIn(person, old.get(1)).status()).isEqualTo(401);
        assertThat(signIn(person, codes.getFirst()).status()).isEqualTo(201);
        await().until(() -> Outbox.mailsTo(person.email()).stream().anyMatch(mail -> mail.contains("new recovery codes")));
        Person without = Person.newcomer("Bob");
        assertThat(without.calls().post(renewal, Map.of("password", without.password(), "code", codes.get(1))).code())
                .isEqualTo("invalid_state");
    }

    @Test
    void a_wrong_first_code_switches_nothing_on() {
        Person person = Person.newcomer("Ada");
        assertThat(person.calls().post(TWO_FACTOR + "/confirm", Map.of("code", "123456")).code()).isEqualTo("invalid_state");
        assertThat(person.calls().post(TWO_FACTOR, Map.of("password", "not the password")).code()).isEqualTo("wrong_password");
        person.calls().post(TWO_FACTOR, Map.of("password", person.password())).expected("begin");

        assertThat(person.calls().post(TWO_FACTOR + "/confirm", Map.of("code", "123456")).code()).isEqualTo("wrong_code");
        assertThat(signIn(person, null).status()).isEqualTo(201);
    }

    @Test
    void a_program_has_no_business_here() {
        Person person = Person.newcomer("Ada");
        String key = person.calls().post("/v1/api-keys", Map.of("name", "program")).expected("make a key").text("key");

        assertThat(Person.anybody().as(key).get(TWO_FACTOR).code()).isEqualTo("session_required");
    }

    @Test
    void neither_the_secret_nor_a_recovery_code_is_kept_in_the_clear() {
        Person person = Person.newcomer("Ada");
        List<String> codes = AuthenticatorApp.setUpBy(person).recoveryCodes();
        JdbcClient sql = SharedApplication.context().getBean("securityJdbc", JdbcClient.class);

        byte[] sealed = sql.sql("select secret from two_factor where account_id = ?").param(person.id()).query(byte[].class).single();
        List<byte[]> hashes =
                sql.sql("select code_hash from recovery_codes where account_id = ?").param(person.id()).query(byte[].class).list();

        assertThat(sealed).hasSize(12 + Totp.SECRET_BYTES + 16);
        assertThat(hashes).hasSize(10).allMatch(hash -> hash.length == 32);
        assertThat(hashes).noneMatch(hash -> codes.contains(new String(hash, StandardCharsets.UTF_8)));
    }
}
