package com.steveslist.command.whatif;

import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.order.OrderRules;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.order.OrderState.Stage;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.money.Currency;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what became of orders and what would have become of them under changed rules, by seller and currency. It takes one order after the
 * other and remembers only the sums.
 *
 * <p>What follows by itself is followed: deadlines that come earlier or later, the cancellation and full refund of what was not shipped in
 * time, and everything that can then no longer be done to the order. What people would have done differently is not.
 */
public final class WhatIf {

    private final ChangedPolicy policy;
    private final Instant until;
    private final Map<Seller, Comparison> sellers =
            new TreeMap<>(Comparator.comparing((Seller one) -> one.currency().code()).thenComparing(one -> one.account().value()));
    private long unlikeTheEvents;

    /** Whose orders, in which money. */
    public record Seller(AccountId account, Currency currency) {}

    /** @param until where the log ends: deadlines after it have not come yet */
    public WhatIf(ChangedPolicy policy, Instant until) {
        this.policy = policy;
        this.until = until;
    }

    /**
     * Takes one order.
     *
     * @param stream all of its events, in their order
     * @param paidAt when its checkout was paid, from which deadlines count; null when it never was
     */
    public void take(List<RecordedEvent> stream, @Nullable Instant paidAt) {
        OrderState was = asItWas(stream);
        OrderState again = new Rerun(ChangedPolicy.NOTHING, paidAt, until).of(stream);
        if (!figures(again).equals(figures(was))) {
            unlikeTheEvents++;
        }
        Comparison order = new Comparison(figures(was), figures(new Rerun(policy, paidAt, until).of(stream)));
        sellers.merge(new Seller(was.seller(), was.total().currency()), order, Comparison::plus);
    }

    /** By currency and seller. */
    public Map<Seller, Comparison> sellers() {
        return sellers;
    }

    public Map<String, Comparison> currencies() {
        Map<String, Comparison> sums = new TreeMap<>();
        sellers.forEach((seller, comparison) -> sums.merge(seller.currency().code(), comparison, Comparison::plus));
        return sums;
    }

    /**
     * How many orders come out otherwise than they did even when no rule is changed: zero, unless the log was written by a program that
     * decided otherwise than this one.
     */
    public long unlikeTheEvents() {
        return unlikeTheEvents;
    }

    private static OrderState asItWas(List<RecordedEvent> stream) {
        OrderState state = null;
        for (RecordedEvent event : stream) {
            state = OrderRules.evolve(
                    state, new Occurrence(event.event(), event.envelope().occurredAt(), event.envelope().version()));
        }
        if (state == null) {
            throw new IllegalArgumentException("an order has events");
        }
        return state;
    }

    private static Figures figures(OrderState order) {
        boolean paid = order.history().stream().anyMatch(entry -> entry.status().equals("confirmed"));
        return new Figures(
                1,
                paid ? order.total().amountMinor() : 0,
                order.refunded().amountMinor(),
                order.stage() instanceof Stage.Cancelled ? 1 : 0,
                order.stage() instanceof Stage.Completed ? 1 : 0);
    }
}
