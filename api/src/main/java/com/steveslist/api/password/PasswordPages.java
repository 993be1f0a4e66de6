package com.steveslist.api.password;

import com.steveslist.api.input.Formats;
import com.steveslist.api.mail.Notices;
import com.steveslist.api.page.Form;
import com.steveslist.api.page.Page;
import com.steveslist.api.security.OwnCookie;
import com.steveslist.api.security.Signer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Where the link in a mail leads. Its token is put into a cookie at once and the browser sent on, so that it stands in no address that is
 * shown, kept or told to anybody; it is used up only when a password is sent, so whatever looks into mails and follows links does no harm.
 */
@Controller
final class PasswordPages {

    private static final OwnCookie COOKIE = new OwnCookie("steveslist_reset", Notices.PASSWORD_PAGE, "Lax");

    private static final String TOKEN = "token";
    private static final int LONGEST_TOKEN = 100;
    private static final int LONGEST_EMAIL = 254;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;

    private final PasswordResets resets;
    private final ResetMail mail;
    private final Signer signer;

    PasswordPages(PasswordResets resets, ResetMail mail, Signer signer) {
        this.resets = resets;
        this.mail = mail;
        this.signer = signer;
    }

    @GetMapping(Notices.PASSWORD_PAGE)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String sent = Form.of(request).field(TOKEN, LONGEST_TOKEN);
        if (sent != null) {
            boolean possible = sent.matches("[A-Za-z0-9_]+");
            response.addHeader("Set-Cookie", COOKIE.set(possible ? sent : "unreadable", PasswordResets.LIFETIME, request.isSecure()));
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Location", Notices.PASSWORD_PAGE);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            return;
        }
        String token = COOKIE.read(request);
        if (token == null) {
            forgotten(response, 200, "", "");
        } else if (resets.isGood(token)) {
            typing(response, 200, token, "");
        } else {
            over(request, response);
        }
    }

    @PostMapping(Notices.PASSWORD_PAGE)
    void set(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = COOKIE.read(request);
        Form form = Form.of(request);
        if (token == null || !form.isOurs(signer, token)) {
            Page.tell(response, 403, "This page is out of date", "Open the link of the mail again.");
            return;
        }
        String wanted = form.field("new_password", 2 * LONGEST);
        String problem = problem(wanted, form.field("again", 2 * LONGEST));
        if (wanted == null || problem != null) {
            typing(response, 400, token, String.valueOf(problem));
        } else if (resets.confirm(token, wanted)) {
            response.addHeader("Set-Cookie", COOKIE.ended(request.isSecure()));
            Page.tell(response, 200, "Your new password holds", "All sessions of your account were ended. Sign in with the new password.");
        } else {
            over(request, response);
        }
    }

    private static @Nullable String problem(@Nullable String wanted, @Nullable String again) {
        int length = wanted == null ? 0 : wanted.codePointCount(0, wanted.length());
        if (wanted == null || length < SHORTEST || length > LONGEST || wanted.isBlank()) {
            return "A password has " + SHORTEST + " to " + LONGEST + " characters.";
        }
        if (wanted.codePoints().anyMatch(c -> Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.SURROGATE)) {
            return "A password holds no control characters.";
        }
        return wanted.equals(again) ? null : "The two are not the same.";
    }

    @PostMapping(Notices.PASSWORD_PAGE + "/mail")
    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String email = Form.of(request).field("email", LONGEST_EMAIL);
        if (email == null || !Formats.isEmail(email.strip())) {
            forgotten(response, 400, email == null ? "" : email, "This is no e-mail address.");
            return;
        }
        mail.ask(email.strip());
        Page.tell(
                response, 202, "Look into your mailbox",
                "If an account has this address, a mail with a link is on its way. It works once, within an hour.");
    }

    private void over(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.addHeader("Set-Cookie", COOKIE.ended(request.isSecure()));
        forgotten(response, 400, "", "This link was used already, a newer one was sent since, or it is older than an hour.");
    }

    private static void forgotten(HttpServletResponse response, int status, String email, String problem) throws IOException {
        Page.FORGOTTEN.send(response, status, Map.of("email", email, "problem", problem), "");
    }

    private void typing(HttpServletResponse response, int status, String token, String problem) throws IOException {
        Page.NEW_PASSWORD.send(response, status, Map.of("problem", problem, Form.TOKEN, Form.token(signer, token)), "");
    }
}
