package com.steveslist.command.checkout;

import com.steveslist.command.dispatch.Command;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutFailure;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import java.util.List;
import java.util.Map;

/** What can be asked of a checkout; all but {@code Start} by its own process. */
public sealed interface CheckoutCommand extends Command<CheckoutState> {

    @Override
    default String commandName() {
        return switch (this) {
            case Start _ -> "checkout.start";
            case RejectLine _ -> "checkout.reject_line";
            case Price _ -> "checkout.price";
            case RecordPayment _ -> "checkout.record_payment";
            case Complete _ -> "checkout.complete";
            case Fail _ -> "checkout.fail";
        };
    }

    @Override
    CheckoutId target();

    /**
     * Buy these lines (1 to 50, each listing once; none is what an empty cart holds, and is refused).
     *
     * @param unitPrices today's, as far as the listings are for sale; only for the quote, since what counts is the price when a
     *     listing is reserved
     */
    record Start(
            CheckoutId target,
            AccountId buyer,
            PaymentId payment,
            List<Line> lines,
            String paymentMethodId,
            ShippingAddress shippingAddress,
            Map<ListingId, Money> unitPrices)
            implements CheckoutCommand {

        public Start {
            unitPrices = Map.copyOf(unitPrices);
        }

        @Override
        public boolean begins() {
            return true;
        }
    }

    /** A listing refused its line; the checkout fails for that reason. */
    record RejectLine(CheckoutId target, ListingId listing, CheckoutFailure reason, String detail)
            implements CheckoutCommand {}

    record Price(CheckoutId target, List<SellerOrder> orders, Money total) implements CheckoutCommand {}

    /** The money is ours. Whether it came in time is decided here: a checkout that has failed says no and stays failed. */
    record RecordPayment(CheckoutId target) implements CheckoutCommand {}

    record Complete(CheckoutId target) implements CheckoutCommand {}

    /** A checkout that is paid or has ended stays as it is. */
    record Fail(CheckoutId target, CheckoutFailure reason, String detail) implements CheckoutCommand {}
}
