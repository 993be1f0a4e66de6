package com.steveslist.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareableTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "kate@example.com", "kate＠example.com", "mail kate @ home", "+1 (415) 555-2671", "4155552671", "0664/123 45 67",
            "4242 4242 4242 4242", "4242-4242-4242-4242", "visa 4242424242424242", "123-45-6789", "DE89 3704 0044 0532 0130 00",
            "GB29NWBK60161331926819", "sl_live_abcdef", "https://example.com/me", "www.example.com", "٤٢٤٢ ٤٢٤٢",
            "correcthorsebatterystaplehorse", "12345", "!?", "x"})
    void what_may_be_somebodys_own_stays_with_them(String typed) {
        assertThat(Shareable.of(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oak table", "iphone 15 128gb", "rtx 4090 24gb", "tv 55\" 4k", "café", "2 x 4 lumber", "size 42", "椅子",
            "women's coat"})
    void what_many_look_for_may_be_suggested(String typed) {
        assertThat(Shareable.of(typed)).hasValue(typed);
    }

    @Test
    void case_and_space_do_not_matter() {
        assertThat(Shareable.of("  Oak \t TABLE ")).hasValue("oak table");
        assertThat(Shareable.of("word ".repeat(13))).isEmpty();
    }
}
