package com.steveslist.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.api.error.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputsTest {

    private static final Map<String, Object> ARGUMENTS = Map.of(
            "id", "lst_1",
            "input", Map.of(
                    "name", "",
                    "price", Map.of("amount", -1, "currency", "usd"),
                    "items", List.of(Map.of("listingId", "x", "priceAmount", 5)),
                    "shippingAddress", Map.of("postalCode", "")));

    @Test
    void names_become_those_of_rest_and_a_money_two_members() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("priceAmount", 5);
        input.put("price", Map.of("amount", 10, "currency", "usd"));
        input.put("timeZone", null);
        input.put("items", List.of(Map.of("listingId", "lst_1")));
        assertThat(Inputs.body(input)).hasToString(
                "{price_amount=10, price_currency=usd, time_zone=null, items=[{listing_id=lst_1}]}");
    }

    @Test
    void attributes_become_an_object_with_each_name_once() {
        Map<String, Object> removed = new LinkedHashMap<>(Map.of("name", "Size"));
        removed.put("value", null);
        assertThat(Inputs.body(Map.of("attributes", List.of(Map.of("name", "myColour", "value", "red"), removed))))
                .hasToString("{attributes={myColour=red, Size=null}}");
        assertThatThrownBy(() -> Inputs.body(Map.of("attributes", List.of(removed, removed)))).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @CsvSource({
            "/name, /input/name", "/price_amount, /input/price/amount", "/price_currency, /input/price/currency",
            "/items/0/listing_id, /input/items/0/listingId", "/items/0/price_amount, /input/items/0/priceAmount",
            "/shipping_address/postal_code, /input/shippingAddress/postalCode", "/postal_code, /input/postalCode", "'', /input"})
    void what_rest_points_at_is_found_among_the_arguments(String pointer, String found) {
        assertThat(Inputs.pointerOf(pointer, ARGUMENTS)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"/first, /first", "/min_price, /filter/minPrice"})
    void parameters_stand_in_the_filter_unless_they_are_arguments(String pointer, String found) {
        assertThat(Inputs.pointerOf(pointer, Map.of("first", 5, "filter", Map.of("minPrice", 1)))).isEqualTo(found);
    }
}
