package com.steveslist.command.checkout;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectCommands;
import com.steveslist.command.effect.EffectHandler;
import com.steveslist.command.effect.Wishes;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a checkout's process wants of the checkout itself: the decisions that make it go on or end. */
final class CheckoutEffects implements EffectHandler {

    private static final String PRICE = "checkout.price";
    private static final String PAY = "checkout.pay";
    private static final String COMPLETE = "checkout.complete";
    private static final String FAIL = "checkout.fail";

    private final EffectCommands commands;

    CheckoutEffects(EffectCommands commands) {
        this.commands = commands;
    }

    static Effect price(Wishes because, CheckoutId checkout, List<SellerOrder> orders, Money total) {
        Map<String, String> arguments = new HashMap<>();
        arguments.put("checkout", checkout.value());
        arguments.put("amount", Long.toString(total.amountMinor()));
        arguments.put("currency", total.currency().code());
        for (int i = 0; i < orders.size(); i++) {
            arguments.put("order." + i, orders.get(i).orderId().value());
            arguments.put("seller." + i, orders.get(i).sellerId().value());
        }
        return because.now(PRICE, checkout.value(), arguments);
    }

    static Effect pay(Wishes because, CheckoutId checkout) {
        return because.now(PAY, checkout.value(), Map.of("checkout", checkout.value()));
    }

    static Effect complete(Wishes because, CheckoutId checkout) {
        return because.now(COMPLETE, checkout.value(), Map.of("checkout", checkout.value()));
    }

    static Effect fail(Wishes because, CheckoutId checkout, CheckoutFailure reason, String detail) {
        return failAt(because.cause().envelope().occurredAt(), because, checkout, reason, detail);
    }

    static Effect failAt(Instant dueAt, Wishes because, CheckoutId checkout, CheckoutFailure reason, String detail) {
        return because.at(
                dueAt,
                FAIL,
                checkout.value(),
                Map.of("checkout", checkout.value(), "reason", reason.name(), "detail", detail));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(PRICE, PAY, COMPLETE, FAIL);
    }

    @Override
    public void run(Effect effect, int attempt) {
        CheckoutId checkout = new CheckoutId(effect.argument("checkout"));
        switch (effect.kind()) {
            case PRICE -> commands.sendOnce(effect, new CheckoutCommand.Price(checkout, orders(effect), total(effect)));
            case PAY ->
                // The money came too late: the failed checkout has it given back.
                commands.sendOnceUnless(
                        Set.of(CheckoutRejection.INVALID_STATE), effect, new CheckoutCommand.RecordPayment(checkout));
            case COMPLETE -> commands.sendOnce(effect, new CheckoutCommand.Complete(checkout));
            case FAIL ->
                commands.sendOnce(
                        effect,
                        new CheckoutCommand.Fail(
                                checkout,
                                CheckoutFailure.valueOf(effect.argument("reason")),
                                effect.argument("detail")));
            default -> throw new IllegalArgumentException(effect.kind());
        }
    }

    private static Money total(Effect effect) {
        return Money.of(Long.parseLong(effect.argument("amount")), effect.argument("currency"));
    }

    private static List<SellerOrder> orders(Effect effect) {
        List<SellerOrder> orders = new ArrayList<>();
        for (int i = 0; effect.arguments().containsKey("order." + i); i++) {
            orders.add(new SellerOrder(
                    new OrderId(effect.argument("order." + i)), new AccountId(effect.argument("seller." + i))));
        }
        return orders;
    }
}
