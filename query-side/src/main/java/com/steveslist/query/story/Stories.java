package com.steveslist.query.story;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.access.AccessEvent;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.catalog.EventType;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import com.steveslist.events.staff.StaffEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds which events belong to a thing. */
public final class Stories {

    private static final List<String> OF_ACCOUNTS = EventCatalog.current().stream()
            .filter(type -> Stream.of(AccountEvent.class, StaffEvent.class, AccessEvent.class)
                    .anyMatch(vocabulary -> vocabulary.isAssignableFrom(type.form())))
            .map(EventType::name)
            .toList();

    /** What checkouts and orders do to listings. */
    private static final List<String> OF_STOCK = EventCatalog.current().stream()
            .filter(type -> Stream.of(
                    ListingEvent.Reserved.class, ListingEvent.Released.class, ListingEvent.Sold.class, ListingEvent.Returned.class)
                    .anyMatch(type.form()::equals))
            .map(EventType::name)
            .toList();

    private final StoryLog log;

    public Stories(StoryLog log) {
        this.log = log;
    }

    /** Empty when there is no such thing. */
    public Optional<Story> find(Subject subject) {
        List<RecordedEvent> events = switch (subject.kind()) {
            case ORDER -> ofOrder(log.stream(subject.id()));
            case LISTING -> log.stream(subject.id());
            case CHECKOUT -> ofCheckout(log.stream(subject.id()));
            case PAYMENT -> ofPayment(log.stream(subject.id()));
            case REFUND -> ofRefund(new RefundId(subject.id()));
            case ACCOUNT -> log.ofAccount(new AccountId(subject.id()), OF_ACCOUNTS);
        };
        return events.isEmpty() ? Optional.empty() : Optional.of(story(subject, events));
    }

    /**
     * The story of an order as an account may see it; with null the whole of it. Empty when there is no such order, and for somebody whom it
     * does not concern: for them nothing but the order itself is read.
     */
    public Optional<Story> ofOrder(OrderId id, @Nullable AccountId viewer) {
        List<RecordedEvent> order = log.stream(id.value());
        Subject subject = new Subject(Subject.Kind.ORDER, id.value());
        return order.stream()
                .filter(event -> event.event() instanceof OrderEvent.Placed)
                .filter(placed -> viewer == null || placed.envelope().parties().contains(viewer))
                .findFirst()
                .map(_ -> story(subject, ofOrder(order)))
                .map(whole -> viewer == null ? whole : whole.seenBy(viewer));
    }

    private static Story story(Subject subject, List<RecordedEvent> events) {
        Map<Long, RecordedEvent> byPosition = new TreeMap<>();
        events.forEach(event -> byPosition.put(event.position(), event));
        return new Story(
                subject, byPosition.values().stream().limit(StoryLog.MOST).toList(), byPosition.size() > StoryLog.MOST);
    }

    /** Its checkout and payment, what they did to the listings that are in it, and its refunds; of other sellers' orders nothing. */
    private List<RecordedEvent> ofOrder(List<RecordedEvent> order) {
        Optional<OrderEvent.Placed> placed = first(order, OrderEvent.Placed.class);
        if (placed.isEmpty()) {
            return List.of();
        }
        OrderEvent.Placed begun = placed.get();
        List<RecordedEvent> events = new ArrayList<>(log.stream(begun.checkoutId().value()));
        events.addAll(order);
        long from = events.getFirst().position();
        events.addAll(paymentOf(begun.paymentId(), begun.orderId()));
        Set<String> names = Set.of(begun.checkoutId().value(), begun.orderId().value());
        for (OrderItem item : begun.items()) {
            events.addAll(ofListing(item.listingId().value(), names, from));
        }
        return events;
    }

    private List<RecordedEvent> paymentOf(PaymentId payment, OrderId order) {
        return log.stream(payment.value()).stream()
                .filter(event -> !(event.event() instanceof PaymentEvent.Refunded refunded)
                        || refunded.orderId() == null || refunded.orderId().equals(order))
                .toList();
    }

    /** What a checkout or an order did to a listing. @param from where the checkout began; it is not known where the last of it is */
    private List<RecordedEvent> ofListing(String listing, Collection<String> names, long from) {
        return log.naming(listing, OF_STOCK, names, from).stream().filter(event -> isOf(event.event(), names)).toList();
    }

    /** An item's name may hold an id by chance. */
    private static boolean isOf(DomainEvent event, Collection<String> names) {
        return switch (event) {
            case ListingEvent.Reserved reserved -> names.contains(reserved.checkoutId().value());
            case ListingEvent.Released released -> names.contains(released.checkoutId().value());
            case ListingEvent.Sold sold -> names.contains(sold.checkoutId().value());
            case ListingEvent.Returned returned -> names.contains(returned.orderId().value());
            default -> false;
        };
    }

    private List<RecordedEvent> ofCheckout(List<RecordedEvent> checkout) {
        Optional<CheckoutEvent.Started> started = first(checkout, CheckoutEvent.Started.class);
        if (started.isEmpty()) {
            return List.of();
        }
        List<RecordedEvent> events = new ArrayList<>(checkout);
        events.addAll(log.stream(started.get().paymentId().value()));
        List<String> names = new ArrayList<>(List.of(started.get().checkoutId().value()));
        first(checkout, CheckoutEvent.Priced.class).ifPresent(priced -> priced.orders().forEach(order -> {
            events.addAll(log.stream(order.orderId().value()));
            names.add(order.orderId().value());
        }));
        long from = checkout.getFirst().position();
        started.get().lines().forEach(line -> events.addAll(ofListing(line.listingId().value(), names, from)));
        return events;
    }

    /** Its checkout, too, and the orders that it paid for, but not what became of stock. */
    private List<RecordedEvent> ofPayment(List<RecordedEvent> payment) {
        Optional<PaymentEvent.Requested> requested = first(payment, PaymentEvent.Requested.class);
        List<RecordedEvent> events = new ArrayList<>(payment);
        if (requested.isPresent() && Subject.Kind.CHECKOUT.fits(requested.get().subject())) {
            events.addAll(ofCheckout(log.stream(new CheckoutId(requested.get().subject()).value())));
            events.removeIf(event -> event.event() instanceof ListingEvent);
        }
        return events;
    }

    /** What was bought and paid, and what became of this refund. */
    private List<RecordedEvent> ofRefund(RefundId refund) {
        Optional<OrderId> order = log.orderOf(refund);
        if (order.isEmpty()) {
            return List.of();
        }
        Predicate<DomainEvent> wanted = event -> switch (event) {
            case RefundEvent about -> about.refundId().equals(refund);
            case PaymentEvent.Refunded refunded -> refund.equals(refunded.refundId());
            case OrderEvent _,PaymentEvent.Captured _ -> true;
            default -> false;
        };
        List<RecordedEvent> stream = log.stream(order.get().value());
        List<RecordedEvent> events = new ArrayList<>(stream);
        first(stream, OrderEvent.Placed.class).ifPresent(placed -> events.addAll(log.stream(placed.paymentId().value())));
        events.removeIf(event -> !wanted.test(event.event()));
        return events;
    }

    private static <T extends DomainEvent> Optional<T> first(List<RecordedEvent> events, Class<T> form) {
        return events.stream().map(RecordedEvent::event).filter(form::isInstance).map(form::cast).findFirst();
    }
}
