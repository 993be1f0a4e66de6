package com.steveslist.api.cart;

import com.steveslist.api.cart.Cart.Line;
import com.steveslist.api.cart.Cart.Progress;
import com.steveslist.api.cart.Cart.Purchase;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.command.checkout.CheckoutState;
import com.steveslist.command.checkout.CheckoutState.Outcome;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Every account's cart. A checkout of a cart is noted in it before it starts; what has become of it is looked up whenever the cart is used,
 * so that what was bought is gone from the cart then, whoever waited for the checkout and whatever crashed meanwhile.
 */
@Component
public final class Carts {

    private static final int TRIES = 10;

    /** What is bought and in doubt at once; a checkout ends within half a minute. */
    private static final int MOST_PURCHASES = 20;

    private final CartTable table;
    private final Commands commands;

    Carts(CartTable table, Commands commands) {
        this.table = table;
        this.commands = commands;
    }

    /** @param price a unit's, when it was put into the cart: what the buyer agreed to */
    public record Wanted(ListingId listing, long quantity, Money price) {}

    /**
     * What a checkout of the cart buys: what is in it and is not being bought by another one. Empty when there is nothing to buy; then, and
     * when the checkout does not start after all, {@link #forget} it.
     */
    public List<Wanted> buy(AccountId account, CheckoutId checkout) {
        List<Line> bought = new ArrayList<>();
        change(account, cart -> {
            bought.clear();
            bought.addAll(cart.open());
            return bought.isEmpty() ? cart : crowded(cart).buying(new Purchase(checkout, now(), Cart.units(bought)));
        });
        return bought.stream().map(line -> new Wanted(line.listing(), line.quantity(), line.price())).toList();
    }

    private static Cart crowded(Cart cart) {
        if (cart.purchases().size() >= MOST_PURCHASES) {
            throw ApiException.of(ErrorCode.OVERLOADED, "Too many checkouts of this cart are processing. Try again in half a minute.");
        }
        return cart;
    }

    /** The checkout was not started, or another one was shown in its place. */
    public void forget(AccountId account, CheckoutId checkout) {
        change(account, cart -> cart.notBuying(checkout));
    }

    /** As it is, without what was bought. */
    Cart find(AccountId account) {
        return change(account, cart -> cart);
    }

    /** @param change may be asked again when somebody else was faster; answers the same cart when there is nothing to change */
    Cart change(AccountId account, UnaryOperator<Cart> change) {
        for (int tries = 0; tries < TRIES; tries++) {
            Cart kept = table.find(account);
            Cart changed = change.apply(settled(kept));
            if (changed.equals(kept) || table.save(account, kept, changed)) {
                return changed;
            }
        }
        throw ApiException.of(ErrorCode.OVERLOADED, "Too many change this cart at once. Try again in a moment.");
    }

    private Cart settled(Cart cart) {
        Map<CheckoutId, Progress> checkouts = new HashMap<>();
        cart.purchases().forEach(purchase -> checkouts.put(purchase.checkout(), progress(purchase.checkout())));
        return cart.settled(checkouts, now());
    }

    private Progress progress(CheckoutId checkout) {
        return commands.find(CheckoutState.class, checkout)
                .map(found -> switch (found.state().outcome()) {
                    case Outcome.Processing processing -> Progress.PROCESSING;
                    case Outcome.Completed completed -> Progress.COMPLETED;
                    case Outcome.Failed failed -> Progress.FAILED;
                })
                .orElse(Progress.UNKNOWN);
    }

    /** As exact as the table keeps it. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
