package com.steveslist.api.checkout;

import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.listing.ListingState;
import com.steveslist.command.listing.ListingState.Status;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Currency;
import com.steveslist.events.money.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up what the items of a checkout cost now. */
@Component
final class Quotes {

    private static final Set<Status> PRICED = Set.of(Status.PUBLISHED, Status.SOLD_OUT);

    private final Commands commands;

    Quotes(Commands commands) {
        this.commands = commands;
    }

    /** Today's prices of what is for sale. What is nobody's business but its seller's has no price for others. */
    Map<ListingId, Money> unitPrices(List<CheckoutInput.Item> items, AccountId buyer) {
        Map<ListingId, Money> prices = new HashMap<>();
        for (CheckoutInput.Item item : items) {
            commands.find(ListingState.class, item.listing())
                    .map(Decided::state)
                    .filter(listing -> isOf(item.priceCurrency(), listing))
                    .filter(listing -> PRICED.contains(listing.status()) || listing.seller().equals(buyer))
                    .ifPresent(listing -> prices.put(item.listing(), listing.details().price()));
        }
        return prices;
    }

    /** What is priced in another currency than the buyer agreed to has no price in their own; the listing refuses it. */
    private static boolean isOf(@Nullable Currency stated, ListingState listing) {
        return stated == null || stated.equals(listing.details().price().currency());
    }

    /** A price that the buyer stated without a currency is in the listing's currency; what has no price is refused whatever was stated. */
    static List<Line> lines(List<CheckoutInput.Item> items, Map<ListingId, Money> unitPrices) {
        return items.stream()
                .map(item -> new Line(item.listing(), item.quantity(), stated(item, unitPrices.get(item.listing()))))
                .toList();
    }

    private static @Nullable Money stated(CheckoutInput.Item item, @Nullable Money price) {
        Long amount = item.priceAmount();
        if (amount != null && item.priceCurrency() != null) {
            return new Money(amount, item.priceCurrency());
        }
        return amount == null || price == null ? null : new Money(amount, price.currency());
    }
}
