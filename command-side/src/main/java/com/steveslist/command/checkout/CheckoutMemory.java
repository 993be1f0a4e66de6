package com.steveslist.command.checkout;

import com.steveslist.command.checkout.CheckoutProgress.PaymentStage;
import com.steveslist.command.checkout.CheckoutProgress.ReservedLine;
import com.steveslist.command.checkout.CheckoutProgress.Stage;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How a checkout's progress follows from events. Hearing of one twice changes nothing. */
final class CheckoutMemory {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_CHARACTERS = 10;
    private static final int HASH_CHARACTERS = 16;

    private CheckoutMemory() {}

    static CheckoutProgress begin(CheckoutEvent.Started started) {
        return new CheckoutProgress(
                started.checkoutId(),
                started.buyerId(),
                started.paymentId(),
                started.lines(),
                Stage.RESERVING,
                List.of(),
                List.of(),
                false,
                Set.of(),
                PaymentStage.OPEN,
                Set.of(),
                Set.of());
    }

    static CheckoutProgress remember(CheckoutProgress before, DomainEvent event) {
        return switch (event) {
            case ListingEvent.Reserved reserved -> reserved(before, reserved);
            case CheckoutEvent.Priced priced -> with(before, before.stage(), true, before.payment());
            case OrderEvent.Placed placed -> placed(before, placed.orderId());
            case PaymentEvent.Authorized authorized ->
                with(before, before.stage(), before.priced(), PaymentStage.AUTHORIZED);
            case PaymentEvent.Declined declined ->
                with(before, before.stage(), before.priced(), PaymentStage.DECLINED);
            case CheckoutEvent.Paid paid -> with(before, latest(before, Stage.PAID), before.priced(), before.payment());
            case OrderEvent.Confirmed confirmed -> confirmed(before, confirmed.orderId());
            case ListingEvent.Sold sold -> sold(before, sold);
            case CheckoutEvent.Completed completed ->
                with(before, Stage.COMPLETED, before.priced(), before.payment());
            case CheckoutEvent.Failed failed -> with(before, Stage.FAILED, before.priced(), before.payment());
            default -> before;
        };
    }

    private static Stage latest(CheckoutProgress before, Stage stage) {
        return before.stage().compareTo(stage) >= 0 ? before.stage() : stage;
    }

    private static CheckoutProgress with(CheckoutProgress p, Stage stage, boolean priced, PaymentStage payment) {
        return new CheckoutProgress(
                p.checkoutId(), p.buyerId(), p.paymentId(), p.lines(), stage, p.reserved(), p.orders(), priced,
                p.placed(), payment, p.confirmed(), p.sold());
    }

    private static CheckoutProgress reserved(CheckoutProgress p, ListingEvent.Reserved event) {
        boolean known = p.reserved().stream()
                .anyMatch(line -> line.item().listingId().equals(event.listingId()));
        if (known || p.stage() != Stage.RESERVING) {
            return p;
        }
        List<ReservedLine> reserved = Stream.concat(
                p.reserved().stream(), Stream.of(new ReservedLine(event.sellerId(), event.item())))
                .toList();
        boolean payable = reserved.size() == p.lines().size() && isPayable(reserved);
        List<SellerOrder> orders = payable ? orders(p.checkoutId(), reserved) : List.of();
        return new CheckoutProgress(
                p.checkoutId(), p.buyerId(), p.paymentId(), p.lines(), payable ? Stage.PAYING : Stage.RESERVING, reserved,
                orders, p.priced(), p.placed(), p.payment(), p.confirmed(), p.sold());
    }

    /** Prices may have changed since the quote: to several currencies, or to more than any payment can be. */
    private static boolean isPayable(List<ReservedLine> reserved) {
        try {
            return inOneCurrency(reserved) && CheckoutProgress.total(reserved).isPositive();
        } catch (ArithmeticException outOfBounds) {
            return false;
        }
    }

    private static boolean inOneCurrency(List<ReservedLine> reserved) {
        return reserved.stream().map(line -> line.item().unitPrice().currency()).distinct().count() == 1;
    }

    private static List<SellerOrder> orders(CheckoutId checkout, List<ReservedLine> reserved) {
        return reserved.stream()
                .map(ReservedLine::sellerId)
                .distinct()
                .map(seller -> new SellerOrder(orderOf(checkout, seller), seller))
                .toList();
    }

    /** The same checkout and seller always give the same id, so that an order that is wished twice is one. */
    private static OrderId orderOf(CheckoutId checkout, AccountId seller) {
        byte[] hash = sha256(checkout.value() + ' ' + seller.value());
        int timeFrom = CheckoutId.PREFIX.length() + 1;
        StringBuilder id = new StringBuilder(OrderId.PREFIX)
                .append('_')
                .append(checkout.value(), timeFrom, timeFrom + TIME_CHARACTERS);
        for (int i = 0; i < HASH_CHARACTERS; i++) {
            id.append(ALPHABET.charAt(hash[i] & 31));
        }
        return new OrderId(id.toString());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static CheckoutProgress placed(CheckoutProgress p, OrderId order) {
        return new CheckoutProgress(
                p.checkoutId(), p.buyerId(), p.paymentId(), p.lines(), p.stage(), p.reserved(), p.orders(), p.priced(),
                plus(p.placed(), order), p.payment(), p.confirmed(), p.sold());
    }

    private static CheckoutProgress confirmed(CheckoutProgress p, OrderId order) {
        return new CheckoutProgress(
                p.checkoutId(), p.buyerId(), p.paymentId(), p.lines(), p.stage(), p.reserved(), p.orders(), p.priced(),
                p.placed(), p.payment(), plus(p.confirmed(), order), p.sold());
    }

    private static CheckoutProgress sold(CheckoutProgress p, ListingEvent.Sold event) {
        return new CheckoutProgress(
                p.checkoutId(), p.buyerId(), p.paymentId(), p.lines(), p.stage(), p.reserved(), p.orders(), p.priced(),
                p.placed(), p.payment(), p.confirmed(), plus(p.sold(), event.listingId()));
    }

    private static <T> Set<T> plus(Set<T> set, T element) {
        Set<T> all = new HashSet<>(set);
        all.add(element);
        return all;
    }
}
