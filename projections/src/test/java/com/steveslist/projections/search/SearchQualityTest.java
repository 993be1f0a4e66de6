package com.steveslist.projections.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.search.ListingSearch;
import com.steveslist.query.search.ListingSearchRequest;
import com.steveslist.query.search.ListingSearchResult;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, and what they must find first. */
class SearchQualityTest {

    private static final ListingFilter ANY =
            new ListingFilter(null, null, Set.of(), null, List.of(), null, null, null, null, null, null, null);

    private static ListingSearch search;

    @BeforeAll
    static void openTheMarket() {
        search = Market.open();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "second-hand TV",
            "Second-hand TV",
            "TV that is second-hand",
            "2nd-hand TV",
            "sceond-hnad TV",
            "secondhand tv",
            "second hand tv",
            "second hand television",
            "tv second hand",
            "secondhnad tv",
            "secnd hand telly",
            "used: second-hand TVs!",
            "second‐hand TV"
    })
    void every_way_to_write_second_hand_tv_finds_it_first(String typed) {
        assertThat(names(typed)).first().isEqualTo("Second-hand TV");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "sofas | Sofa bed",
            "couch | Sofa bed",
            "red leather sofa | Leather sofa, red",
            "lether sofa | Leather sofa, red",
            "office chairs | Office chair",
            "shelves | Book shelf",
            "bookshelf | Book shelf",
            "knife | Kitchen knives",
            "refrigerator | Fridge with freezer",
            "cofee machine | Coffee machine",
            "creme brulee | Crème brûlée dishes",
            "moutain bike | Mountain bike 29\"",
            "mountain bicycle | Mountain bike 29\"",
            "iphone 13 | iPhone 13 128 GB",
            "iphone 15 | iPhone15 Pro",
            "playstation5 | PlayStation 5",
            "ps 4 | PS4 console",
            "wifi router | Wi-Fi router",
            "wi fi | Wi-Fi router",
            "tshirt | T-shirt with print",
            "t shirt | T-shirt with print",
            "lamp | Desk lamp",
            "guitars nashville | Electric guitar",
            "necklase | Gold necklace",
            "pram | Baby stroller",
            "secondhand laptop | 2nd hand laptop",
            "second-hand vinyl | Secondhand vinyl records",
            "second hand records | Secondhand vinyl records",
            "velo | Vélo pliant"
    })
    void finds_first_what_was_meant(String typed, String meant) {
        assertThat(names(typed)).first().isEqualTo(meant);
    }

    @Test
    void what_was_typed_right_is_not_taken_for_a_typing_error() {
        assertThat(names("lamp")).containsExactlyInAnyOrder("Desk lamp", "Floor lamp, brass");
    }

    @Test
    void models_are_not_taken_for_one_another() {
        assertThat(names("iphone 12")).first().isEqualTo("iPhone 12 64 GB");
        assertThat(names("iphone 13")).doesNotContain("iPhone15 Pro");
    }

    @Test
    void nothing_is_found_for_what_nobody_sells() {
        assertThat(names("xylophonist quarterdeck")).isEmpty();
    }

    @Test
    void only_stop_words_are_looked_for_as_they_are() {
        assertThat(names("with")).isNotEmpty();
    }

    private static List<String> names(String typed) {
        ListingSearchResult result = search.search(new ListingSearchRequest(typed, ANY, null, List.of(), Set.of(), 20, null));
        assertThat(result.degraded()).isFalse();
        return result.hits().stream().map(hit -> hit.listing().details().name()).toList();
    }
}
