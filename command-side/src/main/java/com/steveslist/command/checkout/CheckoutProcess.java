package com.steveslist.command.checkout;

import com.steveslist.command.checkout.CheckoutProgress.Stage;
import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.Wishes;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checkout saga, as a pure function: what it knew and what happened → what it knows now and what it wishes.
 *
 * <pre>
 * started ──► reserve every listing ──► all reserved ──► price it, place an order a seller, authorise ──► all done ──► capture
 *                                                                                                                        │
 *         completed ◄── all confirmed and sold ◄── confirm every order, sell every listing ◄── paid ◄── record payment ◄─┘
 * </pre>
 *
 * Whether it fails is decided by the checkout itself, once, and never after {@code checkout.paid}. When it failed, everything that may
 * have been done is undone, and whatever is heard of later is undone then.
 */
final class CheckoutProcess {

    static final String NAME = "process.checkout";

    /** From the start; leaves the provider's slowest cancellation time to be done within 30 s. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String TIMEOUT_DETAIL =
            "The payment was not confirmed in time, so nothing was bought and nothing is charged. Try again.";

    private final Duration shipBy;

    /** @param shipBy how long sellers have to ship */
    CheckoutProcess(Duration shipBy) {
        this.shipBy = shipBy;
    }

    /** @param progress what it knows now */
    record Step(CheckoutProgress progress, List<Effect> effects) {}

    /** Null when the event belongs to no checkout that was ever started. */
    @Nullable
    Step on(@Nullable CheckoutProgress before, RecordedEvent recorded) {
        Wishes because = new Wishes(NAME, recorded);
        if (recorded.event() instanceof CheckoutEvent.Started started) {
            return before == null ? start(started, because) : new Step(before, List.of());
        }
        if (before == null) {
            return null;
        }
        CheckoutProgress after = CheckoutMemory.remember(before, recorded.event());
        List<Effect> effects = after.stage() == Stage.FAILED
                ? undo(after, recorded, because)
                : proceed(before, after, recorded, because);
        return new Step(after, effects);
    }

    private static Step start(CheckoutEvent.Started started, Wishes because) {
        CheckoutProgress progress = CheckoutMemory.begin(started);
        List<Effect> effects = new ArrayList<>();
        for (Line line : started.lines()) {
            effects.add(StockEffects.reserve(because, started.checkoutId(), started.buyerId(), line));
        }
        Instant deadline = because.cause().envelope().occurredAt().plus(PATIENCE);
        effects.add(CheckoutEffects.failAt(
                deadline, because, started.checkoutId(), CheckoutFailure.PAYMENT_TIMEOUT, TIMEOUT_DETAIL));
        return new Step(progress, effects);
    }

    private List<Effect> proceed(CheckoutProgress before, CheckoutProgress after, RecordedEvent recorded, Wishes because) {
        CheckoutId checkout = after.checkoutId();
        if (before.stage() == Stage.RESERVING && after.allReserved()) {
            return after.stage() == Stage.PAYING ? ask(after, because) : List.of(notPayable(checkout, because));
        }
        if (!before.readyToCapture() && after.readyToCapture()) {
            return List.of(PaymentEffects.capture(because, checkout, after.paymentId()));
        }
        if (!before.fulfilled() && after.fulfilled()) {
            return List.of(CheckoutEffects.complete(because, checkout));
        }
        return switch (recorded.event()) {
            case PaymentEvent.Declined declined -> List.of(declined(checkout, declined.code(), because));
            case PaymentEvent.Failed failed ->
                List.of(CheckoutEffects.fail(
                        because, checkout, CheckoutFailure.CAPTURE_FAILED, "The payment could not be collected. Try another card."));
            case PaymentEvent.Captured captured when after.stage() == Stage.PAYING ->
                List.of(CheckoutEffects.pay(because, checkout));
            case CheckoutEvent.Paid paid when before.stage() == Stage.PAYING -> fulfil(after, because);
            default -> List.of();
        };
    }

    private static List<Effect> ask(CheckoutProgress after, Wishes because) {
        Money total = CheckoutProgress.total(after.reserved());
        List<Effect> effects = new ArrayList<>();
        effects.add(CheckoutEffects.price(because, after.checkoutId(), after.orders(), total));
        for (SellerOrder order : after.orders()) {
            List<OrderItem> items = after.itemsBySeller().getOrDefault(order.sellerId(), List.of());
            effects.add(OrderEffects.place(because, order.orderId(), after.checkoutId(), order.sellerId(), items));
        }
        effects.add(PaymentEffects.authorize(because, after.checkoutId(), after.paymentId(), total));
        return effects;
    }

    private static Effect notPayable(CheckoutId checkout, Wishes because) {
        return CheckoutEffects.fail(
                because, checkout, CheckoutFailure.PRICE_CHANGED, "At their new prices the listings cannot be paid in one payment.");
    }

    private static Effect declined(CheckoutId checkout, String code, Wishes because) {
        return code.equals("insufficient_funds")
                ? CheckoutEffects.fail(
                        because, checkout, CheckoutFailure.INSUFFICIENT_FUNDS, "There is not enough money on this card.")
                : CheckoutEffects.fail(because, checkout, CheckoutFailure.CARD_DECLINED, "The card was declined. Try another one.");
    }

    private List<Effect> fulfil(CheckoutProgress after, Wishes because) {
        Instant deadline = because.cause().envelope().occurredAt().plus(shipBy);
        return Stream.concat(
                after.orders().stream().map(order -> OrderEffects.confirm(because, order.orderId(), deadline)),
                after.lines().stream().map(line -> StockEffects.sell(
                        because, after.checkoutId(), line.listingId(), after.orderOf(line.listingId()))))
                .toList();
    }

    /** What is undone when the checkout fails, and what is undone when something is heard of only after that. */
    private static List<Effect> undo(CheckoutProgress after, RecordedEvent recorded, Wishes because) {
        CheckoutId checkout = after.checkoutId();
        return switch (recorded.event()) {
            case CheckoutEvent.Failed failed -> undoEverything(after, because);
            case ListingEvent.Reserved late -> List.of(StockEffects.release(because, checkout, late.listingId()));
            case OrderEvent.Placed late -> List.of(OrderEffects.cancel(because, late.orderId()));
            case PaymentEvent.Requested late -> List.of(PaymentEffects.cancel(because, checkout, after.paymentId()));
            case PaymentEvent.Authorized late -> List.of(PaymentEffects.cancel(because, checkout, after.paymentId()));
            case PaymentEvent.Captured late -> List.of(PaymentEffects.cancel(because, checkout, after.paymentId()));
            default -> List.of();
        };
    }

    private static List<Effect> undoEverything(CheckoutProgress after, Wishes because) {
        List<Effect> effects = new ArrayList<>();
        for (Line line : after.lines()) {
            effects.add(StockEffects.release(because, after.checkoutId(), line.listingId()));
        }
        for (SellerOrder order : after.orders()) {
            effects.add(OrderEffects.cancel(because, order.orderId()));
        }
        if (after.providerMayHoldMoney()) {
            effects.add(PaymentEffects.cancel(because, after.checkoutId(), after.paymentId()));
        }
        return effects;
    }
}
