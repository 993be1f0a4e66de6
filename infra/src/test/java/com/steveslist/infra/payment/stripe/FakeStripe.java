package com.steveslist.infra.payment.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.steveslist.infra.payment.PaymentGatewayContract.Books;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A local server that answers as Stripe's API does, with a memory. As Stripe does, it remembers the answer to every request with an
 * idempotency key that it began to carry out.
 */
final class FakeStripe implements AutoCloseable {

    static final int HANG_MILLIS = 3_500;

    private final StripeMemory memory = new StripeMemory();
    private final Map<String, Remembered> answers = new ConcurrentHashMap<>();
    private final WireMockServer server;

    FakeStripe() {
        server = new WireMockServer(wireMockConfig().dynamicPort().extensions(new Answering()));
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers("stripe")));
        server.start();
    }

    URI url() {
        return URI.create(server.baseUrl());
    }

    Books books(String payment) {
        return memory.books(payment);
    }

    int confirmations() {
        return (int) server.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().endsWith("/confirm"))
                .count();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** @param form what was asked, so that the same key with other values is refused */
    private record Remembered(Map<String, String> form, StripeMemory.Answer answer) {}

    private final class Answering implements ResponseDefinitionTransformerV2 {

        @Override
        public String getName() {
            return "stripe";
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Request request = event.getRequest();
            if (!"Bearer sk_test_fake".equals(request.getHeader("Authorization"))) {
                return response(StripeMemory.error(401, "invalid_request_error", null, null));
            }
            synchronized (memory) {
                Map<String, String> form = form(request);
                if (memory.breaksOff(request.getUrl(), form)) {
                    return response(StripeMemory.error(503, "api_error", null, null));
                }
                return response(answer(request, form));
            }
        }

        private StripeMemory.Answer answer(Request request, Map<String, String> form) {
            String key = request.getHeader("Idempotency-Key");
            Remembered before = key == null ? null : answers.get(key);
            if (before != null) {
                return before.form().equals(form)
                        ? before.answer().atOnce()
                        : StripeMemory.error(400, "idempotency_error", null, null);
            }
            StripeMemory.Answer answer = memory.answer(request.getMethod().value(), path(request), form);
            if (key != null) {
                answers.put(key, new Remembered(form, answer));
            }
            return answer;
        }
    }

    private static ResponseDefinition response(StripeMemory.Answer answer) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(answer.status())
                .withHeader("Content-Type", "application/json")
                .withHeader("Request-Id", "req_test")
                .withFixedDelay(answer.hangs() ? HANG_MILLIS : 0)
                .withBody(answer.body())
                .build();
    }

    private static String path(Request request) {
        return request.getUrl().replaceFirst("\\?.*", "");
    }

    private static Map<String, String> form(Request request) {
        Map<String, String> form = new HashMap<>();
        String query = request.getUrl().contains("?") ? request.getUrl().replaceFirst("[^?]*\\?", "") : "";
        Arrays.stream((request.getBodyAsString() + '&' + query).split("&", -1))
                .filter(pair -> pair.contains("="))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> form.put(decoded(pair[0]), decoded(pair[1])));
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
