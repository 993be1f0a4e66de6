package com.steveslist.api.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.PlainCall;
import com.steveslist.api.testing.PlainCall.Reply;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(PrintsTheLog.class)
class CursorRulesTest {
    private static final int ROWS = 5;

    private final Person seller = Person.newcomer("Lisa Lister");

    /**
     * Pages through a list by two, inserting a row before each page, and holds that every row of the start is seen once.
     *
     * @param insert adds a row and answers what a reader waits for
     */
    private static void seesEveryRowOnce(SteveslistClient reader, String list, Supplier<Answer> insert, Function<Answer, String> id) {
        List<String> atTheStart = new ArrayList<>();
        Answer last = insert.get();
        atTheStart.add(id.apply(last));
        for (int i = 1; i < ROWS; i++) {
            last = insert.get();
            atTheStart.add(id.apply(last));
        }
        List<String> seen = new ArrayList<>();
        String query = list + (list.contains("?") ? "&" : "?") + "limit=2";
        String cursor = "";
        do {
            Answer page = reader.with("Consistency-Token", last.header("Consistency-Token").orElseThrow())
                    .get(query + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).expected("read a page of " + list);
            page.items().forEach(item -> seen.add(item.path("id").asString()));
            cursor = page.body().path("pagination").path("next_cursor").asString("");
            assertThat(page.body().path("pagination").path("has_more").asBoolean()).isEqualTo(!cursor.isEmpty());
            last = seen.size() < 40 ? insert.get() : last;
        } while (!cursor.isEmpty());
        assertThat(seen).as(list).doesNotHaveDuplicates().containsAll(atTheStart);
    }

    @Nested
    class While_others_insert {

        @ParameterizedTest
        @ValueSource(
                strings = {"", "&sort=created_at", "&sort=price_amount", "&sort=-price_amount,name", "&sort=name", "&sort=-updated_at"})
        void listings(String sort) {
            int[] prices = {500, 100, 500, 300, 500, 200};
            int[] number = {0};
            seesEveryRowOnce(seller.calls(), "/v1/listings?seller_id=" + seller.id() + sort, () -> {
                int n = number[0]++;
                return seller.lists("Stool " + n % 3, 1, prices[n % prices.length], Map.of());
            }, listing -> listing.text("id"));
        }

        @Test
        void listings_that_are_searched_for() {
            seesEveryRowOnce(seller.calls(), "/v1/search/listings?seller_id=" + seller.id(),
                    () -> seller.lists("Shelf", 1, 100, Map.of()), listing -> listing.text("id"));
        }

        @Test
        void orders_checkouts_and_payments() {
            Person buyer = Person.newcomer("Bob Buyer");
            String listing = seller.lists("Nail", 100, 100, Map.of()).text("id");
            Supplier<Answer> buy = () -> buyer.buys(listing, 1, "pm_card_ok");

            seesEveryRowOnce(buyer.calls(), "/v1/orders", buy, bought -> bought.data().path("orders").path(0).path("id").asString());
            seesEveryRowOnce(buyer.calls(), "/v1/checkouts", buy, bought -> bought.text("id"));
            seesEveryRowOnce(buyer.calls(), "/v1/payments", buy, bought -> bought.text("payment_id"));
        }

        @Test
        void refunds_of_an_order() {
            Person buyer = Person.newcomer("Rick Refunded");
            String order = buyer.buys(seller.lists("Desk", 1, 900, Map.of()).text("id"), 1, "pm_card_ok")
                    .data().path("orders").path(0).path("id").asString();

            seesEveryRowOnce(seller.calls(), "/v1/orders/" + order + "/refunds",
                    () -> seller.calls().post("/v1/orders/" + order + "/refunds", Map.of("amount", 1), Person.newKey()).expected("refund"),
                    refund -> refund.text("id"));
        }

        @Test
        void api_keys() {
            seesEveryRowOnce(seller.calls(), "/v1/api-keys",
                    () -> seller.calls().post("/v1/api-keys", Map.of("name", "one more")).expected("make a key"), key -> key.text("id"));
        }
    }

