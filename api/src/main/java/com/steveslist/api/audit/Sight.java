package com.steveslist.api.audit;

import com.steveslist.api.account.AccountResource;
import com.steveslist.api.checkout.CheckoutResource;
import com.steveslist.api.http.Json;
import com.steveslist.api.listing.ListingResource;
import com.steveslist.api.order.OrderResource;
import com.steveslist.api.payment.PaymentResource;
import com.steveslist.api.refund.RefundResource;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.account.AccountView;
import com.steveslist.query.checkout.CheckoutView;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.payment.PaymentView;
import com.steveslist.query.refund.RefundView;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Things as the API shows them to somebody, made of views. An auditor sees of a listing what its seller sees. */
final class Sight {

    private final Viewer viewer;
    private final Discretion discretion;

    Sight(Viewer viewer, Discretion discretion) {
        this.viewer = viewer;
        this.discretion = discretion;
    }

    /** What kind of thing it is: {@code order}. */
    static String kind(Object view) {
        return switch (view) {
            case ListingView listing -> "listing";
            case OrderView order -> "order";
            case CheckoutView checkout -> "checkout";
            case PaymentView payment -> "payment";
            case RefundView refund -> "refund";
            case AccountView account -> "account";
            default -> throw unknown(view);
        };
    }

    boolean maySee(Object view) {
        AccountId account = viewer.account();
        return viewer.isAuditor() || switch (view) {
            case ListingView listing -> listing.isSeenBy(account);
            case OrderView order -> order.isSeenBy(account);
            case CheckoutView checkout -> checkout.isSeenBy(account);
            case PaymentView payment -> payment.isSeenBy(account);
            case RefundView refund -> refund.isSeenBy(account);
            case AccountView own -> own.id().equals(account);
            default -> throw unknown(view);
        };
    }

    /** An object with the members of the resource; {@code null} in JSON for no view. */
    JsonNode tree(@Nullable Object view) {
        return view == null ? Json.read("null") : Json.tree(resource(view));
    }

    private Object resource(Object view) {
        return switch (view) {
            case ListingView listing -> ListingResource.of(listing, viewer.isAuditor() ? listing.sellerId() : viewer.account());
            case OrderView order -> OrderResource.of(order, viewer.account(), discretion);
            case CheckoutView checkout -> CheckoutResource.of(checkout, discretion);
            case PaymentView payment -> PaymentResource.of(payment);
            case RefundView refund -> RefundResource.of(refund, discretion);
            case AccountView account -> AccountResource.of(account, discretion);
            default -> throw unknown(view);
        };
    }

    private static IllegalArgumentException unknown(Object view) {
        return new IllegalArgumentException("no resource shows a " + view.getClass().getName());
    }
}
