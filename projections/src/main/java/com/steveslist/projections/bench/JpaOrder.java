package com.steveslist.projections.bench;

import com.steveslist.events.order.OrderEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order as an entity. What has many values stands in text columns, which costs least. */
@Entity
@Table(name = "jpa_order", indexes = {@Index(columnList = "buyerId, createdAt"), @Index(columnList = "sellerId, createdAt")})
class JpaOrder {
    @Id
    @Nullable
    String id;
    @Nullable
    String checkoutId;
    @Nullable
    String buyerId;
    @Nullable
    String sellerId;
    @Nullable
    String paymentId;
    @Column(length = 10_000)
    @Nullable
    String items;
    long totalMinor;
    @Nullable
    String currency;
    String status = "pending";
    @Nullable
    Instant shipBy;
    @Nullable
    String carrier;
    @Nullable
    String trackingNumber;
    @Column(length = 10_000)
    @Nullable
    String shippingAddress;
    @Column(length = 10_000)
    String history = "";
    @Nullable
    Instant createdAt;
    @Nullable
    Instant updatedAt;
    long version;

    void apply(OrderEvent event, Instant at, long sequence) {
        switch (event) {
            case OrderEvent.Placed placed -> place(placed, at);
            case OrderEvent.Confirmed confirmed -> {
                status = "confirmed";
                shipBy = confirmed.shipBy();
            }
            case OrderEvent.Shipped shipped -> {
                status = "shipped";
                carrier = shipped.carrier();
                trackingNumber = shipped.trackingNumber();
            }
            case OrderEvent.Delivered delivered -> status = "delivered";
            case OrderEvent.Completed completed -> status = "completed";
            default -> throw new IllegalArgumentException("no sale has such an event");
        }
        history += status + ' ' + at + '\n';
        updatedAt = at;
        version = sequence;
    }

    private void place(OrderEvent.Placed placed, Instant at) {
        id = placed.orderId().value();
        checkoutId = placed.checkoutId().value();
        buyerId = placed.buyerId().value();
        sellerId = placed.sellerId().value();
        paymentId = placed.paymentId().value();
        items = placed.items().toString();
        totalMinor = placed.total().amountMinor();
        currency = placed.total().currency().toString();
        shippingAddress = placed.shippingAddress().toString();
        createdAt = at;
    }
}
