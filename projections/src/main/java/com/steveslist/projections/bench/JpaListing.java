package com.steveslist.projections.bench;

import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A listing as an entity. What has many values stands in text columns, which costs least. */
@Entity
@Table(name = "jpa_listing", indexes = @Index(columnList = "sellerId, createdAt"))
class JpaListing {
    @Id
    @Nullable
    String id;
    @Nullable
    String sellerId;
    String status = "draft";
    @Nullable
    String name;
    @Column(length = 10_000)
    @Nullable
    String description;
    @Nullable
    String category;
    @Nullable
    String labels;
    @Nullable
    String country;
    @Nullable
    String city;
    @Nullable
    Double latitude;
    @Nullable
    Double longitude;
    @Column(length = 10_000)
    @Nullable
    String attributes;
    @Nullable
    String photos;
    long priceMinor;
    @Nullable
    String currency;
    long quantity;
    long available;
    @Nullable
    Instant createdAt;
    @Nullable
    Instant updatedAt;
    long version;

    void apply(ListingEvent event, Instant at, long sequence) {
        switch (event) {
            case ListingEvent.Drafted drafted -> {
                id = drafted.listingId().value();
                sellerId = drafted.sellerId().value();
                describe(drafted.details());
                quantity = drafted.quantity();
                available = drafted.quantity();
                createdAt = at;
            }
            case ListingEvent.Published published -> status = "published";
            case ListingEvent.Reserved reserved -> available -= reserved.item().quantity();
            case ListingEvent.Sold sold -> {}
            default -> throw new IllegalArgumentException("no sale has such an event");
        }
        updatedAt = at;
        version = sequence;
    }

    private void describe(ListingDetails details) {
        name = details.name();
        description = details.description();
        category = details.category();
        labels = String.join(",", details.labels());
        country = details.country();
        city = details.city();
        latitude = details.latitude();
        longitude = details.longitude();
        attributes = details.attributes().toString();
        photos = String.join(",", details.photos());
        priceMinor = details.price().amountMinor();
        currency = details.price().currency().toString();
    }
}