    @Nested
    class A_cursor {

        private final String list = "/v1/listings?seller_id=" + seller.id() + "&limit=1";
        private final String cursor = firstCursor();

        private String firstCursor() {
            seller.lists("First", 1, 100, Map.of());
            Answer second = seller.lists("Second", 1, 200, Map.of());
            return seller.after(second).get(list).body().path("pagination").path("next_cursor").asString();
        }

        private static void isRefused(String path) {
            Reply reply = PlainCall.get(path).send();
            assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("invalid_cursor");
        }

        @Test
        void that_was_changed_in_any_place_is_refused() {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            for (int i : List.of(0, 11, 12, bytes.length / 2, bytes.length - 1)) {
                byte[] forged = bytes.clone();
                forged[i] ^= 1;
                isRefused("/v1/listings?seller_id=" + seller.id() + "&limit=1&cursor="
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(forged));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "AAAA", "!!", "eyJhIjoxfQ", "..%2f..%2fetc%2fpasswd", "' or 1=1--"})
        void that_somebody_made_up_is_refused(String madeUp) {
            isRefused("/v1/listings?cursor=" + madeUp.replace(" ", "+").replace("'", "%27").replace("=", "%3D"));
        }

        @Test
        void of_another_list_filter_sort_or_caller_is_refused() {
            isRefused("/v1/listings?cursor=" + cursor);
            isRefused(list + "&sort=price_amount&cursor=" + cursor);
            isRefused(list + "&city=Paris&cursor=" + cursor);
            isRefused("/v1/search/listings?seller_id=" + seller.id() + "&cursor=" + cursor);
            isRefused(list + "&cursor=" + cursor);
        }

        @Test
        void leads_on_with_another_size_of_page_and_back_again() {
            Answer next = seller.calls().get(list.replace("limit=1", "limit=50") + "&cursor=" + cursor);
            assertThat(next.items()).extracting(item -> item.path("name").asString()).containsExactly("First");

            String previous = next.header("Link").orElseThrow().replaceFirst(".*<([^>]*)>; rel=\"prev\".*", "$1");
            Answer back = seller.calls().get(previous.substring(previous.indexOf("/v1/")));
            assertThat(back.items()).extracting(item -> item.path("name").asString()).containsExactly("Second");
        }
    }

    @Test
    void a_limit_out_of_range_is_refused_and_never_clamped() {
        for (String limit : List.of("0", "-1", "101", "1e1", "", "a", "99999999999999999999")) {
            for (String list : List.of("/v1/listings", "/v1/search/listings")) {
                Reply reply = PlainCall.get(list + "?limit=" + limit).send();
                assertThat(reply.status()).as(list + " " + limit).isEqualTo(400);
                assertThat(reply.json().path("errors").path(0).path("pointer").asString()).isEqualTo("/limit");
            }
        }
        assertThat(PlainCall.get("/v1/listings?limit=100").send().status()).isEqualTo(200);
    }

    @Test
    void an_offset_goes_to_10000_with_the_total_and_the_last_page_and_not_beside_a_cursor() {
        IntStream.range(0, 3).forEach(i -> seller.lists("Cup " + i, 1, 100, Map.of()));
        Answer last = seller.lists("Cup 3", 1, 100, Map.of());

        Answer page = seller.after(last).get("/v1/listings?seller_id=" + seller.id() + "&limit=3&offset=0");

        assertThat(page.header("X-Total-Count")).contains("4");
        assertThat(page.header("Link").orElseThrow()).contains("offset=3>; rel=\"next\"", "offset=3>; rel=\"last\"");
        assertThat(seller.calls().get("/v1/listings?offset=10001").status()).isEqualTo(400);
        assertThat(seller.calls().get("/v1/listings?offset=1&cursor=x").status()).isEqualTo(400);
        List<JsonNode> far = seller.calls().get("/v1/listings?seller_id=" + seller.id() + "&offset=10000").items();
        assertThat(far).isEmpty();
    }
}
