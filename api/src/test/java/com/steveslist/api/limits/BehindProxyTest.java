package com.steveslist.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PlainCall;
import com.steveslist.api.testing.PlainCall.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that trusts the proxy in front of it, which ends TLS. */
class BehindProxyTest {

    private static LimitedNode node;

    @BeforeAll
    static void start() {
        node = LimitedNode.start();
    }

    @AfterAll
    static void end() {
        node.close();
    }

    private static PlainCall call(String method, String path, String client) {
        return PlainCall.call(method, path).at(node.address()).with("X-Forwarded-For", client);
    }

    private static PlainCall signIn(Person person, String password, String client) {
        return call("POST", "/v1/sessions", client).json(Map.of("email", person.email(), "password", password));
    }

    @Test
    void over_tls_cookies_are_of_this_host_and_secure_and_addresses_begin_with_https() {
        Person ada = Person.newcomer("Ada");
        Reply reply = signIn(ada, ada.password(), "203.0.113.1").with("X-Forwarded-Proto", "https").send();

        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        assertThat(reply.headers().allValues("Set-Cookie")).hasSize(2).allSatisfy(cookie -> assertThat(cookie)
                .startsWith("__Host-steveslist_").contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/;")
                .doesNotContain("Domain"));
        assertThat(reply.header("Location")).startsWith("https://127.0.0.1:");
        assertThat(reply.header("Strict-Transport-Security")).contains("max-age=");

        String token = reply.data().path("token").asString();
        PlainCall me = call("GET", "/v1/accounts/me", "203.0.113.1").with("X-Forwarded-Proto", "https");
        assertThat(me.with("Cookie", "__Host-steveslist_session=" + token).send().status()).isEqualTo(200);
        assertThat(me.with("Cookie", "steveslist_session=" + token).send().status()).as("what another host of the domain could set")
                .isEqualTo(401);
        Reply plain = signIn(ada, ada.password(), "203.0.113.1").with("X-Forwarded-Proto", "http").send();
        assertThat(plain.header("Set-Cookie")).doesNotContain("Secure", "__Host-");
        assertThat(plain.header("Location")).startsWith("http://");
    }

    @Test
    void wrong_passwords_are_counted_against_the_client_and_not_against_the_proxy() {
        for (int i = 0; i < 110; i++) {
            Person unknown = new Person("", "nobody-" + i + "@people.example", "", Person.anybody());
            signIn(unknown, "wrong", "198.18.0." + (i % 11 + 1)).send();
        }
        Person ada = Person.newcomer("Ada");
        assertThat(signIn(ada, ada.password(), "203.0.113.2").send().status()).isEqualTo(201);
    }

    private static Reply guess(int number) {
        Person unknown = new Person("", "nobody-" + number + "@people.example", "", Person.anybody());
        return signIn(unknown, "wrong", "203.0.113.3").with("Forwarded", "for=192.0.2." + number).send();
    }

    @Test
    void a_header_that_the_proxy_passes_on_unread_hides_nobody() {
        for (int i = 0; i < 20; i++) {
            guess(i);
        }
        Reply last = guess(20);
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("rate_limited");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://evil.example", "null", "https://shop.example.evil.example", "https://evil-shop.example", "http://shop.example",
            "https://shop.example:8443", "https://SHOP.example", "https://shop.example/", "https://shop.example, https://evil.example",
            "*"})
    void a_page_of_an_origin_that_is_not_configured_reads_nothing(String origin) {
        for (String method : new String[] {"GET", "OPTIONS"}) {
            Reply reply = call(method, "/v1/listings", "203.0.113.4").with("Origin", origin)
                    .with("Access-Control-Request-Method", "PATCH").send();
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(reply.header("Vary")).contains("Origin");
        }
    }
}
