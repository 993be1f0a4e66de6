package com.steveslist.api.checkout;

import com.steveslist.command.checkout.CheckoutRejection;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.listing.ListingState;
import com.steveslist.command.listing.ListingState.Status;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks the items of a checkout up as they are now, to see that they have one currency and to say what they would cost. */
@Component
final class Quotes {

    private static final Set<Status> PRICED = Set.of(Status.PUBLISHED, Status.SOLD_OUT);

    private final Commands commands;

    Quotes(Commands commands) {
        this.commands = commands;
    }

    /** @param total null when an item is not for sale, which the checkout itself finds out and says */
    record Quote(List<Line> lines, @Nullable Money total) {}

    /** Throws {@code mixed_currencies}. */
    Quote quote(List<CheckoutInput.Item> items, AccountId buyer) {
        List<Line> lines = new ArrayList<>();
        Money total = null;
        boolean complete = true;
        for (CheckoutInput.Item item : items) {
            Optional<Money> price = price(item, buyer);
            lines.add(new Line(item.listing(), item.quantity(), stated(item, price)));
            complete &= price.isPresent();
            if (price.isPresent()) {
                Money cost = price.get().times(item.quantity());
                if (total != null && !total.currency().equals(cost.currency())) {
                    throw new CommandRejectedException(
                            CheckoutRejection.MIXED_CURRENCIES,
                            "The items are priced in " + total.currency() + " and " + cost.currency()
                                    + ". Buy them in one checkout a currency.");
                }
                total = total == null ? cost : total.plus(cost);
            }
        }
        return new Quote(lines, complete ? total : null);
    }

    /** What is nobody's business but its seller's has no price for others. */
    private Optional<Money> price(CheckoutInput.Item item, AccountId buyer) {
        return commands.find(ListingState.class, item.listing())
                .map(Decided::state)
                .filter(listing -> PRICED.contains(listing.status()) || listing.seller().equals(buyer))
                .map(listing -> listing.details().price());
    }

    private static @Nullable Money stated(CheckoutInput.Item item, Optional<Money> price) {
        Long amount = item.priceAmount();
        return amount == null || price.isEmpty() ? null : new Money(amount, price.get().currency());
    }
}
