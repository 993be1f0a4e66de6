package com.steveslist.api.signin;

import static com.steveslist.api.testing.Browser.form;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Browser;
import com.steveslist.api.testing.Browser.Shown;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.twofactor.AuthenticatorApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a provider says stands for the password. It does not stand for the second factor. */
@ExtendWith(PrintsTheLog.class)
class SecondStepTest {
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");
    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
    private static final String SESSION = "steveslist_session";
    private static final String HALF = "steveslist_sign_in_code";

    private final String subject = "second-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    private final Person owner = Person.newcomer("Olga Owner");
    private final Browser browser = new Browser();
    private final List<String> recoveryCodes;

    SecondStepTest() {
        Answer begun = owner.calls().post("/v1/accounts/me/identities/local", Map.of()).expected("begin to link");
        String cookie = begun.header("Set-Cookie").orElseThrow().split(";")[0];
        Browser linking = new Browser();
        linking.cookies().put(SignInState.COOKIE.name(), cookie.substring(cookie.indexOf('=') + 1));
        assertThat(linking.get(atTheProvider(linking, begun.text("authorization_url")), JSON).status()).isEqualTo(200);
        recoveryCodes = AuthenticatorApp.setUpBy(owner).recoveryCodes();
    }

    /** The address at which the provider sends the browser back. */
    private String atTheProvider(Browser with, String address) {
        return with.get(address + "&" + form(Map.of("sub", subject, "email", owner.email(), "name", "Olga"))).location();
    }

    private String callback() {
        return atTheProvider(browser, browser.get("/v1/sign-in/local").location());
    }

    private Shown page() {
        Shown back = browser.get(callback());
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.location()).isEqualTo("/sign-in/code");
        assertThat(browser.cookies()).containsKey(HALF).doesNotContainKeys(SESSION, SignInState.COOKIE.name());
        return browser.get("/sign-in/code");
    }

    private Shown type(Browser with, Shown page, String code) {
        Matcher token = TOKEN.matcher(page.body());
        return with.post("/sign-in/code", Map.of("code", code, "form_token", token.find() ? token.group(1) : ""), Map.of());
    }

    private Shown send(String code) {
        return browser.send("POST", "/v1/sign-in/code", "application/json", "{\"code\": \"" + code + "\"}", Map.of());
    }

    @Nested
    class On_the_page {

        @Test
        void the_code_opens_the_session_and_nothing_before_it_does() {
            Shown page = page();
            assertThat(page.body()).contains("The local provider has told us who you are", "one-time-code").doesNotContain("<script");
            assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "form-action 'self';",
                    "frame-ancestors 'none'");
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(browser.get("/v1/accounts/me").status()).isEqualTo(401);

            Shown wrong = type(browser, page, "000000");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.body()).contains("The code is wrong");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);

            Shown right = type(browser, wrong, recoveryCodes.getFirst());
            assertThat(right.status()).as(right.body()).isEqualTo(303);
            assertThat(right.location()).isEqualTo("/welcome");
            assertThat(browser.cookies()).containsKey(SESSION).doesNotContainKey(HALF);
            assertThat(browser.get("/v1/accounts/me").json().path("data").path("id").asString()).isEqualTo(owner.id());
        }

        @Test
        void it_works_although_somebody_is_signed_in_already() {
            browser.signedInAs(Person.newcomer("Somebody"));
            Shown page = page0();
            assertThat(type(browser, page, recoveryCodes.getFirst()).status()).isEqualTo(303);
            assertThat(browser.get("/v1/accounts/me").json().path("data").path("id").asString()).isEqualTo(owner.id());
        }

        private Shown page0() {
            browser.get(callback());
            return browser.get("/sign-in/code");
        }

        @Test
        void a_form_of_another_site_is_refused() {
            page();
            Shown forged = browser.post("/sign-in/code", Map.of("code", recoveryCodes.getFirst()), Map.of());
            assertThat(forged.status()).isEqualTo(403);
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
            assertThat(type(browser, browser.get("/sign-in/code"), recoveryCodes.getFirst()).status()).as("the code was not used up")
                    .isEqualTo(303);
        }

        @Test
        void another_browser_has_nothing_to_end() {
            Shown page = page();
            Browser other = new Browser();
            assertThat(type(other, page, recoveryCodes.getFirst()).status()).isEqualTo(400);
            assertThat(other.get("/sign-in/code").status()).isEqualTo(400);
            assertThat(other.send("POST", "/sign-in/code", "application/x-www-form-urlencoded", "code=%zz", Map.of()).status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class For_a_program {

        @Test
        void the_callback_asks_and_the_code_is_sent_with_its_cookie() {
            Shown asked = browser.get(callback(), JSON);
            assertThat(asked.status()).isEqualTo(401);
            assertThat(asked.code()).isEqualTo("two_factor_required");
            assertThat(asked.body()).contains("POST /v1/sign-in/code");

            assertThat(send("zzzzz-zzzzz").code()).isEqualTo("invalid_credentials");
            Shown opened = send(recoveryCodes.getFirst());
            assertThat(opened.status()).as(opened.body()).isEqualTo(201);
            String token = opened.json().path("data").path("token").asString();
            assertThat(Person.anybody().as(token).get("/v1/accounts/me").text("id")).isEqualTo(owner.id());
            assertThat(browser.cookies()).doesNotContainKey(HALF);
        }

        @Test
        void without_the_cookie_there_is_nothing_to_end() {
            assertThat(send(recoveryCodes.getFirst()).code()).isEqualTo("invalid_sign_in_state");
        }

        @Test
        void it_ends_once() {
            browser.get(callback(), JSON);
            String half = browser.cookies().get(HALF);
            assertThat(send(recoveryCodes.getFirst()).status()).isEqualTo(201);
            browser.cookies().put(HALF, half);
            assertThat(send(recoveryCodes.get(1)).code()).isEqualTo("invalid_sign_in_state");
        }

        @Test
        void many_at_once_end_it_once() throws Exception {
            browser.get(callback(), JSON);
            List<Shown> all = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Shown>> running = recoveryCodes.stream().map(code -> threads.submit(() -> send(code))).toList();
                for (Future<Shown> one : running) {
                    all.add(one.get());
                }
            }
            assertThat(all).filteredOn(shown -> shown.status() == 201).hasSize(1);
        }

        @Test
        void five_wrong_codes_end_it_and_the_account_waits() {
            browser.get(callback(), JSON);
            for (int i = 0; i < 5; i++) {
                assertThat(send("00000" + i).code()).isEqualTo("invalid_credentials");
            }
            assertThat(send(recoveryCodes.getFirst()).code()).isEqualTo("invalid_sign_in_state");
            browser.get(callback(), JSON);
            assertThat(send(recoveryCodes.getFirst()).code()).as("begun anew, it waits all the same").isEqualTo("too_many_attempts");
        }

        @Test
        void it_is_over_after_five_minutes() {
            browser.get(callback(), JSON);
            SharedApplication.context().getBean("securityJdbc", JdbcClient.class)
                    .sql("update sign_in_codes set expires_at = expires_at - interval '5 minutes' where account_id = ?")
                    .param(owner.id())
                    .update();
            assertThat(send(recoveryCodes.getFirst()).code()).isEqualTo("invalid_sign_in_state");
        }
    }
}
