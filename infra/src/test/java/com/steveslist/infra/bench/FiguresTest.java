package com.steveslist.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void a_figure_is_the_median_of_its_rounds() {
        assertThat(new Figure("odd", "ms", List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new Figure("even", "ms", List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
    }

    @Test
    void a_ratio_compares_neighbours_in_time() {
        Figure ours = new Figure("ours", "events/s", List.of(100.0, 10.0, 300.0));
        Figure theirs = new Figure("theirs", "events/s", List.of(50.0, 5.0, 100.0));
        assertThat(ours.over(theirs).median()).isCloseTo(2, within(1e-9));
    }

    @Test
    void a_line_counts_what_stands_on_it_as_reached() {
        Figure two = new Figure("two", "×", List.of(2.0));
        assertThat(new Line(two, Line.Bound.AT_LEAST, 2).reached()).isTrue();
        assertThat(new Line(two, Line.Bound.AT_LEAST, 2.1).reached()).isFalse();
        assertThat(new Line(two, Line.Bound.AT_MOST, 2).reached()).isTrue();
        assertThat(new Line(two, Line.Bound.AT_MOST, 1.9).reached()).isFalse();
    }

    @Test
    void sides_take_turns_forth_and_back_and_the_first_turn_does_not_count() throws Exception {
        List<String> turns = new ArrayList<>();
        Map<String, Rounds.Side> sides = new LinkedHashMap<>();
        for (String side : List.of("a", "b")) {
            sides.put(side, () -> {
                turns.add(side);
                return turns.size();
            });
        }
        Figures figures = new Rounds(2, Duration.ofSeconds(1)).alternate("turn", sides);
        assertThat(turns).containsExactly("a", "b", "b", "a", "a", "b");
        assertThat(figures.of("a").rounds()).containsExactly(4.0, 5.0);
        assertThat(figures.of("b").rounds()).containsExactly(3.0, 6.0);
    }
}
