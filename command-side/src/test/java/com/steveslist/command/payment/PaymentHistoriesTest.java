package com.steveslist.command.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.dispatch.MemoryCommandSide;
import com.steveslist.command.testing.Laws;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the provider is said to have answered, in whatever order. */
class PaymentHistoriesTest {

    private static final OrderId ORDER = OrderId.next();

    private final List<RefundId> refunds = Stream.generate(RefundId::next).limit(4).toList();

    @Property(tries = 300)
    void no_more_money_moves_than_there_is_and_memory_is_what_the_events_say(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryCommandSide side = new MemoryCommandSide(PaymentConfiguration.TYPE);
        PaymentId id = PaymentId.next();
        side.commands.send(
                new PaymentCommand.Request(id, "chk_1", Some.account(), Some.usd(1000), "pm_card_ok"), Some.context());
        for (int i = 0; i < 30; i++) {
            try {
                Decided<PaymentState> live = side.commands.send(anything(id, random), Some.context());
                assertThat(live.state()).isEqualTo(side.commands.asOf(PaymentState.class, id.value(), live.version()).state());
            } catch (CommandRejectedException rejected) {
                assertThat(rejected.rejection()).isInstanceOf(PaymentRejection.class);
            }
        }
        Laws laws = new Laws();
        side.log.events().forEach(message -> laws.after((DomainEvent) message.getPayload()));
    }

    private PaymentCommand anything(PaymentId id, Random random) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> new PaymentCommand.RecordAuthorization(id, "ref");
            case 2, 3 -> new PaymentCommand.RecordCapture(id);
            case 4 -> new PaymentCommand.RecordDecline(id, "card_declined");
            case 5 -> new PaymentCommand.RecordFailure(id, "capture_failed");
            case 6 -> new PaymentCommand.RecordCancellation(id, random.nextBoolean());
            default -> new PaymentCommand.RecordRefund(id, ORDER, refunds.get(random.nextInt(4)), Some.usd(1 + random.nextInt(600)));
        };
    }
}
