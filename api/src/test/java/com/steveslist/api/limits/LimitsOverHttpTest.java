package com.steveslist.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.PlainCall;
import com.steveslist.api.testing.PlainCall.Reply;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.Signed;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PrintsTheLog.class)
class LimitsOverHttpTest {
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static LimitedNode node;

    private final String address = "198.51.100." + ADDRESSES.incrementAndGet();

    @BeforeAll
    static void start() {
        node = LimitedNode.start();
    }

    @AfterAll
    static void end() {
        node.close();
    }

    private PlainCall call(String method, String path) {
        return PlainCall.call(method, path).at(node.address()).with("X-Forwarded-For", address);
    }

    private static Reply lastOf(int times, PlainCall call) {
        Reply last = call.send();
        for (int i = 1; i < times; i++) {
            last = call.send();
        }
        return last;
    }

    private static void isRefused(Reply reply, int limit) {
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.code()).isEqualTo("rate_limited");
        int seconds = Integer.parseInt(reply.header("Retry-After"));
        assertThat(seconds).isBetween(1, 60);
        assertThat(reply.json().path("detail").asString()).contains(limit + " ", "Try again in " + seconds + " second");
        assertThat(reply.json().path("retryable").asBoolean()).isTrue();
        assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    void somebody_without_a_key_gets_600_a_minute_and_the_601st_is_told_how_long_to_wait() {
        PlainCall read = call("GET", "/v1/event-types");

        assertThat(lastOf(600, read).status()).isEqualTo(200);

        isRefused(read.send(), 600);
        assertThat(call("GET", "/health/live").send().status()).as("a load balancer's question").isEqualTo(200);
        assertThat(call("GET", "/v1/event-types").with("X-Forwarded-For", "198.51.100.250").send().status()).as("another address")
                .isEqualTo(200);
    }

    @Test
    void an_address_tries_20_passwords_a_minute_whoever_they_are_for() {
        for (int i = 0; i < 20; i++) {
            Reply tried = call("POST", "/v1/sessions").json(Map.of("email", "n" + i + "@people.example", "password", "a guess")).send();
            assertThat(tried.status()).isEqualTo(401);
            assertThat(tried.header("X-RateLimit-Limit")).isEqualTo("20");
            assertThat(tried.header("X-RateLimit-Remaining")).isEqualTo(String.valueOf(19 - i));
        }

        isRefused(call("POST", "/v1/sessions").json(Map.of("email", "n@people.example", "password", "a guess")).send(), 20);
        assertThat(call("GET", "/v1/listings").send().status()).as("reading goes on").isEqualTo(200);
    }

    @Test
    void the_headers_agree_with_each_other_and_show_what_is_tightest() {
        Signed person = Signed.newcomer("Rita Rate");
        Reply first = call("GET", "/v1/orders").as(person.token()).send();
        Reply second = call("GET", "/v1/orders").as(person.token()).send();

        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("2000");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1999");
        assertThat(second.header("X-RateLimit-Remaining")).isEqualTo("1998");
        assertThat(second.header("RateLimit-Policy")).isEqualTo("\"reads\";q=2000;w=60, \"account-reads\";q=10000;w=60");
        assertThat(second.header("RateLimit")).matches("\"reads\";r=1998;t=(5\\d|60)");
        long reset = Long.parseLong(second.header("X-RateLimit-Reset")) - Instant.now().getEpochSecond();
        assertThat(reset).isBetween(50L, 61L);
    }

    @Test
    void reads_writes_and_searches_of_a_key_are_counted_apart() {
        Signed person = Signed.newcomer("Sam Separate");
        call("GET", "/v1/orders").as(person.token()).send();
        call("GET", "/v1/search/listings?q=lamp").as(person.token()).send();
        Reply write = call("POST", "/v1/listings").as(person.token()).json(Map.of()).send();

        assertThat(write.status()).isEqualTo(400);
        assertThat(write.header("X-RateLimit-Limit")).isEqualTo("600");
        assertThat(write.header("X-RateLimit-Remaining")).isEqualTo("599");
        assertThat(write.header("RateLimit")).startsWith("\"writes\";r=599;t=");
        assertThat(call("GET", "/v1/search/listings?q=lamp").as(person.token()).send().header("RateLimit"))
                .startsWith("\"search\";r=598;t=");
    }

