package com.steveslist.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.PlainCall;
import com.steveslist.api.testing.PlainCall.Reply;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.Signed;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.command.dispatch.DispatchRejection;
import com.steveslist.command.listing.ListingRejection;
import com.steveslist.command.order.OrderRejection;
import com.steveslist.query.history.HistoryNotKeptException;
import com.steveslist.query.progress.ReadModelBehindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Every code is produced by a call that a client can make, or by what our own trouble is turned into. A new code needs a line here. */
@ExtendWith(PrintsTheLog.class)
class ErrorCatalogueTest {
    private static final Map<ErrorCode, Supplier<Reply>> CALLS = new EnumMap<>(ErrorCode.class);
    private static final Map<ErrorCode, Supplier<ApiException>> TROUBLE = new EnumMap<>(ErrorCode.class);

    private static final class People {
        static final Signed SELLER = Signed.newcomer("Erika Error");
        static final Signed BUYER = Signed.newcomer("Ernie Error");
    }

    static {
        CALLS.put(ErrorCode.INVALID_REQUEST, () -> PlainCall.get("/v1/listings?limit=0").send());
        CALLS.put(ErrorCode.INVALID_JSON, () -> seller("POST", "/v1/listings").with("Content-Type", "application/json").body("{").send());
        CALLS.put(ErrorCode.INVALID_HEADER, () -> PlainCall.get("/v1/listings").with("Steveslist-Version", "yesterday").send());
        CALLS.put(ErrorCode.INVALID_CURSOR, () -> PlainCall.get("/v1/listings?cursor=mine").send());
        CALLS.put(ErrorCode.INVALID_CONSISTENCY_TOKEN, () -> PlainCall.get("/v1/listings").with("Consistency-Token", "mine").send());
        CALLS.put(ErrorCode.IDEMPOTENCY_KEY_REQUIRED, () -> buyer("POST", "/v1/checkouts").json(Map.of()).send());
        CALLS.put(ErrorCode.MALFORMED_REQUEST, () -> raw("GET /v1/listings?q=%zz HTTP/1.1"));
        CALLS.put(ErrorCode.UNAUTHENTICATED, () -> PlainCall.get("/v1/orders").send());
        CALLS.put(ErrorCode.INVALID_CREDENTIALS, () -> PlainCall.get("/v1/orders").as("sl_live_mine").send());
        CALLS.put(ErrorCode.FORBIDDEN, () -> buyer("PATCH", "/v1/listings/" + listing()).json(Map.of("name", "Mine")).send());
        CALLS.put(ErrorCode.INSUFFICIENT_SCOPE,
                () -> PlainCall.call("POST", "/v1/listings").as(People.SELLER.key("orders:read")).json(Map.of()).send());
        CALLS.put(ErrorCode.CSRF_FAILED, () -> PlainCall.call("POST", "/v1/listings")
                .with("Cookie", "steveslist_session=" + People.SELLER.token()).json(Map.of()).send());
        CALLS.put(ErrorCode.NOT_FOUND, () -> PlainCall.get("/v1/listings/lst_none").send());
        CALLS.put(ErrorCode.NOT_FOUND_THEN, () -> PlainCall.get("/v1/listings/" + listing() + "?as_of=1").send());
        CALLS.put(ErrorCode.METHOD_NOT_ALLOWED, () -> PlainCall.call("DELETE", "/v1/event-types").send());
        CALLS.put(ErrorCode.NOT_ACCEPTABLE, () -> PlainCall.get("/v1/listings").with("Accept", "image/png").send());
        CALLS.put(ErrorCode.REQUEST_TIMEOUT,
                () -> raw("POST /v1/accounts HTTP/1.1", "Content-Type: application/json", "Content-Length: 10"));
        CALLS.put(ErrorCode.INVALID_STATE,
                () -> seller("PATCH", "/v1/listings/" + listing()).json(Map.of("status", "draft")).send());
        CALLS.put(ErrorCode.EMAIL_TAKEN, () -> PlainCall.call("POST", "/v1/accounts")
                .json(Map.of("email", People.SELLER.person().email(), "password", "long enough", "name", "Me too")).send());
        CALLS.put(ErrorCode.IDEMPOTENCY_IN_PROGRESS, ErrorCatalogueTest::whileTheFirstStillRuns);
        CALLS.put(ErrorCode.VERSION_MISMATCH,
                () -> seller("PATCH", "/v1/listings/" + listing()).with("If-Match", "\"99\"").json(Map.of("name", "Late")).send());
        CALLS.put(ErrorCode.PAYLOAD_TOO_LARGE,
                () -> seller("POST", "/v1/listings").with("Content-Type", "application/json").body(" ".repeat(1_000_001)).send());
        CALLS.put(ErrorCode.URI_TOO_LONG, () -> PlainCall.get("/v1/listings?city=" + "a".repeat(12_000)).send());
        CALLS.put(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                () -> seller("POST", "/v1/listings").with("Content-Type", "text/plain").body("a lamp").send());
        CALLS.put(ErrorCode.EXPECTATION_FAILED, () -> raw("GET /v1/listings HTTP/1.1", "Expect: a-miracle"));
        CALLS.put(ErrorCode.MIXED_CURRENCIES, () -> buys(1, listing(), listing(Map.of("price_currency", "eur"))));
        CALLS.put(ErrorCode.TOTAL_TOO_LARGE,
                () -> buys(1_000_000, listing(Map.of("price_amount", 1_000_000_000_000L, "quantity", 1_000_000))));
        CALLS.put(ErrorCode.REFUND_EXCEEDS_PAYMENT, () -> {
            String order = buys(1, listing()).data().path("orders").path(0).path("id").asString();
            return seller("POST", "/v1/orders/" + order + "/refunds").with("Idempotency-Key", Person.newKey())
                    .json(Map.of("amount", 1_000_000)).send();
        });
        CALLS.put(ErrorCode.QUANTITY_TOO_LOW, () -> {
            String listing = listing();
            buys(2, listing);
            return seller("PATCH", "/v1/listings/" + listing).json(Map.of("quantity", 1)).send();
        });
        CALLS.put(ErrorCode.TOO_MANY_API_KEYS, () -> {
            Signed collector = Signed.newcomer("Kim Keys");
            PlainCall make = collector.call("POST", "/v1/api-keys").json(Map.of("name", "one more"));
            Reply made = make.send();
            for (int i = 0; i < 100; i++) {
                made = make.send();
            }
            return made;
        });
        CALLS.put(ErrorCode.IDEMPOTENCY_KEY_REUSED, () -> {
            PlainCall post = seller("POST", "/v1/listings").with("Idempotency-Key", Person.newKey());
            post.json(lamp(Map.of())).send();
            return post.json(lamp(Map.of("name", "Another lamp"))).send();
        });
        CALLS.put(ErrorCode.PRECONDITION_REQUIRED, () -> seller("PUT", "/v1/listings/" + listing()).json(lamp(Map.of())).send());
        CALLS.put(ErrorCode.HEADERS_TOO_LARGE, () -> PlainCall.get("/v1/listings").with("X-Filler", "a".repeat(17_000)).send());
        CALLS.put(ErrorCode.NOT_IMPLEMENTED, () -> raw("POST /v1/accounts HTTP/1.1", "Transfer-Encoding: magic"));
        CALLS.put(ErrorCode.HTTP_VERSION_NOT_SUPPORTED, () -> raw("GET /v1/listings HTTP/4.2"));

        TROUBLE.put(ErrorCode.CLAIM_TAKEN, () -> of(new CommandRejectedException(DispatchRejection.CLAIM_TAKEN, "taken")));
        TROUBLE.put(ErrorCode.ACCOUNT_CLOSING, () -> of(new CommandRejectedException(DispatchRejection.ACCOUNT_CLOSING, "closing")));
        TROUBLE.put(ErrorCode.OUT_OF_STOCK, () -> of(new CommandRejectedException(ListingRejection.OUT_OF_STOCK, "none left")));
        TROUBLE.put(ErrorCode.LISTING_UNAVAILABLE, () -> of(new CommandRejectedException(ListingRejection.LISTING_UNAVAILABLE, "gone")));
        TROUBLE.put(ErrorCode.PRICE_CHANGED, () -> of(new CommandRejectedException(ListingRejection.PRICE_CHANGED, "dearer")));
        TROUBLE.put(ErrorCode.OWN_LISTING, () -> of(new CommandRejectedException(ListingRejection.OWN_LISTING, "yours")));
        TROUBLE.put(ErrorCode.REFUND_WINDOW_CLOSED,
                () -> of(new CommandRejectedException(OrderRejection.REFUND_WINDOW_CLOSED, "too late")));
        TROUBLE.put(ErrorCode.INTERNAL_ERROR, () -> of(new IllegalStateException("a secret")));
        TROUBLE.put(ErrorCode.OVERLOADED,
                () -> of(new CommandUnavailableException(CommandUnavailableException.Reason.OVERLOADED, "full", null)));
        TROUBLE.put(ErrorCode.UNAVAILABLE, () -> of(new DataAccessResourceFailureException("gone", new IOException("refused"))));
        TROUBLE.put(ErrorCode.HISTORY_NOT_KEPT, () -> of(new HistoryNotKeptException("view.listing", 9)));
        TROUBLE.put(ErrorCode.READ_MODEL_BEHIND, () -> of(new ReadModelBehindException("late")));
        // A whole node has to be without PostgreSQL, or to be asked 600 times, for these: OutagesTest and LimitsOverHttpTest do that.
        // A query that takes too long, and more rows than DuckDB is given, are not made in a test.
        TROUBLE.put(ErrorCode.QUERY_TIMEOUT, () -> ApiException.of(ErrorCode.QUERY_TIMEOUT, "It took too long."));
        TROUBLE.put(ErrorCode.EXPORT_TOO_LARGE, () -> ApiException.of(ErrorCode.EXPORT_TOO_LARGE, "Too many rows."));
        TROUBLE.put(ErrorCode.NOT_READY, () -> ApiException.of(ErrorCode.NOT_READY, "Down: postgres."));
        // Only where no node has the key that signs.
        TROUBLE.put(ErrorCode.HEAD_NOT_SIGNED, () -> ApiException.of(ErrorCode.HEAD_NOT_SIGNED, "Nothing signs the log."));
        TROUBLE.put(ErrorCode.RATE_LIMITED, () -> ApiException.of(ErrorCode.RATE_LIMITED, "Wait."));
    }

