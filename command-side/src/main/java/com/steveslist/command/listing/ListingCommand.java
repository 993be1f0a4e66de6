package com.steveslist.command.listing;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Command;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import org.jspecify.annotations.Nullable;

/** What can be asked of a listing. */
public sealed interface ListingCommand extends Command<ListingState> {

    @Override
    default String commandName() {
        return switch (this) {
            case Create _ -> "listing.create";
            case Change _ -> "listing.change";
            case Publish _ -> "listing.publish";
            case Withdraw _ -> "listing.withdraw";
            case Remove _ -> "listing.remove";
            case Reserve _ -> "listing.reserve";
            case Release _ -> "listing.release";
            case Sell _ -> "listing.sell";
            case Return _ -> "listing.return";
        };
    }

    @Override
    ListingId target();

    /** Write a listing, and publish it at once when {@code publish}. */
    record Create(ListingId target, AccountId seller, ListingDetails details, long quantity, boolean publish)
            implements ListingCommand {
        @Override
        public boolean begins() {
            return true;
        }
    }

    /** Replace details and quantity (all units ever listed); {@code publish} also publishes a draft. No change writes no event. */
    record Change(ListingId target, Caller caller, ListingDetails details, long quantity, boolean publish)
            implements ListingCommand {}

    /** Publish a draft or a withdrawn listing. Publishing a published one changes nothing. */
    record Publish(ListingId target, Caller caller) implements ListingCommand {}

    /** Take it off the market; what is reserved may still be sold. Withdrawing twice changes nothing. */
    record Withdraw(ListingId target, Caller caller) implements ListingCommand {}

    /** Staff only. */
    record Remove(ListingId target, Caller caller, String reason) implements ListingCommand {}

    /** Set units aside for a checkout. A checkout that has its units already gets nothing more. */
    record Reserve(
            ListingId target, CheckoutId checkout, AccountId buyer, long quantity, @Nullable Money statedPrice)
            implements ListingCommand {}

    /** Give a checkout's units back; without a reservation nothing changes. */
    record Release(ListingId target, CheckoutId checkout) implements ListingCommand {}

    /** The checkout's units are paid for. */
    record Sell(ListingId target, CheckoutId checkout, OrderId order) implements ListingCommand {}

    /** Units of a cancelled order are for sale again; once an order. */
    record Return(ListingId target, OrderId order, long quantity) implements ListingCommand {}
}
