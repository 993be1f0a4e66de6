package com.steveslist.projections.view;

import static com.steveslist.projections.view.ViewProjector.existing;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.projections.view.ViewProjector.Projection;
import com.steveslist.query.listing.ListingView;
import org.jspecify.annotations.Nullable;

/** A listing as it is shown. Available units fall when they are reserved; selling what is reserved changes nothing about them. */
final class ListingProjection implements Projection<ListingView> {

    @Override
    public @Nullable String rowOf(DomainEvent event) {
        return event instanceof ListingEvent listing ? listing.listingId().value() : null;
    }

    @Override
    public ListingView apply(@Nullable ListingView before, RecordedEvent recorded) {
        ListingEvent event = (ListingEvent) recorded.event();
        if (event instanceof ListingEvent.Drafted drafted) {
            return drafted(drafted, recorded);
        }
        ListingView known = existing(before, recorded);
        ListingDetails details = known.details();
        long quantity = known.quantity();
        long available = known.quantityAvailable();
        String status = known.status();
        String removalReason = null;
        switch (event) {
            case ListingEvent.Drafted drafted -> throw new IllegalStateException("a listing begins once");
            case ListingEvent.Published published -> status = "published";
            case ListingEvent.Changed changed -> {
                details = changed.details();
                available += changed.quantity() - quantity;
                quantity = changed.quantity();
                removalReason = known.removalReason();
            }
            case ListingEvent.Reserved reserved -> {
                available -= reserved.item().quantity();
                removalReason = known.removalReason();
            }
            case ListingEvent.Released released -> {
                available += released.quantity();
                removalReason = known.removalReason();
            }
            case ListingEvent.Sold sold -> removalReason = known.removalReason();
            case ListingEvent.SoldOut soldOut -> status = "sold_out";
            case ListingEvent.Returned returned -> {
                available += returned.quantity();
                removalReason = known.removalReason();
            }
            case ListingEvent.Withdrawn withdrawn -> status = "withdrawn";
            case ListingEvent.Removed removed -> {
                status = "removed";
                removalReason = removed.reason();
            }
        }
        return new ListingView(
                known.id(),
                known.sellerId(),
                status,
                details,
                quantity,
                available,
                removalReason,
                known.createdAt(),
                recorded.envelope().occurredAt(),
                recorded.envelope().version());
    }

    /** A reservation leaves it where it is. */
    @Override
    public boolean isListedAlike(ListingView before, ListingView after) {
        return before.status().equals(after.status()) && before.details().equals(after.details());
    }

    private static ListingView drafted(ListingEvent.Drafted drafted, RecordedEvent recorded) {
        return new ListingView(
                drafted.listingId(),
                drafted.sellerId(),
                "draft",
                drafted.details(),
                drafted.quantity(),
                drafted.quantity(),
                null,
                recorded.envelope().occurredAt(),
                recorded.envelope().occurredAt(),
                recorded.envelope().version());
    }
}
