package com.steveslist.api.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.search.ElasticsearchClients;
import com.steveslist.query.search.ListingSearch;
import com.steveslist.query.search.ListingSearchRequest;
import com.steveslist.query.search.ListingSearchResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search whose index goes away between two pages. */
@ExtendWith(PrintsTheLog.class)
class SearchGoesOnTest {

    private static final int PAGE = 3;

    /** Nothing listens at port 1. */
    private static final ElasticsearchClient NOBODY = ElasticsearchClients.connect("http://127.0.0.1:1", Duration.ofMillis(500));

    private final Person seller = Person.newcomer("Petra Pager");
    private final ListingSearch search = SharedApplication.context().getBean(ListingSearch.class);
    private final ListingSearch plain =
            new ListingSearch(NOBODY, SharedApplication.context().getBean("queryDataSource", DataSource.class));

    @AfterAll
    static void close() throws IOException {
        NOBODY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "created_at", "-updated_at", "price_amount", "-price_amount,name", "name"})
    void is_gone_on_with_where_it_was_however_much_was_listed_meanwhile(String sort) {
        List<SortKey> keys = Arrays.stream(sort.split(",")).filter(key -> !key.isEmpty())
                .map(key -> new SortKey(key.replace("-", ""), key.startsWith("-")))
                .toList();
        List<String> atTheStart = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            atTheStart.add(lists(i));
        }
        await().untilAsserted(() -> {
            ListingSearchResult all = search.search(request(keys, null, 2 * PAGE * PAGE));
            assertThat(all.degraded()).as("the index answers").isFalse();
            assertThat(ids(all)).containsAll(atTheStart);
        });

        ListingSearchResult page = search.search(request(keys, null, PAGE));
        List<String> seen = new ArrayList<>(ids(page));
        for (int i = 8; page.next() != null && i < 20; i++) {
            lists(i);
            page = plain.search(request(keys, page.next(), PAGE));
            assertThat(page.degraded()).isTrue();
            seen.addAll(ids(page));
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(atTheStart);
    }

    private String lists(int n) {
        return seller.lists("Pedal " + n % 3, 1, new int[] {500, 100, 500, 300}[n % 4], Map.of()).text("id");
    }

    private ListingSearchRequest request(List<SortKey> sort, @Nullable Cursor after, int limit) {
        ListingFilter own = new ListingFilter(
                null, new AccountId(seller.id()), Set.of(), null, List.of(), null, null, null, null, null, null, null);
        return new ListingSearchRequest(null, own, null, sort, Set.of(), limit, after);
    }

    private static List<String> ids(ListingSearchResult page) {
        return page.hits().stream().map(hit -> hit.listing().id().value()).toList();
    }
}
