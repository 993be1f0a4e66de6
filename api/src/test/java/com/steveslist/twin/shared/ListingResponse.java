package com.steveslist.twin.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A listing as clients see it. */
public record ListingResponse(
        String id,
        String sellerId,
        String status,
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
        long quantity,
        long quantityAvailable,
        @Nullable Map<String, String> attributes,
        @Nullable List<String> photos,
        @Nullable String removalReason,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Every answer's data stand in a member of this name. */
    public record Envelope(ListingResponse data) {}

    /** Likewise of a list, with the way to what follows beside them. */
    public record Page(List<ListingResponse> data, Pagination pagination) {

        public static Page of(List<ListingResponse> listings, boolean hasMore, int next) {
            return new Page(listings, new Pagination(hasMore, hasMore ? String.valueOf(next) : null));
        }
    }

    public record Pagination(boolean hasMore, @Nullable String nextCursor) {}

    /** Of a listing that was just made. */
    public static ListingResponse of(String id, String sellerId, ListingRequest asked, Instant createdAt, long version) {
        long quantity = asked.quantity() == null ? 1 : asked.quantity();
        return new ListingResponse(id, sellerId, asked.published() ? "published" : "draft", asked.name(), asked.description(),
                asked.category(), asked.labels(), asked.priceAmount(), asked.priceCurrency(), asked.country(), asked.city(),
                asked.latitude(), asked.longitude(), quantity, quantity, asked.attributes(), asked.photos(), null, createdAt, createdAt,
                version);
    }
}
