package com.steveslist.query.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void money_has_its_currency_s_own_decimals() {
        assertThat(Words.money(Money.of(129_900, "usd"))).isEqualTo("1,299.00 USD");
        assertThat(Words.money(Money.of(1_234_567, "jpy"))).isEqualTo("1,234,567 JPY");
        assertThat(Words.money(Money.of(1_234_567, "kwd"))).isEqualTo("1,234.567 KWD");
        assertThat(Words.money(Money.of(-5, "eur"))).isEqualTo("-0.05 EUR");
    }

    @Test
    void what_others_wrote_acts_on_nothing() {
        assertThat(Words.quoted("a\u001b[2Jb\u202Ec\nd\u0000")).isEqualTo("“a\\u{1b}[2Jb\\u{202e}c\\u{a}d\\u{0}”");
        assertThat(Words.visible("Zoë 🪑")).isEqualTo("Zoë 🪑");
    }

    @Test
    void lists_read_as_people_write_them() {
        assertThat(Words.list(List.of("a"))).isEqualTo("a");
        assertThat(Words.list(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(Words.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }
}
