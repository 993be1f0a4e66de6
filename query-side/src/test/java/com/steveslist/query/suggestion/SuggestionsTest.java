package com.steveslist.query.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

    private static final List<String> SEARCHES = List.of("lamp", "oak table", "laptop", "table lamp");

    @Nested
    class Order {

        @Test
        void what_is_searched_most_comes_first_and_names_fill_up() {
            Suggestions some = Suggestions.of(SEARCHES, List.of("Lava lamp", "Ladder", "Lamp", "Ladder"));

            assertThat(some.complete("la", 10)).containsExactly("lamp", "laptop", "table lamp", "Ladder", "Lava lamp");
            assertThat(some.complete("la", 2)).containsExactly("lamp", "laptop");
            assertThat(some.searched("la", 10)).containsExactly("lamp", "laptop", "table lamp");
        }

        @Test
        void a_name_that_begins_so_comes_before_one_with_a_later_word_that_does() {
            Suggestions some = Suggestions.of(List.of(), List.of("Kitchen table", "Kitchen table", "Table"));

            assertThat(some.complete("ta", 10)).containsExactly("Table", "Kitchen table");
        }

        @Test
        void what_more_listings_are_called_comes_first() {
            Suggestions some = Suggestions.of(List.of(), List.of("Sofa bed", "Sofa", "Sofa", "sofa"));

            assertThat(some.complete("sof", 10)).containsExactly("Sofa", "Sofa bed");
        }

        @Test
        void the_same_text_is_there_once() {
            assertThat(Suggestions.of(List.of("tv", "TV"), List.of("Tv")).complete("t", 10)).containsExactly("tv");
            assertThat(Suggestions.of(List.of("tv tv tv"), List.of()).complete("t", 10)).containsExactly("tv tv tv");
        }
    }

    @Nested
    class Beginnings {

        private final Suggestions some = Suggestions.of(List.of("café table", "second-hand tv"), List.of("Sony's Walkman", "Straße"));

        @Test
        void are_compared_without_case_accents_and_what_is_between_words() {
            assertThat(some.complete("CAFE T", 10)).containsExactly("café table");
            assertThat(some.complete("ca\u0301fé", 10)).containsExactly("café table");
            assertThat(some.complete("secondh", 10)).containsExactly("second-hand tv");
            assertThat(some.complete("hand-t", 10)).containsExactly("second-hand tv");
            assertThat(some.complete("sony walk", 10)).containsExactly("Sony's Walkman");
            assertThat(some.complete("strass", 10)).containsExactly("Straße");
        }

        @Test
        void of_nothing_or_of_what_nobody_has_give_nothing() {
            assertThat(some.complete("", 10)).isEmpty();
            assertThat(some.complete(" -!", 10)).isEmpty();
            assertThat(some.complete("zebra", 10)).isEmpty();
            assertThat(some.complete("café tables", 10)).isEmpty();
            assertThat(Suggestions.NONE.complete("a", 10)).isEmpty();
        }
    }

    @Test
    void the_best_are_found_among_many_as_if_each_had_been_looked_at() {
        Random random = new Random(20_261_122);
        List<String> searches = new ArrayList<>(IntStream.range(0, 3_000).mapToObj(i -> word(random, i)).distinct().toList());
        Collections.shuffle(searches, random);
        Suggestions some = Suggestions.of(searches, List.of());

        for (String prefix : List.of("a", "b", "ab", "ba", "aab", "bbbb", "c")) {
            assertThat(some.complete(prefix, 10))
                    .as(prefix)
                    .isEqualTo(searches.stream().filter(search -> search.startsWith(prefix)).limit(10).toList());
        }
    }

    @Test
    void every_letter_is_answered_in_far_less_than_twenty_milliseconds_out_of_a_hundred_thousand_texts() {
        Random random = new Random(1);
        List<String> texts = IntStream.range(0, 100_000).mapToObj(i -> word(random, i) + " " + word(random, i)).toList();
        Suggestions all = Suggestions.of(texts.subList(0, 50_000), texts.subList(50_000, 100_000));
        long[] took = IntStream.range(0, 2_000).mapToLong(i -> {
            long begun = System.nanoTime();
            assertThat(all.complete("abababa".substring(0, 1 + i % 5), 10)).hasSize(10);
            return System.nanoTime() - begun;
        }).sorted().toArray();

        assertThat(took[took.length * 99 / 100] / 1_000).as("microseconds").isLessThan(20_000);
    }

    private static String word(Random random, int number) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            word.append(random.nextBoolean() ? 'a' : 'b');
        }
        return word.append(number).toString();
    }
}
