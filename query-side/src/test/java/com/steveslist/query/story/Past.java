package com.steveslist.query.story;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.catalog.EventCatalog;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A log in memory in which one order of one checkout was bought, and somebody else's beside it. */
final class Past implements StoryLog {

    static final Instant BEGUN = Instant.parse("2026-11-29T03:23:11.123Z");

    final AccountId buyer = new AccountId("acct_01jd3z00000000000000000002");
    final AccountId seller = new AccountId("acct_01jd3z00000000000000000001");
    final AccountId other = new AccountId("acct_01jd3z0000000000000000000b");
    final ListingId lamp = new ListingId("lst_01jd3z00000000000000000003");
    final CheckoutId checkout = new CheckoutId("chk_01jd3z00000000000000000004");
    final OrderId order = new OrderId("ord_01jd3z00000000000000000005");
    final OrderId sibling = new OrderId("ord_01jd3z0000000000000000000a");
    final PaymentId payment = new PaymentId("pay_01jd3z00000000000000000006");
    final RefundId refund = new RefundId("ref_01jd3z00000000000000000007");
    final RefundId siblingsRefund = new RefundId("ref_01jd3z0000000000000000000c");

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Set<String> read = new LinkedHashSet<>();
    private final String name;

    /** @param name of what is bought */
    Past(String name) {
        this.name = name;
    }

    static EncryptedText text(String plain) {
        return new EncryptedText("enc1.acct_01jd3z00000000000000000002." + plain);
    }

    static Money usd(long minor) {
        return Money.of(minor, "usd");
    }

    /** What happened, as one buys a lamp, is sent it and gets a part of the money back. */
    Past bought() {
        Actor saga = new Actor(Actor.Kind.SAGA, "process.checkout");
        Actor person = new Actor(Actor.Kind.ACCOUNT, buyer.value());
        OrderItem item = new OrderItem(lamp, name, 2, usd(64_950), "furniture", List.of(), "US", "Boston");
        ShippingAddress address = new ShippingAddress(text("Ann"), text("1 Main Street"), null, text("Boston"), null, null, "US");
        RecordedEvent started = add(checkout.value(), person, null, new CheckoutEvent.Started(
                checkout, buyer, payment, List.of(new Line(lamp, 2, null)), "pm_card_ok", address, usd(129_900)), buyer);
        String cause = started.envelope().eventId();
        add(lamp.value(), saga, cause, new ListingEvent.Reserved(lamp, checkout, buyer, seller, item), seller);
        add(lamp.value(), saga, null, new ListingEvent.Reserved(
                lamp, new CheckoutId("chk_01jd3z0000000000000000000d"), other, seller, item), seller);
        add(checkout.value(), saga, cause, new CheckoutEvent.Priced(
                checkout, buyer, List.of(new SellerOrder(order, seller)), usd(129_900)), buyer);
        add(order.value(), saga, cause, new OrderEvent.Placed(
                order, checkout, buyer, seller, payment, List.of(item), usd(129_900), address), seller, buyer);
        add(payment.value(), saga, cause, new PaymentEvent.Captured(payment, checkout.value(), usd(129_900)), buyer);
        add(order.value(), saga, cause, new OrderEvent.Confirmed(order, checkout, BEGUN.plusSeconds(604_800)), seller, buyer);
        add(order.value(), new Actor(Actor.Kind.KEY, "key_01jd3z00000000000000000008"), null,
                new OrderEvent.Shipped(order, "Van", "V-1"), seller, buyer);
        add(order.value(), new Actor(Actor.Kind.ACCOUNT, seller.value()), null,
                new RefundEvent.Requested(refund, order, payment, buyer, seller, usd(5_000), text("A scratch")), seller, buyer);
        add(payment.value(), saga, null, new PaymentEvent.Refunded(payment, checkout.value(), order, refund, usd(5_000)), buyer);
        add(payment.value(), saga, null,
                new PaymentEvent.Refunded(payment, checkout.value(), sibling, siblingsRefund, usd(100)), buyer);
        return this;
    }

    private RecordedEvent add(String stream, Actor actor, @Nullable String cause, DomainEvent event, AccountId... parties) {
        long position = events.size() + 101L;
        Instant at = BEGUN.plusMillis(events.size());
        RecordedEvent recorded = new RecordedEvent(
                new EventEnvelope(
                        new LogPosition(1, position), stream, of(stream).size(), "evt_" + position,
                        EventCatalog.typeOf(event).name(), 1, at.plusNanos(456_000), at, parties[0], List.of(parties), actor, "req_1",
                        checkout.value(), cause, Map.of()),
                event);
        events.add(recorded);
        return recorded;
    }

    RecordedEvent at(long position) {
        return events.get((int) (position - 101));
    }

    @Override
    public LogPosition end() {
        return new LogPosition(1, events.size() + 100L);
    }

    /** Which streams were read so far. */
    Set<String> read() {
        return read;
    }

    @Override
    public List<RecordedEvent> stream(String stream) {
        read.add(stream);
        return of(stream);
    }

    private List<RecordedEvent> of(String stream) {
        return events.stream().filter(event -> event.envelope().stream().equals(stream)).toList();
    }

    @Override
    public List<RecordedEvent> naming(String stream, Collection<String> types, Collection<String> ids, long from) {
        return stream(stream).stream()
                .filter(event -> event.position() >= from && types.contains(event.envelope().type()))
                .filter(event -> ids.stream().anyMatch(event.event().toString()::contains))
                .toList();
    }

    @Override
    public List<RecordedEvent> ofAccount(AccountId account, Collection<String> types) {
        return events.stream()
                .filter(event -> types.contains(event.envelope().type()) && event.envelope().parties().contains(account))
                .toList();
    }

    @Override
    public Optional<OrderId> orderOf(RefundId wanted) {
        return wanted.equals(refund) ? Optional.of(order) : Optional.empty();
    }
}
