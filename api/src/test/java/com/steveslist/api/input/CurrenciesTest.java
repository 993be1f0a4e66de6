package com.steveslist.api.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {

    /** Countries' money of which a JDK of another month may say otherwise than the list: what went lately. */
    private static final Set<String> JUST_REPLACED = Set.of("bgn");

    @Test
    void the_list_has_the_money_of_every_country_that_the_jdk_knows() {
        Set<String> ofCountries = Stream.of(Locale.getISOCountries())
                .map(country -> Currency.getInstance(Locale.of("", country)))
                .filter(Objects::nonNull)
                .map(currency -> currency.getCurrencyCode().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        ofCountries.removeAll(JUST_REPLACED);

        assertThat(Currencies.codes()).containsAll(ofCountries);
        assertThat(new TreeSet<>(Currencies.codes()).stream().filter(code -> !ofCountries.contains(code)))
                .as("second currencies of countries: look them up in ISO 4217 before you add one here")
                .isSubsetOf("ved", "svc", "zwg", "sle", "xcg");
    }

    @Test
    void each_can_be_counted_in_minor_units() {
        assertThat(Currencies.codes()).hasSizeGreaterThan(140).allSatisfy(code -> {
            assertThat(code).matches("[a-z]{3}");
            assertThat(Currency.getInstance(code.toUpperCase(Locale.ROOT)).getDefaultFractionDigits()).isNotNegative();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dem", "frf", "hrk", "bgn", "sll", "zwl", "ang", "cuc", "xts", "xxx", "xau", "xad", "clf", "USD", "", "#"})
    void what_is_no_money_today_is_not_on_it(String code) {
        assertThat(Currencies.isLegalTender(code)).isFalse();
    }
}
