package com.steveslist.twin.axon;

import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

@Component
class ListingProjection {

    private final ListingRows rows;

    ListingProjection(ListingRows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(ListingDrafted event) {
        rows.save(ListingRow.of(event));
    }

    @EventHandler
    void on(ListingPublished event) {
        rows.findById(event.listingId).ifPresent(row -> {
            row.status = "published";
            row.updatedAt = event.at;
        });
    }
}