    /** Codes of features whose own tests make the real call. */
    private static final Map<ErrorCode, String> SHOWN_BY = new EnumMap<>(ErrorCode.class);

    static {
        shownBy("erasure/ErasureTest", ErrorCode.ACCOUNT_HAS_OPEN_BUSINESS);
        shownBy("imports/ImportCallsTest", ErrorCode.INVALID_CSV);
        shownBy("exports/ExportCallsTest", ErrorCode.TOO_MANY_RUNNING);
        shownBy("password/PasswordsOverHttpTest", ErrorCode.INVALID_RESET_TOKEN, ErrorCode.WRONG_PASSWORD);
        shownBy("session/SessionsTest", ErrorCode.SESSION_REQUIRED, ErrorCode.TOO_MANY_ATTEMPTS);
        shownBy("twofactor/TwoFactorTest", ErrorCode.TWO_FACTOR_REQUIRED, ErrorCode.WRONG_CODE);
        shownBy("signin/SignInTest", ErrorCode.INVALID_SIGN_IN_STATE, ErrorCode.SIGN_IN_FAILED, ErrorCode.ACCOUNT_EXISTS,
                ErrorCode.IDENTITY_TAKEN, ErrorCode.LAST_WAY_IN, ErrorCode.EMAIL_NOT_VERIFIED);
        shownBy("oauth/OAuthClientsTest", ErrorCode.TOO_MANY_OAUTH_CLIENTS);
        shownBy("story/DossierTest", ErrorCode.HEAD_NOT_FOUND);
        shownBy("audit/AccessTest", ErrorCode.ACCESS_NOT_RECORDED);
        shownBy("cart/CartCallsTest", ErrorCode.CART_EMPTY);
        shownBy("savedsearch/SavedSearchTest", ErrorCode.TOO_MANY_SAVED_SEARCHES);
        shownBy("audit/AccessTest", ErrorCode.ACCESS_NOT_RECORDED);
        shownBy("live/LiveEventsTest", ErrorCode.TOO_MANY_STREAMS);
        shownBy("graphql/GraphLimitsTest", ErrorCode.INVALID_DOCUMENT, ErrorCode.OPERATION_NOT_POSSIBLE, ErrorCode.QUERY_TOO_DEEP,
                ErrorCode.QUERY_TOO_COSTLY, ErrorCode.PERSISTED_QUERY_NOT_FOUND);
    }

