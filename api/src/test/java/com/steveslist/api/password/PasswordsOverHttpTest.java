package com.steveslist.api.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.Outbox;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PrintsTheLog.class)
class PasswordsOverHttpTest {

    private static final Pattern TOKEN = Pattern.compile("sl_reset_[A-Za-z0-9]+");
    private static final String NEW = "an even longer password";

    private final Person ada = Person.newcomer("Ada");

    private Answer signIn(String password) {
        return Person.anybody().impatient().post("/v1/sessions", Map.of("email", ada.email(), "password", password));
    }

    private static List<String> mailsAbout(Person person, String subject) {
        return Outbox.mailsTo(person.email()).stream().filter(mail -> mail.startsWith(subject)).toList();
    }

    @Nested
    class Changing {

        private Answer change(SteveslistClient calls, String current, String wanted) {
            return calls.impatient().put("/v1/accounts/me/password", Map.of("current_password", current, "new_password", wanted));
        }

        @Test
        void takes_the_old_one_ends_all_other_sessions_and_is_told_by_mail() {
            SteveslistClient other = Person.anybody().as(signIn(ada.password()).text("token"));

            assertThat(change(ada.calls(), ada.password(), NEW).status()).isEqualTo(204);

            assertThat(ada.calls().get("/v1/accounts/me").status()).isEqualTo(200);
            assertThat(other.get("/v1/accounts/me").status()).isEqualTo(401);
            assertThat(signIn(ada.password()).status()).isEqualTo(401);
            assertThat(signIn(NEW).status()).isEqualTo(201);
            await().untilAsserted(() -> assertThat(mailsAbout(ada, "Your password at Steveslist was changed")).hasSize(1));
        }

        @Test
        void of_several_at_once_takes_one_and_the_others_had_the_wrong_one() throws Exception {
            List<Callable<Answer>> changes =
                    IntStream.range(0, 4).<Callable<Answer>>mapToObj(i -> () -> change(ada.calls(), ada.password(), NEW + i)).toList();
            List<Answer> answers = new ArrayList<>();
            try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Answer> answer : together.invokeAll(changes)) {
                    answers.add(answer.get());
                }
            }

            assertThat(answers).filteredOn(answer -> answer.status() == 204).singleElement()
                    .satisfies(taken -> assertThat(signIn(NEW + answers.indexOf(taken)).status()).isEqualTo(201));
            assertThat(answers).filteredOn(answer -> answer.status() != 204)
                    .allSatisfy(refused -> assertThat(refused.code()).isEqualTo("wrong_password"));
        }

        @Test
        void takes_no_wrong_one_and_not_many_tries() {
            for (int i = 0; i < 5; i++) {
                Answer wrong = change(ada.calls(), "not the password", NEW);
                assertThat(wrong.status()).isEqualTo(403);
                assertThat(wrong.code()).isEqualTo("wrong_password");
            }
            assertThat(change(ada.calls(), ada.password(), NEW).code()).isEqualTo("too_many_attempts");
            assertThat(signIn(ada.password()).status()).as("a borrowed session locks nobody out").isEqualTo(201);
        }

        @Test
        void asks_for_a_good_one() {
            Answer answer = change(ada.calls(), ada.password(), "short");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("errors").path(0).path("pointer").asString()).isEqualTo("/new_password");
        }

        @Test
        void is_not_for_programs() {
            String key = ada.calls().post("/v1/api-keys", Map.of("name", "program")).expected("make a key").text("key");

            assertThat(change(Person.anybody().as(key), ada.password(), NEW).code()).isEqualTo("session_required");
        }
    }

    @Nested
    class Resetting {

        private Answer ask(String email) {
            return Person.anybody().impatient().post("/v1/password-resets", Map.of("email", email));
        }

        private Answer confirm(String token, String wanted) {
            return Person.anybody().impatient().post("/v1/password-resets/confirm", Map.of("token", token, "new_password", wanted));
        }

        /** Waits until as many mails are there, and opens the newest. */
        private String token(int mails) {
            await().until(() -> mailsAbout(ada, "A new password").size() == mails);
            Matcher token = TOKEN.matcher(mailsAbout(ada, "A new password").getLast());
            assertThat(token.find()).isTrue();
            return token.group();
        }

        @Test
        void sends_a_token_that_sets_a_new_password_once_and_ends_all_sessions() {
            assertThat(ask(ada.email()).status()).isEqualTo(202);
            String token = token(1);

            assertThat(confirm(token, NEW).status()).isEqualTo(204);

            assertThat(ada.calls().get("/v1/accounts/me").status()).isEqualTo(401);
            assertThat(signIn(ada.password()).status()).isEqualTo(401);
            assertThat(signIn(NEW).status()).isEqualTo(201);
            Answer again = confirm(token, "yet another password");
            assertThat(again.status()).isEqualTo(400);
            assertThat(again.code()).isEqualTo("invalid_reset_token");
            await().until(() -> mailsAbout(ada, "Your password at Steveslist was changed").size() == 1);
        }

        @Test
        void says_and_does_the_same_for_an_address_that_nobody_has() {
            Answer known = ask(ada.email());
            Answer unknown = ask("nobody-" + ada.email());

            assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
            assertThat(unknown.body()).isEqualTo(known.body());
            token(1);
            assertThat(Outbox.mailsTo("nobody-" + ada.email())).isEmpty();
        }

        @Test
        void takes_the_newest_token_only() {
            ask(ada.email());
            String first = token(1);
            ask(ada.email().toUpperCase(java.util.Locale.ROOT));
            String second = token(2);

            assertThat(confirm(first, NEW).code()).isEqualTo("invalid_reset_token");
            assertThat(confirm(second, NEW).status()).isEqualTo(204);
        }

        @Test
        void takes_no_token_that_is_an_hour_old() {
            ask(ada.email());
            String token = token(1);
            SharedApplication.context().getBean("securityJdbc", JdbcClient.class)
                    .sql("update password_resets set expires_at = expires_at - interval '1 hour' where account_id = ?")
                    .param(ada.id())
                    .update();

            assertThat(confirm(token, NEW).code()).isEqualTo("invalid_reset_token");
        }

        @Test
        void fills_nobodys_mailbox() {
            for (int i = 1; i <= 3; i++) {
                ask(ada.email());
                token(i);
            }
            assertThat(ask(ada.email()).status()).as("it looks the same").isEqualTo(202);

            Person witness = Person.newcomer("Bob");
            ask(witness.email());
            await().until(() -> mailsAbout(witness, "A new password").size() == 1);
            assertThat(mailsAbout(ada, "A new password")).hasSize(3);
        }

        @Test
        void lets_the_owner_in_whom_somebody_else_has_locked_out() {
            for (int i = 0; i < 5; i++) {
                signIn("wrong password");
            }
            assertThat(signIn(ada.password()).status()).isEqualTo(429);
            ask(ada.email());

            assertThat(confirm(token(1), NEW).status()).isEqualTo(204);

            assertThat(signIn(NEW).status()).isEqualTo(201);
        }

        @Test
        void leaves_no_token_in_the_log_or_in_a_table() throws Exception {
            ask(ada.email());
            String token = token(1);
            confirm(token, NEW);
            JdbcClient sql = SharedApplication.context().getBean("securityJdbc", JdbcClient.class);

            assertThat(Files.readString(SharedApplication.log())).doesNotContain(token, ada.email());
            assertThat(sql.sql("select password_resets::text from password_resets").query(String.class).list())
                    .noneMatch(row -> row.contains("sl_reset_"));
        }
    }
}