    @Test
    void an_answer_that_says_not_modified_costs_nothing() {
        Signed person = Signed.newcomer("Nora Notmodified");
        PlainCall read = call("GET", "/v1/accounts/me").as(person.token());
        Reply first = read.send();

        Reply again = read.with("If-None-Match", first.header("ETag")).send();

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("X-RateLimit-Remaining")).isEqualTo(first.header("X-RateLimit-Remaining"));
    }

    @Test
    void who_tries_wrong_keys_is_counted_by_address() {
        PlainCall guess = call("GET", "/v1/orders").as("sl_live_aGuessThatIsWrong");
        assertThat(guess.send().header("RateLimit")).startsWith("\"address\";r=599");

        assertThat(lastOf(599, guess).status()).isEqualTo(401);

        isRefused(guess.send(), 600);
    }

    @Test
    void a_page_of_another_origin_may_read_them() {
        Reply preflight = call("OPTIONS", "/v1/orders").with("Origin", "https://shop.example")
                .with("Access-Control-Request-Method", "GET").send();
        Reply answer = call("GET", "/v1/event-types").with("Origin", "https://shop.example").send();

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("X-RateLimit-Limit")).isEqualTo("600");
        assertThat(preflight.header("Vary")).contains("Origin");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("RateLimit", "Retry-After", "Sunset");
        assertThat(answer.header("Vary")).contains("Accept", "Origin");
        assertThat(call("GET", "/v1/event-types").with("Origin", "https://evil.example").send().headers().map())
                .doesNotContainKey("access-control-allow-origin");
    }

    private PlainCall graphql(String document) {
        return call("POST", "/graphql").json(Map.of("query", document));
    }

    /** Each for somebody else: of one account, five wrong ones in a row are enough. */
    private PlainCall twoGuesses(int number) {
        String guess = "signIn(input: {email: \"%s-" + number + "@people.example\", password: \"a guess\"}) { rejection { code } }";
        return graphql("mutation { a: " + guess.formatted("a") + " b: " + guess.formatted("b") + " }");
    }

    @Test
    void a_mutation_that_signs_in_is_an_attempt_as_it_is_in_rest() {
        for (int i = 0; i < 10; i++) {
            assertThat(twoGuesses(i).send().json().at("/data/b/rejection/code").asString()).isEqualTo("invalid_credentials");
        }

        Reply refused = twoGuesses(10).send();

        assertThat(refused.json().at("/errors/0/extensions/code").asString()).isEqualTo("rate_limited");
        assertThat(refused.json().at("/errors/0/message").asString()).contains("20 attempts to sign in");
        assertThat(refused.json().at("/errors/0/extensions/retry_after").asInt()).isBetween(1, 60);
        assertThat(call("POST", "/v1/sessions").json(Map.of("email", "n@people.example", "password", "a guess")).send().status())
                .isEqualTo(429);
    }

    @Test
    void a_request_with_mutations_is_one_read_and_as_many_writes() {
        Signed person = Signed.newcomer("Mia Mutation");
        String change = "changeProfile(input: {name: \"Mia\"}) { account { name } rejection { code } }";
        Reply changed = graphql("mutation { a: " + change + " b: " + change + " }").as(person.token()).send();

        assertThat(changed.header("RateLimit")).as(changed.text()).startsWith("\"writes\";r=598;t=");
        assertThat(call("GET", "/v1/accounts/me").as(person.token()).send().header("RateLimit")).startsWith("\"reads\";r=1998;t=");
    }
}
