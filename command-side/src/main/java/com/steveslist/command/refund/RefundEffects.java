package com.steveslist.command.refund;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectCommands;
import com.steveslist.command.effect.EffectHandler;
import com.steveslist.command.effect.Wishes;
import com.steveslist.command.order.OrderCommand;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.order.OrderState.Refund;
import com.steveslist.command.order.OrderState.RefundStatus;
import com.steveslist.command.payment.PaymentCommand;
import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentGateway.RefundOutcome;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.util.Map;
import java.util.Set;

/** Has the provider pay a refund back, and records its answer with the payment and with the order. */
final class RefundEffects implements EffectHandler {

    private static final String PAY_BACK = "payment.refund";

    private final EffectCommands commands;
    private final PaymentGateway gateway;

    RefundEffects(EffectCommands commands, PaymentGateway gateway) {
        this.commands = commands;
        this.gateway = gateway;
    }

    static Effect payBack(Wishes because, PaymentId payment, OrderId order, RefundId refund, Money amount) {
        return because.now(
                PAY_BACK,
                refund.value(),
                Map.of(
                        "payment", payment.value(),
                        "order", order.value(),
                        "refund", refund.value(),
                        "amount", Long.toString(amount.amountMinor()),
                        "currency", amount.currency().code()));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(PAY_BACK);
    }

    /**
     * The provider knows the refund by its id and pays it once. A refund whose answer is recorded is not asked for again: a provider
     * that refused may have changed its mind.
     */
    @Override
    public void run(Effect effect, int attempt) {
        PaymentId payment = new PaymentId(effect.argument("payment"));
        OrderId order = new OrderId(effect.argument("order"));
        RefundId refund = new RefundId(effect.argument("refund"));
        if (!isUnderWay(order, refund)) {
            return;
        }
        Money amount = Money.of(Long.parseLong(effect.argument("amount")), effect.argument("currency"));
        switch (gateway.refund(payment, refund, amount)) {
            case RefundOutcome.Refunded refunded -> {
                commands.sendOnce(effect, new PaymentCommand.RecordRefund(payment, order, refund, amount));
                commands.sendOnce(effect, new OrderCommand.SettleRefund(order, refund));
            }
            case RefundOutcome.Refused refused ->
                commands.sendOnce(effect, new OrderCommand.FailRefund(order, refund, refused.code()));
        }
    }

    private boolean isUnderWay(OrderId order, RefundId refund) {
        Refund known = commands.find(OrderState.class, order).orElseThrow().refunds().get(refund);
        return known != null && known.status() == RefundStatus.PROCESSING;
    }
}
