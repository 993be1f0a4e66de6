package com.steveslist.projections.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.events.listing.ListingEvent;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.search.ListingDocument;
import com.steveslist.query.search.ListingSearch;
import com.steveslist.query.search.ListingSearchRequest;
import com.steveslist.query.search.ListingSearchRequest.Near;
import com.steveslist.query.search.ListingSearchResult;
import com.steveslist.query.search.ListingSearchResult.FacetValue;
import com.steveslist.query.search.ListingSearchResult.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Filters, facets, highlights, pages and suggestions over the market. */
class SearchTest {

    private static ListingSearch search;

    @BeforeAll
    static void openTheMarket() {
        search = Market.open();
    }

    @Nested
    class Filtering {

        @Test
        void by_city_and_price_in_any_case() {
            assertThat(names(request("tv", where("san francisco", null, List.of(), 10_000L, 50_000L))))
                    .containsExactlyInAnyOrder("Second-hand TV", "Smart TV 55 inch 4K", "Hand-made wooden TV table",
                            "Vintage television cabinet");
        }

        @Test
        void by_all_of_several_labels() {
            assertThat(names(request(null, where(null, null, List.of("Second-Hand", "bikes"), null, null))))
                    .containsExactly("Second-hand bicycle");
        }

        @Test
        void by_distance() {
            ListingSearchRequest around = new ListingSearchRequest(
                    "second-hand", any(), new Near(37.80, -122.27, 12), List.of(), Set.of(), 50, null);
            assertThat(names(around)).contains("Second-hand washing machine", "Second-hand books, box of 20")
                    .doesNotContain("Second-hand TV", "Second-hand piano");
        }

