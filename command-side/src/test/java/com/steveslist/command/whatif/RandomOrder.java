package com.steveslist.command.whatif;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.order.OrderCommand;
import com.steveslist.command.order.OrderRules;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.order.OrderState.Stage;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An order whose life is left to chance, with the market's deadlines of 7 and 14 days, which come a little late at times. */
final class RandomOrder {

    static final Duration SHIP_BY = Duration.ofDays(7);
    static final Duration COMPLETE_AFTER = Duration.ofDays(14);

    final List<RecordedEvent> stream = new ArrayList<>();
    final Instant paidAt;
    private final OrderId id = OrderId.next();
    private final AccountId buyer = Some.account();
    private final Caller seller;
    private final Random random;
    private final List<RefundId> refunds = new ArrayList<>();
    private Instant now;
    private @Nullable OrderState state;

    RandomOrder(AccountId seller, Instant placedAt, Instant until, Random random) {
        this.seller = Caller.account(seller);
        this.random = random;
        this.now = placedAt;
        this.paidAt = placedAt.plusMillis(random.nextInt(3_000));
        ask(new OrderCommand.Place(
                id, CheckoutId.next(), buyer, seller, PaymentId.next(),
                List.of(Some.item(ListingId.next(), 1 + random.nextInt(3), 100 + random.nextInt(900))), Some.address()));
        now = paidAt.plusMillis(random.nextInt(500));
        if (random.nextInt(10) == 0) {
            ask(new OrderCommand.Cancel(id, Caller.MARKET, CancelledBy.CHECKOUT_FAILED, null, RefundId.next()));
        } else {
            ask(new OrderCommand.Confirm(id, paidAt.plus(SHIP_BY)));
        }
        for (int i = random.nextInt(12); i > 0 && now.isBefore(until); i--) {
            live();
        }
    }

    private void live() {
        Instant next = now.plus(Duration.ofMinutes(1 + random.nextInt(4 * 24 * 60))).plusMillis(random.nextInt(1_000));
        Instant due = due();
        if (due != null && due.isBefore(next)) {
            now = due.plusMillis(random.nextInt(2) == 0 ? random.nextInt(90_000) : 0);
            ask(state().stage() instanceof Stage.Delivered
                    ? new OrderCommand.Complete(id)
                    : new OrderCommand.Cancel(id, Caller.MARKET, CancelledBy.SHIPPING_DEADLINE, null, Asked.ofDeadline(id)));
            return;
        }
        now = next;
        anything();
    }

    private void anything() {
        RefundId known = refunds.isEmpty() ? RefundId.next() : refunds.get(random.nextInt(refunds.size()));
        switch (random.nextInt(9)) {
            case 0, 1 -> ask(new OrderCommand.Ship(id, seller, null, null));
            case 2, 3 -> {
                Instant called = now.minusMillis(random.nextInt(900));
                ask(new OrderCommand.Deliver(id, Caller.account(buyer), called.plus(COMPLETE_AFTER)));
            }
            case 4 -> ask(new OrderCommand.Cancel(id, Caller.account(buyer), CancelledBy.BUYER, null, newRefund()));
            case 5 -> ask(new OrderCommand.RequestRefund(
                    id, seller, newRefund(), random.nextBoolean() ? null : Some.usd(1 + random.nextInt(700)), null));
            case 6 -> ask(new OrderCommand.FailRefund(id, known, "refused"));
            case 7 -> ask(new OrderCommand.RetryRefund(id, seller, known));
            default -> ask(new OrderCommand.SettleRefund(id, known));
        }
    }

    private RefundId newRefund() {
        RefundId refund = RefundId.next();
        refunds.add(refund);
        return refund;
    }

    private @Nullable Instant due() {
        return switch (state().stage()) {
            case Stage.Confirmed confirmed -> confirmed.shipBy();
            case Stage.Delivered delivered -> delivered.completeAt();
            default -> null;
        };
    }

    private OrderState state() {
        return requireNonNull(state);
    }

    private void ask(OrderCommand command) {
        if (OrderRules.decide(state, command) instanceof Decision.Accepted accepted) {
            for (DomainEvent event : accepted.events()) {
                state = OrderRules.evolve(state, new Occurrence(event, now, stream.size()));
                stream.add(Streams.recorded(event, now, stream.size()));
            }
        }
    }
}
