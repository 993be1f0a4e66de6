package com.steveslist.api.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.testing.Browser;
import com.steveslist.api.testing.Browser.Shown;
import com.steveslist.api.testing.Outbox;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class PasswordPagesTest {
    private static final Pattern LINK = Pattern.compile("https://market\\.example(/password-reset\\?token=sl_reset_[A-Za-z0-9]+)");
    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
    private static final String NEW = "an even longer password";

    private final Person ada = Person.newcomer("Ada");
    private final Browser browser = new Browser();

    /** Asks on the page, and finds the link in the mail. */
    private String link() {
        Shown asked = browser.post("/password-reset/mail", Map.of("email", ada.email()), Map.of());
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        await().until(() -> mails().stream().anyMatch(mail -> mail.startsWith("A new password")));
        Matcher link = LINK.matcher(mails().getLast());
        assertThat(link.find()).as(mails().getLast()).isTrue();
        return link.group(1);
    }

    private List<String> mails() {
        return Outbox.mailsTo(ada.email());
    }

    private Shown type(Shown page, String password, String again) {
        Matcher token = TOKEN.matcher(page.body());
        String formToken = token.find() ? token.group(1) : "";
        return browser.post(
                "/password-reset", Map.of("new_password", password, "again", again, "form_token", formToken), Map.of());
    }

    private int signIn(String password) {
        return Person.anybody().impatient().post("/v1/sessions", Map.of("email", ada.email(), "password", password)).status();
    }

    @Test
    void the_link_of_the_mail_leads_to_a_page_on_which_the_password_is_typed() {
        String link = link();
        Shown sentOn = browser.get(link);
        assertThat(sentOn.status()).isEqualTo(303);
        assertThat(sentOn.location()).as("no address that is shown or kept has the token").isEqualTo("/password-reset");
        assertThat(sentOn.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(sentOn.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/password-reset");
        Shown page = browser.get(sentOn.location());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Type your new password", "new-password").doesNotContain("sl_reset_", "<script", ada.email());
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "form-action 'self';", "frame-ancestors 'none'");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");

        assertThat(type(page, "short", "short").body()).contains("8 to 128 characters");
        assertThat(type(page, NEW, NEW + "!").body()).contains("The two are not the same.");
        Shown done = type(page, NEW, NEW);
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).contains("Your new password holds");
        assertThat(signIn(NEW)).isEqualTo(201);
        assertThat(signIn(ada.password())).isEqualTo(401);
        assertThat(ada.calls().get("/v1/accounts/me").status()).as("old sessions").isEqualTo(401);

        browser.get(link);
        Shown again = browser.get("/password-reset");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("This link was used already", "/password-reset/mail");
        await().until(
                () -> mails().stream().anyMatch(mail -> mail.contains("ask for a new password at https://market.example/password-reset")));
    }

    @Test
    void looking_at_the_link_uses_nothing_up() {
        String link = link();
        new Browser().get(link);
        browser.get(link);
        assertThat(type(browser.get("/password-reset"), NEW, NEW).body()).contains("Your new password holds");
    }

    @Test
    void a_form_of_another_site_sets_no_password() {
        browser.get(link());
        Shown forged = browser.post("/password-reset", Map.of("new_password", NEW, "again", NEW), Map.of());
        assertThat(forged.status()).isEqualTo(403);
        assertThat(signIn(NEW)).isEqualTo(401);
    }

    @Test
    void somebody_who_is_signed_in_can_use_it_too() {
        browser.signedInAs(ada);
        browser.get(link());
        assertThat(type(browser.get("/password-reset"), NEW, NEW).body()).contains("Your new password holds");
    }

    @Test
    void the_page_says_the_same_about_an_address_that_nobody_has() {
        Shown known = browser.post("/password-reset/mail", Map.of("email", ada.email()), Map.of());
        Shown unknown = browser.post("/password-reset/mail", Map.of("email", "nobody-" + ada.email()), Map.of());
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(browser.post("/password-reset/mail", Map.of("email", "a\r\nBcc: b@c.example"), Map.of()).status()).isEqualTo(400);
        assertThat(browser.post("/password-reset/mail", Map.of(), Map.of()).status()).isEqualTo(400);
    }

    @Test
    void what_is_no_token_leads_to_the_page_that_sends_one() {
        for (String query : List.of("?token=sl_reset_guessed", "?token=", "?token=%0d%0aSet-Cookie:%20a=b", "?token=" + "a".repeat(200))) {
            Browser stranger = new Browser();
            Shown first = stranger.get("/password-reset" + query);
            assertThat(first.status()).as(query).isIn(200, 303, 400);
            assertThat(stranger.get("/password-reset").body()).as(query).contains("Send the mail");
            assertThat(stranger.cookies()).as(query).doesNotContainKey("a");
        }
    }

    @Test
    void no_token_is_logged() throws Exception {
        String link = link();
        browser.get(link);
        type(browser.get("/password-reset"), NEW, NEW);
        assertThat(Files.readString(SharedApplication.log())).doesNotContain(link.substring(link.indexOf('=') + 1));
    }
}
