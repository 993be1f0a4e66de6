package com.steveslist.query.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Cursor AFTER = cursor(5);

    private static Cursor cursor(int row) {
        return new Cursor(List.of(Integer.toString(row)));
    }

    private static Page<Integer> cut(PageRequest wanted, Integer... read) {
        return Page.cut(List.of(read), wanted, PageTest::cursor);
    }

    @Test
    void one_row_more_than_wanted_shows_that_there_are_more_and_is_left_out() {
        assertThat(cut(PageRequest.first(2), 1, 2, 3)).isEqualTo(new Page<>(List.of(1, 2), cursor(2), null, null));
        assertThat(cut(PageRequest.first(2), 1, 2)).isEqualTo(new Page<>(List.of(1, 2), null, null, null));
    }

    @Test
    void behind_a_cursor_there_is_always_a_page_before() {
        assertThat(cut(new PageRequest(2, AFTER, false, null), 6, 7, 8)).isEqualTo(new Page<>(List.of(6, 7), cursor(7), cursor(6), null));
    }

    @Test
    void what_was_read_backward_stands_in_the_lists_order_and_has_a_page_behind() {
        assertThat(cut(new PageRequest(2, AFTER, true, null), 4, 3, 2)).isEqualTo(new Page<>(List.of(3, 4), cursor(4), cursor(3), null));
        assertThat(cut(new PageRequest(2, AFTER, true, null), 4, 3)).isEqualTo(new Page<>(List.of(3, 4), cursor(4), null, null));
    }

    @Test
    void an_empty_page_leads_nowhere() {
        assertThat(cut(new PageRequest(2, AFTER, false, null))).isEqualTo(new Page<>(List.of(), null, null, null));
    }
}
