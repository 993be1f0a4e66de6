package com.steveslist.api.audit;

import com.steveslist.api.audit.Why.Question;
import com.steveslist.api.consistency.Reads;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.security.Scope;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.id.Id;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.refund.RefundView;
import com.steveslist.query.refund.RefundViews;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET …/{id}/why?field=…}: which event made a field what it is, who was behind it, and what led to it. */
@Controller
final class WhyController {

    private final Why why;
    private final ListingViews listings;
    private final RefundViews refunds;
    private final Reads reads;

    WhyController(Why why, ListingViews listings, RefundViews refunds, Reads reads) {
        this.why = why;
        this.listings = listings;
        this.refunds = refunds;
        this.reads = reads;
    }

    /** A listing is the one thing that is seen by others than those whom its events concern. */
    @GetMapping("/v1/listings/{id}/why")
    @RequiresScope(Scope.AUDIT_READ)
    Answer ofListing(Call call) {
        Question question = why.read(call);
        ListingId id = call.id(ListingId::new, "listing");
        return why.answer(call, question, id, id, "listing", () -> isPublic(call, id));
    }

    private boolean isPublic(Call call, ListingId id) {
        return reads.one(call, ListingViews.CONSUMER, id, ListingState.class, () -> listings.find(id))
                .value()
                .filter(listing -> listing.isSeenBy(null))
                .isPresent();
    }

    @GetMapping("/v1/orders/{id}/why")
    @RequiresScope(Scope.AUDIT_READ)
    Answer ofOrder(Call call) {
        return answer(call, OrderId::new, "order");
    }

    @GetMapping("/v1/checkouts/{id}/why")
    @RequiresScope(Scope.AUDIT_READ)
    Answer ofCheckout(Call call) {
        return answer(call, CheckoutId::new, "checkout");
    }

    @GetMapping("/v1/payments/{id}/why")
    @RequiresScope(Scope.AUDIT_READ)
    Answer ofPayment(Call call) {
        return answer(call, PaymentId::new, "payment");
    }

    private Answer answer(Call call, Function<String, Id> parser, String noun) {
        Question question = why.read(call);
        Id id = call.id(parser, noun);
        return why.answer(call, question, id, id, noun, () -> false);
    }

    /** A refund is part of its order's stream. */
    @GetMapping("/v1/refunds/{id}/why")
    @RequiresScope(Scope.AUDIT_READ)
    Answer ofRefund(Call call) {
        Question question = why.read(call);
        RefundId id = call.id(RefundId::new, "refund");
        OrderId order = reads.part(call, null, RefundViews.CONSUMER, () -> refunds.row(id))
                .value()
                .map(RefundView::orderId)
                .orElseThrow(() -> ApiException.notFound("There is no such refund."));
        return why.answer(call, question, id, order, "refund", () -> false);
    }

    @GetMapping("/v1/accounts/me/why")
    @RequiresScope(Scope.AUDIT_READ)
    Answer ofAccount(Call call) {
        AccountId account = call.account();
        return why.answer(call, why.read(call), account, account, "account", () -> false);
    }
}
