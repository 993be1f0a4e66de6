package com.steveslist.events.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final Money TEN_DOLLARS = Money.of(1_000, "usd");
    private static final Money TEN_EUROS = Money.of(1_000, "eur");

    @Nested
    class Within_one_currency {

        @Test
        void adds_subtracts_and_multiplies_in_minor_units() {
            assertThat(TEN_DOLLARS.plus(Money.of(1, "usd"))).isEqualTo(Money.of(1_001, "usd"));
            assertThat(TEN_DOLLARS.minus(Money.of(1, "usd"))).isEqualTo(Money.of(999, "usd"));
            assertThat(TEN_DOLLARS.times(3)).isEqualTo(Money.of(3_000, "usd"));
        }

        @Test
        void compares() {
            assertThat(TEN_DOLLARS.exceeds(Money.of(999, "usd"))).isTrue();
            assertThat(TEN_DOLLARS.exceeds(Money.of(1_000, "usd"))).isFalse();
            assertThat(TEN_DOLLARS).isGreaterThan(Money.zero(new Currency("usd")));
        }

        @Test
        void refuses_to_overflow() {
            Money most = Money.of(1_000_000_000_000_000L, "usd");
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(Money.of(1, "usd")));
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.times(Long.MAX_VALUE));
        }
    }

    @Nested
    class Across_currencies {

        @Test
        void refuses_every_combination() {
            assertThatIllegalArgumentException().isThrownBy(() -> TEN_DOLLARS.plus(TEN_EUROS));
            assertThatIllegalArgumentException().isThrownBy(() -> TEN_DOLLARS.minus(TEN_EUROS));
            assertThatIllegalArgumentException().isThrownBy(() -> TEN_DOLLARS.compareTo(TEN_EUROS));
        }
    }

    @Test
    void a_currency_is_a_lower_case_code_that_iso_4217_knows() {
        assertThat(new Currency("jpy").code()).isEqualTo("jpy");
        assertThatIllegalArgumentException().isThrownBy(() -> new Currency("USD"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Currency("zzz"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Currency(""));
    }
}