    private static void shownBy(String test, ErrorCode... codes) {
        for (ErrorCode code : codes) {
            SHOWN_BY.put(code, test);
        }
    }

    private static ApiException of(RuntimeException thrown) {
        return Errors.of(thrown);
    }

    private static PlainCall seller(String method, String path) {
        return People.SELLER.call(method, path);
    }

    private static PlainCall buyer(String method, String path) {
        return People.BUYER.call(method, path);
    }

    private static Map<String, Object> lamp(Map<String, Object> more) {
        Map<String, Object> lamp = new LinkedHashMap<>(Map.of(
                "name", "Lamp", "country", "US", "city", "Reno", "price_amount", 100, "price_currency", "usd", "quantity", 3));
        lamp.putAll(more);
        return lamp;
    }

    private static String listing() {
        return listing(Map.of());
    }

    private static String listing(Map<String, Object> more) {
        return seller("POST", "/v1/listings").json(lamp(more)).send().data().path("id").asString();
    }

    private static Reply buys(int quantity, String... listings) {
        return checkout("pm_card_ok", quantity, listings).with("Idempotency-Key", Person.newKey()).with("Prefer", "wait=30").send();
    }

    private static PlainCall checkout(String card, int quantity, String... listings) {
        return buyer("POST", "/v1/checkouts").json(Map.of(
                "items", List.of(listings).stream().map(id -> Map.of("listing_id", id, "quantity", quantity)).toList(),
                "payment_method", card,
                "shipping_address", Map.of("name", "Ernie", "line1", "1 Main Street", "city", "Reno", "country", "US")));
    }

