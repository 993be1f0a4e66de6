package com.steveslist.events.catalog;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.access.AccessEvent;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.staff.StaffEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The only registry of event names and versions. To change an event: add a version here, keep the old record as a retired form with
 * a pure function to the new one, and approve the new form's JSON.
 */
public final class EventCatalog {

    private static final List<EventType> CURRENT = List.of(
            open("account.registered", 1, AccountEvent.Registered.class, "Somebody signed up."),
            open("account.changed", 1, AccountEvent.Changed.class, "The owner changed the profile."),
            inner("account.erasure_requested", 1, AccountEvent.ErasureRequested.class, "Somebody asked that a person be erased."),
            inner("account.erasure_refused", 1, AccountEvent.ErasureRefused.class, "What was under way stood in the way of an erasure."),
            open("account.erased", 1, AccountEvent.Erased.class, "A person was erased, with a signed certificate."),
            open("api_key.created", 1, AccountEvent.ApiKeyCreated.class, "The owner made an API key."),
            open("api_key.revoked", 1, AccountEvent.ApiKeyRevoked.class, "An API key stopped working."),
            inner("listing.drafted", 1, ListingEvent.Drafted.class, "A seller wrote a listing."),
            open("listing.published", 1, ListingEvent.Published.class, "A listing can be found and bought."),
            open("listing.changed", 1, ListingEvent.Changed.class, "The seller changed a listing."),
            inner("listing.reserved", 1, ListingEvent.Reserved.class, "Units were set aside for a checkout."),
            inner("listing.released", 1, ListingEvent.Released.class, "A checkout gave its units back."),
            inner("listing.sold", 1, ListingEvent.Sold.class, "Reserved units were paid for."),
            open("listing.sold_out", 1, ListingEvent.SoldOut.class, "The last unit was sold."),
            inner("listing.returned", 1, ListingEvent.Returned.class, "Units of a cancelled order are for sale again."),
            open("listing.withdrawn", 1, ListingEvent.Withdrawn.class, "The seller took a listing off the market."),
            open("listing.removed", 1, ListingEvent.Removed.class, "Staff took a listing off the market."),
            inner("checkout.started", 1, CheckoutEvent.Started.class, "A buyer asked to buy."),
            inner("checkout.line_rejected", 1, CheckoutEvent.LineRejected.class, "A listing refused its line."),
            inner("checkout.priced", 1, CheckoutEvent.Priced.class, "Every line is reserved and priced."),
            inner("checkout.paid", 1, CheckoutEvent.Paid.class, "The money is ours; the checkout can no longer fail."),
            open("checkout.completed", 1, CheckoutEvent.Completed.class, "Paid, and every order confirmed."),
            open("checkout.failed", 1, CheckoutEvent.Failed.class, "Nothing was bought."),
            open("order.placed", 1, OrderEvent.Placed.class, "An order waits for its payment."),
            open("order.confirmed", 1, OrderEvent.Confirmed.class, "An order is paid."),
            open("order.shipped", 1, OrderEvent.Shipped.class, "The seller shipped an order."),
            open("order.delivered", 1, OrderEvent.Delivered.class, "An order arrived."),
            open("order.completed", 1, OrderEvent.Completed.class, "The time for complaints about an order is over."),
            open("order.cancelled", 1, OrderEvent.Cancelled.class, "An order ended before shipping."),
            inner("payment.requested", 1, PaymentEvent.Requested.class, "The provider is about to be asked."),
            open("payment.authorized", 1, PaymentEvent.Authorized.class, "The provider holds the amount."),
            open("payment.declined", 1, PaymentEvent.Declined.class, "The provider refused the amount."),
            open("payment.captured", 1, PaymentEvent.Captured.class, "The money was taken."),
            inner("payment.failed", 1, PaymentEvent.Failed.class, "The provider would not pay out."),
            open("payment.voided", 1, PaymentEvent.Voided.class, "The provider holds nothing any more."),
            inner("payment.refunded", 1, PaymentEvent.Refunded.class, "Part of the money was given back."),
            open("refund.requested", 1, RefundEvent.Requested.class, "It was agreed to give money back."),
            open("refund.succeeded", 1, RefundEvent.Succeeded.class, "The money was given back."),
            open("refund.failed", 1, RefundEvent.Failed.class, "The provider refused to give the money back."),
            inner("refund.retried", 1, RefundEvent.Retried.class, "A failed refund is tried again."),
            inner("staff.granted", 1, StaffEvent.Granted.class, "An account works for the market in a role."),
            inner("staff.revoked", 1, StaffEvent.Revoked.class, "It no longer does."),
            open("access.recorded", 1, AccessEvent.Recorded.class, "Staff read personal values of somebody."),
            inner("access.bulk_recorded", 1, AccessEvent.BulkRecorded.class, "Staff took many events in the clear at once."));

    /** Forms that are read but no longer written; the newest known reader of each stands in {@code toCurrent}. */
    private static final List<RetiredEventType<?>> RETIRED = List.of();

    private static final Map<Class<?>, EventType> BY_FORM =
            CURRENT.stream().collect(toUnmodifiableMap(EventType::form, identity()));
    private static final Map<String, EventType> BY_NAME =
            CURRENT.stream().collect(toUnmodifiableMap(EventType::name, identity()));

    private EventCatalog() {}

    /** Every type that is written today, nouns together. */
    public static List<EventType> current() {
        return CURRENT;
    }

    public static List<RetiredEventType<?>> retired() {
        return RETIRED;
    }

    /** The type of an event; an event that is not in the catalogue cannot be stored and throws {@link IllegalArgumentException}. */
    public static EventType typeOf(DomainEvent event) {
        EventType type = BY_FORM.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass().getName() + " has no entry in EventCatalog: add one");
        }
        return type;
    }

    /** The current type of this name, whatever its version. */
    public static Optional<EventType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static EventType open(String name, int version, Class<? extends DomainEvent> form, String description) {
        return new EventType(name, version, form, true, description);
    }

    private static EventType inner(String name, int version, Class<? extends DomainEvent> form, String description) {
        return new EventType(name, version, form, false, description);
    }
}
