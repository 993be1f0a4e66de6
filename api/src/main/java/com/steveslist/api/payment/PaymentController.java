package com.steveslist.api.payment;

import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.command.payment.PaymentState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.payment.PaymentView;
import com.steveslist.query.payment.PaymentViews;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /v1/payments}: for the payer, and nobody else. */
@Controller
final class PaymentController {

    private final PaymentViews payments;
    private final Reads reads;
    private final Paging paging;

    PaymentController(PaymentViews payments, Reads reads, Paging paging) {
        this.payments = payments;
        this.reads = reads;
        this.paging = paging;
    }

    @GetMapping("/v1/payments/{id}")
    @RequiresScope(Scope.PAYMENTS_READ)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), PaymentResource.class);
        call.params().done();
        PaymentId id = call.id(PaymentId::new, "payment");
        Shown<Optional<PaymentView>> shown =
                reads.one(call, PaymentViews.CONSUMER, id, PaymentState.class, () -> payments.find(id));
        PaymentView view = shown.value()
                .filter(payment -> payment.isSeenBy(call.account()))
                .orElseThrow(() -> ApiException.notFound("There is no such payment."));
        return Answer.ok(PaymentResource.of(view))
                .version(view.version() + 1, view.updatedAt())
                .at(shown.at())
                .only(fields);
    }

    @GetMapping("/v1/payments")
    @RequiresScope(Scope.PAYMENTS_READ)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.readWithOffset(call);
        Fields fields = Fields.of(call.params(), PaymentResource.class);
        call.params().done();
        PageRequest request = paging.request(wanted);
        AccountId payer = call.account();
        Shown<Page<PaymentView>> shown = reads.list(call, PaymentViews.CONSUMER, () -> payments.list(payer, request));
        return paging.answer(call, wanted, shown.value(), PaymentResource::of).at(shown.at()).only(fields);
    }
}