    private static Reply whileTheFirstStillRuns() {
        PlainCall slow = checkout("pm_card_timeout", 1, listing()).with("Idempotency-Key", Person.newKey()).with("Prefer", "wait=5");
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(slow::send);
        Reply reply = slow.send();
        while (reply.status() != 409 && !first.isDone()) {
            reply = slow.with("Prefer", "wait=0").send();
        }
        Reply other = first.join();
        return reply.status() == 409 ? reply : other;
    }

    /** Bytes that no client library would send. */
    private static Reply raw(String... lines) {
        String request = lines[0] + "\r\nHost: localhost\r\nConnection: close\r\n"
                + String.join("", List.of(lines).subList(1, lines.length).stream().map(line -> line + "\r\n").toList()) + "\r\n";
        try (Socket socket = new Socket("localhost", SharedApplication.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            Map<String, List<String>> headers = new LinkedHashMap<>();
            head.toString().lines().skip(1).filter(line -> line.contains(": ")).map(line -> line.split(": ", 2))
                    .forEach(pair -> headers.put(pair[0], List.of(pair[1])));
            HttpHeaders all = HttpHeaders.of(headers, (_, _) -> true);
            int length = Math.toIntExact(all.firstValueAsLong("Content-Length").orElseThrow());
            return new Reply(Integer.parseInt(head.toString().split(" ", 3)[1]), all, socket.getInputStream().readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_code_is_produced_with_its_status_and_leads_to_its_page(ErrorCode code) {
        Supplier<Reply> call = CALLS.get(code);
        String shownBy = SHOWN_BY.get(code);
        if (shownBy != null) {
            assertThat(Path.of(System.getProperty("steveslist.home"), "api/src/test/java/com/steveslist/api/" + shownBy + ".java"))
                    .content().containsPattern("(?i)\\b" + code.code() + "\\b");
        } else if (call == null) {
            Supplier<ApiException> trouble = Objects.requireNonNull(
                    TROUBLE.get(code), () -> "say in this test what produces " + code.code());
            assertThat(trouble.get().code()).isEqualTo(code);
            assertThat(trouble.get().detail()).doesNotContain("secret");
        } else {
            isAnswered(code, call.get());
        }
    }

    private static void isAnswered(ErrorCode code, Reply reply) {
        assertThat(reply.code()).as(reply.toString()).isEqualTo(code.code());
        assertThat(reply.status()).isEqualTo(code.status());
        assertThat(reply.json().path("title").asString()).isEqualTo(code.title());
        assertThat(reply.json().path("type").asString()).isEqualTo("/docs/errors#" + code.code());
        assertThat(reply.json().path("retryable").asBoolean()).isEqualTo(code.retryable());
        assertThat(reply.json().path("detail").asString()).isNotBlank();
        assertThat(reply.header("X-Request-Id")).isEqualTo(reply.json().path("request_id").asString());
        assertThat(reply.header("RateLimit")).isNotEmpty();
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Vary")).isNotEmpty();
        if (code.retryable()) {
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_code_is_explained(ErrorCode code) {
        ErrorText text = code.text();
        assertThat(text.means()).hasSizeGreaterThan(20).endsWith(".").doesNotContain("\n");
        assertThat(text.remedy()).hasSizeGreaterThan(4).endsWith(".").doesNotContain("\n");
        assertThat(text.call()).matches("(GET|POST|PUT|PATCH|DELETE) /[a-z0-9_/.-]+");
        assertThat(text.detail()).hasSizeGreaterThan(10).doesNotContain("\n");
        assertThat(text.example().toString()).containsIgnoringCase(code.code()).contains(text.detail());
    }

    @Test
    void nothing_is_explained_that_does_not_exist() {
        assertThat(ErrorText.keys()).hasSize(4 * ErrorCode.values().length);
    }
}
