package com.steveslist.api.payment;

import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.api.timetravel.AsOf;
import com.steveslist.api.timetravel.Diffs;
import com.steveslist.api.timetravel.Past;
import com.steveslist.command.payment.PaymentState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.payment.PaymentView;
import com.steveslist.query.payment.PaymentViews;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /v1/payments}: for the payer, and nobody else. */
@Controller
final class PaymentController {

    private final PaymentViews payments;
    private final Reads reads;
    private final Paging paging;
    private final Past past;
    private final Diffs diffs;

    PaymentController(PaymentViews payments, Reads reads, Paging paging, Past past, Diffs diffs) {
        this.payments = payments;
        this.reads = reads;
        this.paging = paging;
        this.past = past;
        this.diffs = diffs;
    }

    @GetMapping("/v1/payments/{id}")
    @RequiresScope(Scope.PAYMENTS_READ)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), PaymentResource.class);
        AsOf asOf = past.read(call.params());
        call.params().done();
        Moment moment = past.find(asOf);
        Shown<PaymentView> shown = find(call, moment);
        PaymentView view = shown.value();
        return Answer.ok(PaymentResource.of(view))
                .version(view.version() + 1, view.updatedAt())
                .at(shown.at())
                .only(fields);
    }

    /** The payment, for who may see it. */
    private Shown<PaymentView> find(Call call, @Nullable Moment moment) {
        PaymentId id = call.id(PaymentId::new, "payment");
        PaymentViews then = payments.at(moment);
        Shown<Optional<PaymentView>> shown =
                reads.one(call, moment, PaymentViews.CONSUMER, id, PaymentState.class, place -> then.row(id));
        PaymentView view =
                past.require(shown.value(), moment, () -> find(call, null), found -> found.isSeenBy(call.account()), "payment");
        return new Shown<>(view, shown.at());
    }

    @GetMapping("/v1/payments/{id}/diff")
    @RequiresScope(Scope.PAYMENTS_READ)
    Answer diff(Call call) {
        return diffs.answer(call, moment -> {
            PaymentView view = find(call, moment).value();
            return new Diffs.Seen(view.id().value(), PaymentResource.of(view), view.version() + 1);
        });
    }

    @GetMapping("/v1/payments")
    @RequiresScope(Scope.PAYMENTS_READ)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.readWithOffset(call);
        Fields fields = Fields.of(call.params(), PaymentResource.class);
        AsOf asOf = past.read(call.params());
        call.params().done();
        PageRequest request = paging.request(wanted);
        AccountId payer = call.account();
        Moment moment = past.find(asOf);
        Shown<Page<PaymentView>> shown =
                reads.page(call, moment, PaymentViews.CONSUMER, () -> payments.at(moment).list(payer, request));
        return paging.answer(call, wanted, shown.value(), PaymentResource::of)
                .at(shown.at())
                .only(fields);
    }
}
