package com.steveslist.events.listing;

import com.steveslist.events.money.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a seller says about a thing for sale.
 *
 * @param name 1 to 200 characters
 * @param description up to 10,000 characters
 * @param category a slug such as {@code furniture}
 * @param labels up to 10, different from each other without regard to case
 * @param price of one unit, above zero
 * @param country ISO 3166-1 alpha-2, upper case
 * @param latitude degrees, −90 to 90; with {@code longitude} or not at all
 */
public record ListingDetails(
        String name,
        @Nullable String description,
        String category,
        List<String> labels,
        Money price,
        String country,
        String city,
        @Nullable Double latitude,
        @Nullable Double longitude,
        Map<String, String> attributes,
        List<String> photos) {

    public ListingDetails {
        labels = List.copyOf(labels);
        attributes = Map.copyOf(attributes);
        photos = List.copyOf(photos);
    }
}