        @Test
        void an_unknown_sort_or_facet_is_refused() {
            assertThatThrownBy(() -> search.search(new ListingSearchRequest(
                    "tv", any(), null, List.of(new SortKey("colour", false)), Set.of(), 5, null)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> search.search(new ListingSearchRequest("tv", any(), null, List.of(), Set.of("colour"), 5, null)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Facetting {

        @Test
        void a_facet_counts_what_another_choice_would_give() {
            ListingFilter inDenver = where("Denver", "sports", List.of(), null, null);
            ListingSearchResult result = search.search(
                    new ListingSearchRequest(null, inDenver, null, List.of(), Set.of("category", "city", "label"), 20, null));
            assertThat(result.hits()).hasSize(4);
            assertThat(result.facets().get("category")).contains(new FacetValue("sports", 4), new FacetValue("outdoors", 2));
            assertThat(result.facets().get("city"))
                    .contains(new FacetValue("Denver", 4), new FacetValue("Paris", 1), new FacetValue("San Diego", 1));
            assertThat(result.facets().get("label")).first().isEqualTo(new FacetValue("bikes", 4));
        }
    }

    @Nested
    class Highlighting {

        @Test
        void marks_what_matched_also_in_another_spelling() {
            Hit hit = search.search(request("secondhand television", any())).hits().getFirst();
            assertThat(hit.highlights().get("name")).containsExactly("<em>Second-hand</em> <em>TV</em>");
        }

        @Test
        void is_safe_to_show() {
            Hit hit = search.search(request("poster", any())).hits().getFirst();
            assertThat(hit.highlights().get("name")).first().asString().contains("&lt;script&gt;").doesNotContain("<script");
            assertThat(hit.highlights().get("description")).first().asString().contains("<em>poster</em>", "&lt;b&gt;");
        }
    }

    @Nested
    class Paging {

        @Test
        void gives_every_hit_once_by_relevance() {
            List<String> all = names(new ListingSearchRequest("second-hand", any(), null, List.of(), Set.of(), 100, null));
            assertThat(page(request("second-hand", any()), 3)).hasSizeGreaterThan(6).containsExactlyElementsOf(all);
        }

        @Test
        void keeps_to_the_way_that_the_first_page_was_read() {
            List<String> all = names(new ListingSearchRequest("sceond-hnad", any(), null, List.of(), Set.of(), 100, null));
            assertThat(page(request("sceond-hnad", any()), 2)).hasSizeGreaterThan(6).containsExactlyElementsOf(all);
        }

        @Test
        void gives_every_hit_once_by_price_and_name() {
            ListingSearchRequest byPrice = new ListingSearchRequest(
                    null, any(), null, List.of(new SortKey("price_amount", true), new SortKey("name", false)), Set.of(), 20, null);
            List<String> names = page(byPrice, 7);
            assertThat(names).hasSizeGreaterThan(60).doesNotHaveDuplicates();
            assertThat(names).first().isEqualTo("Road bicycle, carbon");
        }

        @Test
        void a_made_up_cursor_is_refused() {
            Cursor madeUp = new Cursor(List.of("x", "y"));
            assertThatThrownBy(() -> search.search(new ListingSearchRequest("tv", any(), null, List.of(), Set.of(), 5, madeUp)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void without_words_the_newest_comes_first() {
        List<Hit> hits = search.search(request(null, any())).hits();
        assertThat(hits).isSortedAccordingTo(Comparator.comparing((Hit hit) -> hit.listing().createdAt()).reversed());
    }

    @Test
    void what_is_sold_out_comes_last_and_what_is_withdrawn_not_at_all() throws Exception {
        List<Hit> lamps = search.search(request("lamp", any())).hits();
        ListingDocument best = Market.STORE.find(List.of(lamps.getFirst().listing().id().value())).values().iterator().next();
        ListingDocument soldOut = Market.next(best, new ListingEvent.SoldOut(lamps.getFirst().listing().id()));
        Market.STORE.write(List.of(soldOut));
        Market.STORE.refresh();
        assertThat(names(request("lamp", any()))).hasSize(2).last().isEqualTo(best.name());

        Market.STORE.write(List.of(Market.next(soldOut, new ListingEvent.Withdrawn(lamps.getFirst().listing().id()))));
        Market.STORE.refresh();
        assertThat(names(request("lamp", any()))).hasSize(1).doesNotContain(best.name());
        assertThat(search.suggest(best.name(), 10)).isEmpty();

        Market.STORE.write(List.of(soldOut));
        Market.STORE.refresh();
        assertThat(names(request("lamp", any()))).as("an older form never replaces a newer one").hasSize(1);
    }

    @Nested
    class Suggesting {

        @Test
        void completes_names_from_any_word() {
            assertThat(search.suggest("sec", 10)).contains("Second-hand TV", "Second TV remote").hasSizeLessThanOrEqualTo(10);
            assertThat(search.suggest("secondh", 10)).contains("Second-hand TV", "Secondhand vinyl records");
            assertThat(search.suggest("guit", 10)).contains("Electric guitar", "Guitar strings, 3 sets");
            assertThat(search.suggest("iphone 1", 10)).contains("iPhone 13 128 GB");
        }

        @Test
        void has_nothing_to_say_to_nothing() {
            assertThat(search.suggest(" ", 10)).isEmpty();
            assertThat(search.suggest("qqq", 10)).isEmpty();
        }
    }

    private static List<String> page(ListingSearchRequest request, int limit) {
        List<String> names = new ArrayList<>();
        Cursor after = null;
        do {
            ListingSearchResult page = search.search(new ListingSearchRequest(
                    request.text(), request.filter(), request.near(), request.sort(), request.facets(), limit, after));
            page.hits().forEach(hit -> names.add(hit.listing().details().name()));
            after = page.next();
        } while (after != null);
        return names;
    }

    private static List<String> names(ListingSearchRequest request) {
        return search.search(request).hits().stream().map(hit -> hit.listing().details().name()).toList();
    }

    private static ListingSearchRequest request(@Nullable String text, ListingFilter filter) {
        return new ListingSearchRequest(text, filter, null, List.of(), Set.of(), 20, null);
    }

    private static ListingFilter any() {
        return where(null, null, List.of(), null, null);
    }

    private static ListingFilter where(
            @Nullable String city, @Nullable String category, List<String> labels, @Nullable Long min, @Nullable Long max) {
        return new ListingFilter(null, null, Set.of(), category, labels, city, null, min, max, null, null, null);
    }
}
