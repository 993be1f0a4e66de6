package com.steveslist.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.dispatch.MemoryCommandSide;
import com.steveslist.command.testing.Some;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is asked of an order, in whatever order. */
class OrderHistoriesTest {

    private final AccountId buyer = Some.account();
    private final AccountId seller = Some.account();
    private final List<RefundId> refunds = Stream.generate(RefundId::next).limit(4).toList();

    @Property(tries = 300)
    void never_is_more_given_back_than_was_paid_and_memory_is_what_the_events_say(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryCommandSide side = new MemoryCommandSide(OrderConfiguration.TYPE);
        OrderId id = OrderId.next();
        side.commands.send(
                new OrderCommand.Place(
                        id, CheckoutId.next(), buyer, seller, PaymentId.next(),
                        List.of(Some.item(ListingId.next(), 2, 500)), Some.address()),
                Some.context());
        for (int i = 0; i < 40; i++) {
            try {
                Decided<OrderState> live = side.commands.send(anything(id, random), Some.context());
                assertThat(live.state()).isEqualTo(side.commands.asOf(OrderState.class, id.value(), live.version()).state());
                assertThat(live.state().refundable().amountMinor()).isNotNegative();
            } catch (CommandRejectedException rejected) {
                assertThat(rejected.rejection()).isInstanceOf(OrderRejection.class);
            }
        }
        assertThat(moneyOut(side)).isLessThanOrEqualTo(1000);
    }

    private OrderCommand anything(OrderId id, Random random) {
        Caller anybody = List.of(Caller.account(buyer), Caller.account(seller), Caller.MARKET).get(random.nextInt(3));
        RefundId refund = refunds.get(random.nextInt(4));
        return switch (random.nextInt(11)) {
            case 0, 1 -> new OrderCommand.Confirm(id, Instant.EPOCH);
            case 2 -> new OrderCommand.Ship(id, anybody, null, null);
            case 3 -> new OrderCommand.Deliver(id, anybody, Instant.EPOCH);
            case 4 -> new OrderCommand.Complete(id);
            case 5 -> new OrderCommand.Cancel(id, anybody, CancelledBy.SELLER, null, refund);
            case 6 -> new OrderCommand.RetryRefund(id, anybody, refund);
            case 7 -> new OrderCommand.SettleRefund(id, refund);
            case 8 -> new OrderCommand.FailRefund(id, refund, "refused");
            default -> new OrderCommand.RequestRefund(
                    id, anybody, refund, random.nextBoolean() ? null : Some.usd(1 + random.nextInt(700)), null);
        };
    }

    private static long moneyOut(MemoryCommandSide side) {
        long out = 0;
        Set<RefundId> paidBack = new HashSet<>();
        for (var message : side.log.events()) {
            if (message.getPayload() instanceof RefundEvent.Succeeded succeeded) {
                assertThat(paidBack.add(succeeded.refundId())).as("no refund succeeds twice").isTrue();
                out += succeeded.amount().amountMinor();
            }
        }
        return out;
    }
}
