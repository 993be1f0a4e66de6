package com.steveslist.twin.jpa;

import com.steveslist.twin.shared.ListingRequest;
import com.steveslist.twin.shared.ListingResponse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One row, with the indexes that its reads would need. */
@Entity
@Table(name = "listing",
        indexes = {@Index(columnList = "sellerId, createdAt"), @Index(columnList = "status, createdAt"),
                @Index(columnList = "category, createdAt")})
class Listing {
    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    @Nullable
    UUID id;
    @Version
    long version;
    String sellerId = "";
    String status = "";
    String name = "";
    @Column(length = 10_000)
    @Nullable
    String description;
    @Nullable
    String category;
    @JdbcTypeCode(SqlTypes.ARRAY)
    @Nullable
    List<String> labels;
    long priceAmount;
    String priceCurrency = "";
    String country = "";
    String city = "";
    @Nullable
    Double latitude;
    @Nullable
    Double longitude;
    long quantity;
    long quantityAvailable;
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    Map<String, String> attributes;
    @JdbcTypeCode(SqlTypes.ARRAY)
    @Nullable
    List<String> photos;
    @Nullable
    String removalReason;
    Instant createdAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant updatedAt = createdAt;

    static Listing of(String sellerId, ListingRequest asked) {
        Listing listing = new Listing();
        listing.sellerId = sellerId;
        listing.status = asked.published() ? "published" : "draft";
        listing.name = asked.name();
        listing.description = asked.description();
        listing.category = asked.category();
        listing.labels = asked.labels();
        listing.priceAmount = asked.priceAmount();
        listing.priceCurrency = asked.priceCurrency();
        listing.country = asked.country();
        listing.city = asked.city();
        listing.latitude = asked.latitude();
        listing.longitude = asked.longitude();
        listing.quantity = asked.quantity() == null ? 1 : asked.quantity();
        listing.quantityAvailable = listing.quantity;
        listing.attributes = asked.attributes();
        listing.photos = asked.photos();
        return listing;
    }

    ListingResponse response() {
        return new ListingResponse(String.valueOf(id), sellerId, status, name, description, category, labels, priceAmount, priceCurrency,
                country, city, latitude, longitude, quantity, quantityAvailable, attributes, photos, removalReason, createdAt, updatedAt,
                version + 1);
    }
}
