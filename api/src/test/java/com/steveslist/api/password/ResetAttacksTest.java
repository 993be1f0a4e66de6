package com.steveslist.api.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Outbox;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class ResetAttacksTest {
    private static final Pattern TOKEN = Pattern.compile("sl_reset_[A-Za-z0-9]+");

    private final Person ada = Person.newcomer("Ada");

    private static Answer confirm(String token, String wanted) {
        return Person.anybody().impatient().post("/v1/password-resets/confirm", Map.of("token", token, "new_password", wanted));
    }

    private static int signIn(Person person, String password) {
        return Person.anybody().impatient().post("/v1/sessions", Map.of("email", person.email(), "password", password)).status();
    }

    private static String mail(Person person) {
        await().until(() -> Outbox.mailsTo(person.email()).stream().anyMatch(mail -> mail.startsWith("A new password")));
        return Outbox.mailsTo(person.email()).stream().filter(mail -> mail.startsWith("A new password")).toList().getLast();
    }

    private static String token(Person person) {
        Person.anybody().post("/v1/password-resets", Map.of("email", person.email())).expected("ask");
        Matcher token = TOKEN.matcher(mail(person));
        assertThat(token.find()).isTrue();
        return token.group();
    }

    @Test
    void of_many_who_use_a_token_at_once_one_sets_the_password() throws Exception {
        String token = token(ada);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = IntStream.range(0, 10)
                    .mapToObj(n -> threads.submit(() -> confirm(token, "password number " + n).status()))
                    .toList();
            for (Future<Integer> one : running) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses).filteredOn(status -> status == 204).hasSize(1);
        assertThat(statuses).filteredOn(status -> status != 204).containsOnly(400);
        assertThat(signIn(ada, "password number " + statuses.indexOf(204))).isEqualTo(201);
    }

    @Test
    void a_token_opens_the_account_that_it_was_sent_to_and_no_other() {
        Person mallory = Person.newcomer("Mallory");
        String token = token(mallory);
        Answer named = Person.anybody().impatient().post("/v1/password-resets/confirm",
                Map.of("token", token, "new_password", "a new password", "email", ada.email()));
        assertThat(named.status()).as("nobody can say for whom").isEqualTo(400);
        assertThat(confirm(token, "a new password").status()).isEqualTo(204);
        assertThat(signIn(ada, ada.password())).isEqualTo(201);
        assertThat(signIn(ada, "a new password")).isEqualTo(401);
        assertThat(signIn(mallory, "a new password")).isEqualTo(201);
    }

    @Test
    void a_token_is_worth_nothing_once_the_password_was_changed_in_another_way() {
        String token = token(ada);
        Map<String, String> change = Map.of("current_password", ada.password(), "new_password", "chosen by the owner");
        assertThat(ada.calls().put("/v1/accounts/me/password", change).status()).isEqualTo(204);
        assertThat(confirm(token, "chosen by somebody else").code()).isEqualTo("invalid_reset_token");
        assertThat(signIn(ada, "chosen by the owner")).isEqualTo(201);
    }

    @Test
    void what_only_looks_like_a_token_opens_nothing() {
        String token = token(ada);
        for (String wrong : List.of(token.toUpperCase(java.util.Locale.ROOT), token + "A", token.substring(0, token.length() - 1),
                " " + token,
                "sl_reset_", "sl_reset_%", "' or '1'='1", "null")) {
            assertThat(confirm(wrong, "a new password").status()).as(wrong).isEqualTo(400);
        }
        assertThat(confirm(token, "a new password").status()).isEqualTo(204);
    }

    @Test
    void the_mail_leads_here_whatever_name_the_request_came_by() throws Exception {
        String body = "{\"email\": \"" + ada.email() + "\"}";
        try (Socket socket = new Socket("localhost", SharedApplication.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(("POST /v1/password-resets HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                    + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 202");
        }
        assertThat(mail(ada)).contains("https://market.example/password-reset?token=").doesNotContain("evil.example");
    }
}
