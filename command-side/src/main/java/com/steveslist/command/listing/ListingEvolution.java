package com.steveslist.command.listing;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.listing.ListingState.Status;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a listing's next state from what happened. */
final class ListingEvolution {

    private ListingEvolution() {}

    static ListingState evolve(@Nullable ListingState before, Occurrence occurrence) {
        Instant at = occurrence.at();
        ListingEvent event = (ListingEvent) occurrence.event();
        if (event instanceof ListingEvent.Drafted drafted) {
            return new ListingState(
                    drafted.listingId(),
                    drafted.sellerId(),
                    Status.DRAFT,
                    drafted.details(),
                    drafted.quantity(),
                    0,
                    Map.of(),
                    Set.of(),
                    null,
                    at,
                    at);
        }
        Next next = new Next(requireNonNull(before));
        switch (event) {
            case ListingEvent.Drafted drafted -> throw new IllegalStateException("a listing begins once");
            case ListingEvent.Published published -> next.become(Status.PUBLISHED, null);
            case ListingEvent.Changed changed -> next.describe(changed.details(), changed.quantity());
            case ListingEvent.Reserved reserved -> next.reservations.put(reserved.checkoutId(), reserved.item().quantity());
            case ListingEvent.Released released -> next.reservations.remove(released.checkoutId());
            case ListingEvent.Sold sold -> next.sell(sold.checkoutId(), sold.quantity());
            case ListingEvent.SoldOut soldOut -> next.become(Status.SOLD_OUT, null);
            case ListingEvent.Returned returned -> next.giveBack(returned.orderId(), returned.quantity());
            case ListingEvent.Withdrawn withdrawn -> next.become(Status.WITHDRAWN, null);
            case ListingEvent.Removed removed -> next.become(Status.REMOVED, removed.reason());
        }
        return next.at(at);
    }

    /** The next state while it is put together; never seen outside. */
    private static final class Next {

        private final ListingState before;
        private final Map<CheckoutId, Long> reservations;
        private final Set<OrderId> returnedOrders;
        private Status status;
        private ListingDetails details;
        private long quantity;
        private long sold;
        private @Nullable String removalReason;

        Next(ListingState before) {
            this.before = before;
            this.reservations = new HashMap<>(before.reservations());
            this.returnedOrders = new HashSet<>(before.returnedOrders());
            this.status = before.status();
            this.details = before.details();
            this.quantity = before.quantity();
            this.sold = before.sold();
            this.removalReason = before.removalReason();
        }

        void become(Status nextStatus, @Nullable String reason) {
            status = nextStatus;
            removalReason = reason;
        }

        void describe(ListingDetails nextDetails, long nextQuantity) {
            details = nextDetails;
            quantity = nextQuantity;
        }

        void sell(CheckoutId checkout, long units) {
            reservations.remove(checkout);
            sold += units;
        }

        void giveBack(OrderId order, long units) {
            sold -= units;
            returnedOrders.add(order);
        }

        ListingState at(Instant at) {
            return new ListingState(
                    before.id(),
                    before.seller(),
                    status,
                    details,
                    quantity,
                    sold,
                    Map.copyOf(reservations),
                    Set.copyOf(returnedOrders),
                    removalReason,
                    before.createdAt(),
                    at);
        }
    }
}
