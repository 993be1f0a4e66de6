package com.steveslist.api.oauth;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.page.Page;
import com.steveslist.api.session.SignIn;
import com.steveslist.api.security.SessionCookie;
import com.steveslist.api.security.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Asks who is there before asking what a program may do. */
@Controller
final class SignInPage {

    /** What stood behind {@code /oauth2/authorize?}, so that it can be gone on with. */
    private static final String CONTINUE = "continue";

    private static final Pattern QUERY = Pattern.compile("[\\x21-\\x7e&&[^#]]{1,8000}");

    private final SignIn people;
    private final Sessions sessions;
    private final FormTokens tokens;

    SignInPage(SignIn people, Sessions sessions, FormTokens tokens) {
        this.people = people;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    boolean serves(HttpServletRequest request) {
        return request.getRequestURI().equals(OAuthEntry.AUTHORIZE) || request.getRequestURI().equals(OAuthEntry.CONSENT);
    }

    /** For a request that was checked but for who makes it. */
    void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        if (!request.getRequestURI().equals(OAuthEntry.AUTHORIZE) || query == null || !QUERY.matcher(query).matches()) {
            Page.tell(response, 401, "You are signed out", "Go back to the program and begin again.");
            return;
        }
        show(request, response, query, 200, "", "");
    }

    private void show(HttpServletRequest request, HttpServletResponse response, String query, int status, String email, String problem)
            throws IOException {
        Map<String, Object> values = Map.of(
                "problem", problem,
                "email", email,
                CONTINUE, query,
                FormTokens.FIELD, tokens.issue(request, response));
        Page.SIGN_IN.send(response, status, values, program(query));
    }

    @PostMapping(OAuthEntry.SIGN_IN)
    void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getParameter(CONTINUE);
        String email = parameter(request, "email", 254);
        String password = parameter(request, "password", 128);
        if (query == null || !QUERY.matcher(query).matches() || !tokens.matches(request)) {
            Page.tell(response, 403, "This page is out of date", "Go back to the program and begin again.");
            return;
        }
        SignIn.SignedIn signedIn;
        try {
            signedIn = people.identify(
                    email == null ? "" : email,
                    password == null ? "" : password,
                    parameter(request, "code", 20),
                    SignIn.Place.of(request));
        } catch (ApiException e) {
            if (e.code().status() >= 500) {
                throw e;
            }
            e.headers().forEach(response::setHeader);
            show(request, response, query, e.code().status(), email == null ? "" : email, e.detail());
            return;
        }
        response.addHeader("Set-Cookie", signedIn.mark());
        String token = sessions.open(signedIn.account(), request.getHeader("User-Agent")).token();
        response.addHeader("Set-Cookie", SessionCookie.of(token, request.isSecure()));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", OAuthEntry.AUTHORIZE + "?" + query);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }

    private static @Nullable String parameter(HttpServletRequest request, String name, int longest) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() || value.codePointCount(0, value.length()) > longest ? null : value;
    }

    /** The origin of the program's redirect URI. */
    private static String program(String query) {
        try {
            String redirectUri = UriComponentsBuilder.newInstance().query(query).build().getQueryParams()
                    .getFirst(OAuth2ParameterNames.REDIRECT_URI);
            return redirectUri == null ? "" : RedirectUris.origin(UriUtils.decode(redirectUri, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
