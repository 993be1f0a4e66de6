package com.steveslist.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.security.Access;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PlainCall;
import com.steveslist.api.testing.PlainCall.Reply;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.Signed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What every call keeps, tried on each that the running application has. A new one is tried without anybody thinking of it. */
@ExtendWith(PrintsTheLog.class)
class EveryEndpointTest {
    /** What cannot be read without a parameter. */
    private static final Pattern ASKS_MORE = Pattern.compile("/(why|inclusion|consistency)$");

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

    private static final class Somebody {
        static final Signed SIGNED = Signed.newcomer("Eve Everywhere");
    }

    /** A method at an address. @param path with something in place of each variable */
    private record Endpoint(String method, String path, String pattern) {
        PlainCall anonymous() {
            return PlainCall.call(method, path);
        }

        /** By somebody who may, with every header that it could require. */
        PlainCall call() {
            PlainCall call = Somebody.SIGNED.call(method, path);
            return WITH_BODY.contains(method) ? call.with("Idempotency-Key", "k-" + System.nanoTime()).with("If-Match", "\"1\"") : call;
        }

        PlainCall with(String query) {
            return new Endpoint(method, path + "?" + query, pattern).call();
        }

        boolean isOpen() {
            return Access.isOpen(method, pattern);
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    private static Stream<Endpoint> endpoints() {
        RequestMappingHandlerMapping routes =
                SharedApplication.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        return routes.getHandlerMethods().entrySet().stream()
                .filter(route -> route.getValue().getReturnType().getParameterType() == Answer.class)
                .flatMap(route -> route.getKey().getPatternValues().stream().flatMap(pattern -> route.getKey().getMethodsCondition()
                        .getMethods().stream().map(method -> new Endpoint(method.name(), pattern.replaceAll("\\{[^}]*}", "x"), pattern))))
                .sorted((a, b) -> a.toString().compareTo(b.toString()));
    }

    private static Stream<Endpoint> reads() {
        return endpoints().filter(endpoint -> endpoint.method.equals("GET"));
    }

    /** What can be read without an id and without a parameter. */
    private static Stream<Endpoint> wholeReads() {
        return reads().filter(endpoint -> endpoint.path.equals(endpoint.pattern) && !ASKS_MORE.matcher(endpoint.path).find());
    }

    private static Stream<Endpoint> bodies() {
        return endpoints().filter(endpoint -> WITH_BODY.contains(endpoint.method));
    }

    static void keepsWhatEveryAnswerHas(Reply reply) {
        for (String header : List.of("X-Request-Id", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "RateLimit",
                "RateLimit-Policy", "Cache-Control", "Vary")) {
            assertThat(reply.headers().allValues(header)).as(header + " of " + reply).hasSize(1);
        }
        if (reply.status() >= 400) {
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(reply.json().propertyNames())
                    .contains("type", "title", "status", "detail", "instance", "code", "request_id", "retryable");
            assertThat(reply.json().path("status").asInt()).isEqualTo(reply.status());
            assertThat(reply.header("X-Request-Id")).isEqualTo(reply.json().path("request_id").asString());
        }
    }

    private static void isRefused(PlainCall call, int status, String code) {
        Reply reply = call.send();
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        keepsWhatEveryAnswerHas(reply);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void asks_for_credentials_before_anything_else(Endpoint endpoint) {
        PlainCall call = endpoint.anonymous().with("Accept", "image/png").with("Consistency-Token", "forged");
        if (endpoint.isOpen()) {
            isRefused(call, 406, "not_acceptable");
        } else {
            isRefused(call, 401, "unauthenticated");
            assertThat(call.send().header("WWW-Authenticate")).startsWith("Bearer");
        }
        isRefused(endpoint.anonymous().as("sl_live_thisIsNoKeyAtAll"), 401, "invalid_credentials");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void answers_in_no_form_that_nobody_asked_for(Endpoint endpoint) {
        isRefused(endpoint.with("nonsense=1").with("Accept", "image/png").with("Steveslist-Version", "1"), 406, "not_acceptable");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void takes_JSON_only(Endpoint endpoint) {
        isRefused(endpoint.with("nonsense=1").with("Content-Type", "text/plain").body("hello"), 415, "unsupported_media_type");
        isRefused(endpoint.call().with("Content-Type", "application/json; charset=latin1").body("{}"), 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void names_its_methods(Endpoint endpoint) {
        Reply refused = Somebody.SIGNED.call("LINK", endpoint.path).send();
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow").split(", ")).contains(endpoint.method, "OPTIONS");
        keepsWhatEveryAnswerHas(refused);

        Reply options = PlainCall.call("OPTIONS", endpoint.path).send();
        assertThat(options.status()).as(options.toString()).isEqualTo(200);
        assertThat(options.header("Allow").split(",")).contains(endpoint.method, "OPTIONS");
        keepsWhatEveryAnswerHas(options);
        if (endpoint.method.equals("PATCH")) {
            assertThat(options.header("Accept-Patch")).contains("application/merge-patch+json");
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void looks_at_headers_before_the_rest(Endpoint endpoint) {
        isRefused(endpoint.with("nonsense=1").with("Consistency-Token", "forged"), 400, "invalid_consistency_token");
        isRefused(endpoint.with("nonsense=1").with("Steveslist-Version", "2999-01-01"), 400, "invalid_header");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void names_a_parameter_that_it_does_not_know(Endpoint endpoint) {
        if (endpoint.pattern.equals("/v1/sign-in/{id}/callback")) {
            // The provider puts in what it likes.
            return;
        }
        Reply reply = endpoint.with("nonsense=1").send();
        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("invalid_request");
        assertThat(reply.json().path("errors").valueStream().map(error -> error.path("pointer").asString())).contains("/nonsense");
        keepsWhatEveryAnswerHas(reply);
    }

    @ParameterizedTest
    @MethodSource("wholeReads")
    void is_read_in_JSON_and_XML_and_says_at_which_version_and_place(Endpoint endpoint) throws Exception {
        Reply json = endpoint.call().with("Accept", "application/json").with("Steveslist-Version", ApiVersions.newest().toString()).send();
        assertThat(json.status()).as(json.toString()).isEqualTo(200);
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(json.header("Steveslist-Version")).isEqualTo(ApiVersions.newest().toString());
        assertThat(json.json().has("data")).isTrue();
        keepsWhatEveryAnswerHas(json);

        Reply xml = endpoint.call().with("Accept", "application/xml").send();
        assertThat(xml.status()).isEqualTo(200);
        assertThat(xml.header("Content-Type")).isEqualTo("application/xml");
        assertThat(XmlTest.read(xml.body()).getTagName()).isEqualTo("response");
        keepsWhatEveryAnswerHas(xml);
    }

    @ParameterizedTest
    @MethodSource("wholeReads")
    void never_hands_out_an_older_place_than_it_was_asked_for(Endpoint endpoint) {
        ConsistencyTokens tokens = SharedApplication.context().getBean(ConsistencyTokens.class);
        String newest = Person.newcomer("Nora News").lists("Lamp", 1, 900, Map.of()).header("Consistency-Token").orElseThrow();

        Reply reply = endpoint.call().with("Consistency-Token", newest).send();

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        if (reply.header("Cache-Control").startsWith("public, max-age=300")) {
            assertThat(reply.headers().allValues("Consistency-Token")).isEmpty();
        } else {
            assertThat(reply.header("Vary")).contains("Consistency-Token");
            assertThat(tokens.decode(reply.header("Consistency-Token")).covers(tokens.decode(newest))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("wholeReads")
    void answers_HEAD_as_GET_without_a_body(Endpoint endpoint) {
        Reply get = endpoint.call().send();
        Reply head = new Endpoint("HEAD", endpoint.path, endpoint.pattern).call().send();

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        keepsWhatEveryAnswerHas(head);
    }

    @ParameterizedTest
    @MethodSource("wholeReads")
    void selects_fields_and_knows_which_there_are(Endpoint endpoint) {
        if (endpoint.pattern.startsWith("/health") || endpoint.pattern.endsWith("/suggestions")) {
            return;
        }
        // There is one of these an account, so they have no id.
        boolean onlyOne = List.of("/v1/cart", "/v1/accounts/me/two-factor").contains(endpoint.pattern);
        Reply some = endpoint.with(onlyOne ? "limit=1" : "fields=id").send();
        assertThat(some.status()).as(some.toString()).isEqualTo(onlyOne ? 400 : 200);
        some.data().valueStream().filter(item -> item.isObject())
                .forEach(item -> assertThat(item.propertyNames()).containsExactly("id"));

        Reply unknown = endpoint.with("fields=id,nonsense").send();
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().path("errors").path(0).path("pointer").asString()).isEqualTo("/fields");
    }

    @Test
    void what_does_not_exist_keeps_them_too() {
        for (PlainCall call : List.of(PlainCall.get("/nothing"), Somebody.SIGNED.get("/v1/nothing"),
                PlainCall.call("OPTIONS", "/v1/nothing"))) {
            isRefused(call.with("Accept", "text/html"), 404, "not_found");
        }
        isRefused(PlainCall.get("/v1/listings/nothing"), 404, "not_found");
        assertThat(PlainCall.get("/v1/listings/nothing").with("X-Request-Id", "mine-1").send().header("X-Request-Id")).isEqualTo("mine-1");
        assertThat(PlainCall.get("/v1/listings").with("X-Request-Id", "no\tid <of> mine").send().header("X-Request-Id")).startsWith("req_");
    }

    @Test
    void an_error_is_XML_for_who_asks_for_that_by_name() throws Exception {
        Reply reply = PlainCall.get("/v1/listings/nothing").with("Accept", "application/xml, application/problem+xml").send();

        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+xml");
        assertThat(XmlTest.read(reply.body()).getElementsByTagName("code").item(0).getTextContent()).isEqualTo("not_found");
        assertThat(Map.of("json", PlainCall.get("/v1/listings/nothing").with("Accept", "application/xml").send().code()))
                .containsValue("not_found");
    }
}
