package com.steveslist.twin.shared;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** All that a seller says about a listing. Checked by plain code, which costs less than annotations would. */
public record ListingRequest(
        String name,
        @Nullable String description,
        @Nullable String category,
        @Nullable List<String> labels,
        long priceAmount,
        String priceCurrency,
        String country,
        String city,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Long quantity,
        @Nullable String status,
        @Nullable Map<String, String> attributes,
        @Nullable List<String> photos) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]+");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public ListingRequest {
        labels = labels == null ? List.of() : List.copyOf(labels);
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
        photos = photos == null ? List.of() : List.copyOf(photos);
        quantity = quantity == null ? 1 : quantity;
        category = category == null ? "other" : category;
    }

    public boolean published() {
        return status == null || status.equals("published");
    }

    /** Throws what becomes a 422. */
    public void check() {
        require(hasText(name, 200), "name");
        require(description == null || description.length() <= 10_000, "description");
        require(category != null && category.length() <= 50 && SLUG.matcher(category).matches(), "category");
        require(areLabels(labels), "labels");
        require(priceAmount >= 1 && priceAmount <= 1_000_000_000_000L, "price_amount");
        require(priceCurrency != null && priceCurrency.length() == 3 && priceCurrency.equals(priceCurrency.toLowerCase(Locale.ROOT)),
                "price_currency");
        require(country != null && COUNTRIES.contains(country), "country");
        require(hasText(city, 100), "city");
        require((latitude == null) == (longitude == null), "latitude");
        require(latitude == null || Math.abs(latitude) <= 90, "latitude");
        require(longitude == null || Math.abs(longitude) <= 180, "longitude");
        require(quantity != null && quantity >= 0 && quantity <= 1_000_000, "quantity");
        require(status == null || Set.of("draft", "published").contains(status), "status");
        require(attributes != null && attributes.size() <= 50
                && attributes.entrySet().stream().allMatch(it -> hasText(it.getKey(), 100) && it.getValue().length() <= 1_000),
                "attributes");
        require(photos != null && photos.size() <= 20 && photos.stream().allMatch(photo -> URL.matcher(photo).matches()), "photos");
    }

    private static boolean areLabels(@Nullable List<String> labels) {
        Set<String> seen = new HashSet<>();
        return labels != null && labels.size() <= 10
                && labels.stream().allMatch(label -> hasText(label, 40) && seen.add(label.toLowerCase(Locale.ROOT)));
    }

    private static boolean hasText(@Nullable String text, int longest) {
        return text != null && !text.isBlank() && text.length() <= longest;
    }

    private static void require(boolean fine, String field) {
        if (!fine) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, field + " is not valid");
        }
    }
}
