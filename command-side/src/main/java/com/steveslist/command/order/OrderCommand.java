package com.steveslist.command.order;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Command;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of an order, refunds included. */
public sealed interface OrderCommand extends Command<OrderState> {

    @Override
    default String commandName() {
        return switch (this) {
            case Place _ -> "order.place";
            case Confirm _ -> "order.confirm";
            case Ship _ -> "order.ship";
            case Deliver _ -> "order.deliver";
            case Complete _ -> "order.complete";
            case Cancel _ -> "order.cancel";
            case RequestRefund _ -> "order.request_refund";
            case RetryRefund _ -> "order.retry_refund";
            case SettleRefund _ -> "order.settle_refund";
            case FailRefund _ -> "order.fail_refund";
        };
    }

    @Override
    OrderId target();

    record Place(
            OrderId target,
            CheckoutId checkout,
            AccountId buyer,
            AccountId seller,
            PaymentId payment,
            List<OrderItem> items,
            ShippingAddress shippingAddress)
            implements OrderCommand {
        @Override
        public boolean begins() {
            return true;
        }
    }

    record Confirm(OrderId target, Instant shipBy) implements OrderCommand {}

    /** By the seller. */
    record Ship(OrderId target, Caller caller, @Nullable String carrier, @Nullable String trackingNumber)
            implements OrderCommand {}

    /** By the seller or the buyer. {@code completeAt} is when complaints end. */
    record Deliver(OrderId target, Caller caller, Instant completeAt) implements OrderCommand {}

    record Complete(OrderId target) implements OrderCommand {}

    /**
     * End it before shipping and give all of the money back that is left.
     *
     * @param refund the id that the refund gets when money has to go back
     */
    record Cancel(OrderId target, Caller caller, CancelledBy by, @Nullable EncryptedText reason, RefundId refund)
            implements OrderCommand {}

    /**
     * By the seller or staff: give money back. All of it before shipping also cancels the order.
     *
     * @param amount null for all that is left
     * @param askedAt the moment that counts for {@code window}
     */
    record RequestRefund(
            OrderId target,
            Caller caller,
            RefundId refund,
            @Nullable Money amount,
            @Nullable EncryptedText reason,
            Instant askedAt,
            RefundWindow window)
            implements OrderCommand {

        /** Where there is no window the moment does not matter. */
        public RequestRefund(
                OrderId target, Caller caller, RefundId refund, @Nullable Money amount, @Nullable EncryptedText reason) {
            this(target, caller, refund, amount, reason, Instant.EPOCH, RefundWindow.NONE);
        }
    }

    /** By the seller or staff: try a failed refund again. */
    record RetryRefund(OrderId target, Caller caller, RefundId refund) implements OrderCommand {}

    record SettleRefund(OrderId target, RefundId refund) implements OrderCommand {}

    record FailRefund(OrderId target, RefundId refund, String code) implements OrderCommand {}
}
