package com.steveslist.api.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.security.Secret;
import com.steveslist.api.testing.Browser;
import com.steveslist.api.testing.Browser.Shown;
import com.steveslist.api.testing.Person;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.UriComponentsBuilder;

/** A program of somebody else, as it speaks OAuth. @param secret empty when it can keep none */
record Program(String id, String secret, String redirectUri) {
    static final String VERIFIER = "v".repeat(60);
    private static final Pattern FIELD = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    static Program registeredBy(Person owner, boolean confidential, String redirectUri, String... scopes) {
        Answer made = owner.calls().post("/v1/oauth-clients", Map.of("name", "Stock <b>Keeper</b> {state}", "redirect_uris",
                List.of(redirectUri), "scopes", List.of(scopes), "confidential", confidential)).expected("register");
        return new Program(made.text("id"), made.text("client_secret"), redirectUri);
    }

    /** Where it sends a browser. */
    String authorizeAddress(Map<String, String> changes) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", id,
                "redirect_uri", redirectUri,
                "scope", "accounts:read listings:write",
                "state", "what the program remembers",
                "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(Secret.hash(VERIFIER)),
                "code_challenge_method", "S256"));
        parameters.putAll(changes);
        parameters.values().removeIf(String::isEmpty);
        return "/oauth2/authorize?" + Browser.form(parameters);
    }

    /** The page on which the person decides. */
    Shown consentPage(Browser browser, Map<String, String> changes) {
        Shown asked = browser.get(authorizeAddress(changes));
        assertThat(asked.status()).as(asked.body()).isEqualTo(302);
        return browser.get(asked.location());
    }

    /** Presses a button of a page. */
    static Shown press(Browser browser, Shown page, String address, Map<String, String> more) {
        List<Map.Entry<String, String>> fields = new ArrayList<>(more.entrySet());
        Matcher matcher = FIELD.matcher(page.body());
        while (matcher.find()) {
            fields.add(Map.entry(matcher.group(1), matcher.group(2).replace("&amp;", "&")));
        }
        return browser.post(address, fields);
    }

    static Shown decide(Browser browser, Shown page, String decision) {
        return press(browser, page, "/oauth2/authorize", Map.of("decision", decision));
    }

    /** A code, with everything allowed. */
    String code(Browser browser) {
        Shown asked = browser.get(authorizeAddress(Map.of()));
        Shown back = asked.location().contains("/oauth2/consent") ? decide(browser, browser.get(asked.location()), "allow") : asked;
        assertThat(back.status()).as(back.body()).isEqualTo(302);
        assertThat(back.location()).startsWith(redirectUri);
        return parameter(back.location(), "code");
    }

    static String parameter(String address, String name) {
        String value = UriComponentsBuilder.fromUriString(address).build().getQueryParams().getFirst(name);
        return value == null ? "" : value;
    }

    /** Asks an endpoint, with the secret when there is one. */
    Shown ask(String endpoint, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        Map<String, String> headers = Map.of();
        if (secret.isEmpty()) {
            all.put("client_id", id);
        } else {
            headers = Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes()));
        }
        return new Browser().post("/oauth2/" + endpoint, all, headers);
    }

    Shown exchange(String code) {
        return ask("token", Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", redirectUri, "code_verifier", VERIFIER));
    }

    Shown refresh(String refreshToken) {
        return ask("token", Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    static String text(Shown tokens, String name) {
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return tokens.json().path(name).asString();
    }

    static SteveslistClient with(String accessToken) {
        return Person.anybody().impatient().as(accessToken);
    }
}
