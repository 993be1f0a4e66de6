package com.steveslist.twin.axon;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The view's row. */
@Entity
@Table(name = "listing",
        indexes = {@Index(columnList = "sellerId, createdAt"), @Index(columnList = "status, createdAt"), @Index(columnList = "category")})
class ListingRow {
    @Id
    @Nullable
    String id;
    String sellerId = "";
    String status = "draft";
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
    Instant createdAt;
    @Nullable
    Instant updatedAt;

    static ListingRow of(ListingDrafted event) {
        ListingRow row = new ListingRow();
        row.id = event.listingId;
        row.sellerId = event.sellerId;
        row.name = event.name;
        row.description = event.description;
        row.category = event.category;
        row.labels = event.labels;
        row.priceAmount = event.priceAmount;
        row.priceCurrency = event.priceCurrency;
        row.country = event.country;
        row.city = event.city;
        row.latitude = event.latitude;
        row.longitude = event.longitude;
        row.quantity = event.quantity;
        row.quantityAvailable = event.quantity;
        row.attributes = event.attributes;
        row.photos = event.photos;
        row.createdAt = event.at;
        row.updatedAt = event.at;
        return row;
    }
}
