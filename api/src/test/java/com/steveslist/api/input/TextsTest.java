package com.steveslist.api.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Lamp", "Zoë's 椅子", "👨‍👩‍👧 table", "شمعدان", "a\u200bb"})
    void what_can_be_seen_is_a_text(String text) {
        assertThat(Texts.problem("name", text, 1, 100, false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t ", "\u00a0", "\u200b\u2060", "\ufeff", "\u3000"})
    void what_cannot_be_seen_is_blank(String text) {
        assertThat(Texts.problem("name", text, 1, 100, false)).startsWith("too_short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\ud800b", "two\nlines"})
    void what_harms_the_text_around_it_is_refused(String text) {
        assertThat(Texts.problem("name", text, 1, 100, false)).startsWith("invalid_characters");
    }
}
