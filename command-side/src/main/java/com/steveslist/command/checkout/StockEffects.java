package com.steveslist.command.checkout;

import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Rejection;
import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectCommands;
import com.steveslist.command.effect.EffectHandler;
import com.steveslist.command.effect.Wishes;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.listing.ListingRejection;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a checkout wants of listings: set units aside, give them back, or sell them. */
final class StockEffects implements EffectHandler {

    private static final String RESERVE = "listing.reserve";
    private static final String RELEASE = "listing.release";
    private static final String SELL = "listing.sell";

    private final EffectCommands commands;

    StockEffects(EffectCommands commands) {
        this.commands = commands;
    }

    static Effect reserve(Wishes because, CheckoutId checkout, AccountId buyer, Line line) {
        Map<String, String> arguments = new HashMap<>();
        arguments.put("listing", line.listingId().value());
        arguments.put("checkout", checkout.value());
        arguments.put("buyer", buyer.value());
        arguments.put("quantity", Long.toString(line.quantity()));
        Money stated = line.statedPrice();
        if (stated != null) {
            arguments.put("stated_amount", Long.toString(stated.amountMinor()));
            arguments.put("stated_currency", stated.currency().code());
        }
        return because.now(RESERVE, line.listingId().value(), arguments);
    }

    static Effect release(Wishes because, CheckoutId checkout, ListingId listing) {
        return because.now(RELEASE, listing.value(), Map.of("listing", listing.value(), "checkout", checkout.value()));
    }

    static Effect sell(Wishes because, CheckoutId checkout, ListingId listing, OrderId order) {
        return because.now(
                SELL,
                listing.value(),
                Map.of("listing", listing.value(), "checkout", checkout.value(), "order", order.value()));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(RESERVE, RELEASE, SELL);
    }

    @Override
    public void run(Effect effect, int attempt) {
        ListingId listing = new ListingId(effect.argument("listing"));
        switch (effect.kind()) {
            case RESERVE -> reserve(effect, listing);
            case RELEASE ->
                commands.sendOnceUnless(
                        Set.of(ListingRejection.NOT_FOUND), effect, new ListingCommand.Release(listing, checkout(effect)));
            case SELL ->
                commands.sendOnce(
                        effect,
                        new ListingCommand.Sell(listing, checkout(effect), new OrderId(effect.argument("order"))));
            default -> throw new IllegalArgumentException(effect.kind());
        }
    }

    /** A listing that says no is an answer too: the checkout hears it. */
    private void reserve(Effect effect, ListingId listing) {
        AccountId buyer = new AccountId(effect.argument("buyer"));
        try {
            commands.sendOnce(
                    effect,
                    new ListingCommand.Reserve(listing, checkout(effect), buyer, quantity(effect), statedPrice(effect)));
        } catch (CommandRejectedException rejected) {
            commands.sendOnce(
                    effect,
                    new CheckoutCommand.RejectLine(
                            checkout(effect), listing, failure(rejected.rejection()), rejected.detail()));
        }
    }

    private static CheckoutFailure failure(Rejection rejection) {
        return switch ((ListingRejection) rejection) {
            case OUT_OF_STOCK -> CheckoutFailure.OUT_OF_STOCK;
            case OWN_LISTING -> CheckoutFailure.OWN_LISTING;
            case PRICE_CHANGED -> CheckoutFailure.PRICE_CHANGED;
            case LISTING_UNAVAILABLE, NOT_FOUND, NOT_YOURS, INVALID_STATE, QUANTITY_TOO_LOW ->
                CheckoutFailure.LISTING_UNAVAILABLE;
        };
    }

    private static CheckoutId checkout(Effect effect) {
        return new CheckoutId(effect.argument("checkout"));
    }

    private static long quantity(Effect effect) {
        return Long.parseLong(effect.argument("quantity"));
    }

    private static @Nullable Money statedPrice(Effect effect) {
        return effect.arguments().containsKey("stated_amount")
                ? Money.of(Long.parseLong(effect.argument("stated_amount")), effect.argument("stated_currency"))
                : null;
    }
}
