package com.steveslist.api.listing;

import com.steveslist.api.input.Body;
import com.steveslist.api.input.Formats;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.money.Money;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that a seller says about a listing.
 *
 * @param published null when it was not said
 */
record ListingInput(ListingDetails details, long quantity, @Nullable Boolean published) {

    static final long MOST_AMOUNT = 1_000_000_000_000L;
    static final long MOST_QUANTITY = 1_000_000;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int LONGEST_CATEGORY = 50;
    private static final int LONGEST_CITY = 100;
    private static final int MOST_LABELS = 10;
    private static final int LONGEST_LABEL = 40;
    private static final int MOST_ATTRIBUTES = 50;
    private static final int MOST_PHOTOS = 20;
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]+");

    /** Reads a whole listing; what is optional and missing gets its default. */
    static ListingInput read(Body body) {
        return read(body, null);
    }

    /** @param currency which the price has already, and may keep when it is legal tender no longer; null for none */
    static ListingInput read(Body body, @Nullable String currency) {
        String name = body.requiredText("name", 1, LONGEST_NAME);
        String description = body.lines("description", LONGEST_DESCRIPTION);
        String category = Formats.slug(body, "category", LONGEST_CATEGORY);
        List<String> labels = labels(body);
        Money price = price(body, currency);
        String country = Formats.requiredCountry(body, "country");
        String city = body.requiredText("city", 1, LONGEST_CITY);
        Double latitude = body.number("latitude", -90, 90);
        Double longitude = body.number("longitude", -180, 180);
        if (latitude == null != (longitude == null)) {
            body.reject(latitude == null ? "latitude" : "longitude", "required", "latitude and longitude go together.");
        }
        Long quantity = body.whole("quantity", 0, MOST_QUANTITY);
        Boolean published = published(body);
        Map<String, String> attributes = attributes(body);
        List<String> photos = photos(body);
        body.done();
        return new ListingInput(
                new ListingDetails(
                        name,
                        description,
                        category == null ? "other" : category,
                        labels,
                        price,
                        country,
                        city,
                        latitude,
                        longitude,
                        attributes,
                        photos),
                quantity == null ? 1 : quantity,
                published);
    }

    private static List<String> labels(Body body) {
        List<String> labels = body.texts("labels", MOST_LABELS, 1, LONGEST_LABEL);
        Set<String> seen = new HashSet<>();
        if (!labels.stream().allMatch(label -> seen.add(label.toLowerCase(Locale.ROOT)))) {
            body.reject("labels", "duplicate", "labels must differ from each other in more than case.");
        }
        return labels;
    }

    private static Money price(Body body, @Nullable String currency) {
        long amount = body.requiredWhole("price_amount", 1, MOST_AMOUNT);
        return Money.of(amount, Formats.requiredCurrency(body, "price_currency", currency));
    }

    private static @Nullable Boolean published(Body body) {
        String status = body.text("status", 1, 20);
        if (status != null && !Set.of("draft", "published", "").contains(status)) {
            body.reject("status", "invalid_value", "status can be set to draft or published.");
        }
        return status == null ? null : status.equals("published");
    }

    private static Map<String, String> attributes(Body body) {
        Map<String, String> attributes = new TreeMap<>();
        body.textMap("attributes", MOST_ATTRIBUTES, 100, 1_000).forEach((name, value) -> {
            if (value == null) {
                body.reject("attributes", "wrong_type", "The values in attributes must be strings.");
            } else {
                attributes.put(name, value);
            }
        });
        return attributes;
    }

    private static List<String> photos(Body body) {
        List<String> photos = body.texts("photos", MOST_PHOTOS, 1, 2_000);
        if (!photos.stream().allMatch(photo -> photo.isEmpty() || URL.matcher(photo).matches())) {
            body.reject("photos", "invalid_value", "photos must be http or https addresses.");
        }
        return photos;
    }
}
