package com.steveslist.api.refund;

import com.steveslist.api.command.Writes;
import com.steveslist.api.consistency.Reads;
import com.steveslist.api.consistency.Reads.Shown;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.Fields;
import com.steveslist.api.http.RequiresHeader;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.input.Body;
import com.steveslist.api.paging.Paging;
import com.steveslist.api.security.Scope;
import com.steveslist.api.timetravel.AsOf;
import com.steveslist.api.timetravel.Diffs;
import com.steveslist.api.timetravel.Past;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.order.OrderCommand.RequestRefund;
import com.steveslist.command.order.OrderCommand.RetryRefund;
import com.steveslist.command.order.OrderPolicy;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.refund.RefundId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.refund.RefundView;
import com.steveslist.query.refund.RefundViews;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Refunds: asked for at the order, which decides how much is left; shown by themselves. */
@Controller
final class RefundController {

    private static final int LONGEST_REASON = 1_000;

    private final RefundViews refunds;
    private final Commands commands;
    private final Reads reads;
    private final Writes writes;
    private final Paging paging;
    private final OrderPolicy policy;
    private final PersonalData personal;
    private final Past past;
    private final Diffs diffs;

    RefundController(
            RefundViews refunds,
            Commands commands,
            Reads reads,
            Writes writes,
            Paging paging,
            OrderPolicy policy,
            PersonalData personal,
            Past past,
            Diffs diffs) {
        this.refunds = refunds;
        this.commands = commands;
        this.reads = reads;
        this.writes = writes;
        this.paging = paging;
        this.policy = policy;
        this.personal = personal;
        this.past = past;
        this.diffs = diffs;
    }

    @PostMapping("/v1/orders/{id}/refunds")
    @RequiresScope(Scope.REFUNDS_WRITE)
    @RequiresHeader(RequiresHeader.Name.IDEMPOTENCY_KEY)
    Answer request(Call call) {
        call.params().done();
        Body body = call.optionalBody();
        Long amount = body.whole("amount", 1, Money.BOUND);
        String reason = body.text("reason", 1, LONGEST_REASON);
        body.done();
        OrderId order = call.id(OrderId::new, "order");
        RefundId id = RefundId.next();
        RequestRefund request = new RequestRefund(
                order,
                call.caller(),
                id,
                amount == null ? null : inCurrencyOf(order, amount),
                reason == null ? null : personal.encrypt(call.account(), reason),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                policy.refundWindow());
        Decided<OrderState> decided = writes.send(
                request, writes.context(call, id).expecting(writes.expectedVersion(call, order, OrderState.class)));
        RefundResource refund = shown(decided, decided.replayed() ? decided.resourceId() : id.value());
        return described(Answer.created(call.origin() + "/v1/refunds/" + refund.id(), refund), refund, decided);
    }

    /** Null when there is no such order, which the order itself says. */
    private @Nullable Money inCurrencyOf(OrderId order, long amount) {
        return commands.find(OrderState.class, order)
                .map(known -> new Money(amount, known.state().total().currency()))
                .orElse(null);
    }

    @PostMapping("/v1/refunds/{id}/retry")
    @RequiresScope(Scope.REFUNDS_WRITE)
    @RequiresHeader(RequiresHeader.Name.IDEMPOTENCY_KEY)
    Answer retry(Call call) {
        call.params().done();
        call.noBody();
        RefundView known = find(call, null).value();
        Writes.requireVersion(call, known.version() + 1);
        RetryRefund retry = new RetryRefund(known.orderId(), call.caller(), known.id());
        Decided<OrderState> decided = writes.send(retry, writes.context(call, known.id()));
        RefundResource refund = shown(decided, known.id().value());
        return described(Answer.ok(refund), refund, decided);
    }

    private RefundResource shown(Decided<OrderState> decided, String refundId) {
        OrderState.Refund refund = decided.state().refunds().get(new RefundId(refundId));
        if (refund == null) {
            throw new IllegalStateException("an order forgot its refund " + refundId);
        }
        return RefundResource.of(decided.state(), refund, personal);
    }

    private static Answer described(Answer answer, RefundResource refund, Decided<OrderState> decided) {
        return answer.version(refund.version(), refund.updatedAt()).at(decided.at()).replayed(decided.replayed());
    }

    @GetMapping("/v1/refunds/{id}")
    @RequiresScope(Scope.REFUNDS_READ)
    Answer get(Call call) {
        Fields fields = Fields.of(call.params(), RefundResource.class);
        AsOf asOf = past.read(call.params());
        call.params().done();
        Moment moment = past.find(asOf);
        Shown<RefundView> shown = find(call, moment);
        RefundView view = shown.value();
        return Answer.ok(RefundResource.of(view, personal))
                .version(view.version() + 1, view.updatedAt())
                .at(shown.at())
                .only(fields);
    }

    /** The refund, for one of its order's sides. */
    private Shown<RefundView> find(Call call, @Nullable Moment moment) {
        RefundId id = call.id(RefundId::new, "refund");
        AccountId account = call.account();
        RefundViews then = refunds.at(moment);
        Shown<Optional<RefundView>> shown = reads.part(call, moment, RefundViews.CONSUMER, () -> then.row(id));
        RefundView view =
                past.require(shown.value(), moment, () -> find(call, null), refund -> refund.isSeenBy(account), "refund");
        return new Shown<>(view, shown.at());
    }

    @GetMapping("/v1/refunds/{id}/diff")
    @RequiresScope(Scope.REFUNDS_READ)
    Answer diff(Call call) {
        return diffs.answer(call, moment -> {
            RefundView view = find(call, moment).value();
            return new Diffs.Seen(view.id().value(), RefundResource.of(view, personal), view.version() + 1);
        });
    }

    @GetMapping("/v1/orders/{id}/refunds")
    @RequiresScope(Scope.REFUNDS_READ)
    Answer list(Call call) {
        Paging.Wanted wanted = paging.readWithOffset(call);
        Fields fields = Fields.of(call.params(), RefundResource.class);
        AsOf asOf = past.read(call.params());
        call.params().done();
        OrderId order = call.id(OrderId::new, "order");
        requireSide(order, call.account());
        PageRequest request = paging.request(wanted);
        Moment moment = past.find(asOf);
        Shown<Page<RefundView>> shown =
                reads.page(call, moment, RefundViews.CONSUMER, () -> refunds.at(moment).list(order, request));
        return paging.answer(call, wanted, shown.value(), view -> RefundResource.of(view, personal))
                .at(shown.at())
                .only(fields);
    }

    private void requireSide(OrderId order, AccountId account) {
        boolean isSide = commands.find(OrderState.class, order)
                .filter(known -> known.state().buyer().equals(account) || known.state().seller().equals(account))
                .isPresent();
        if (!isSide) {
            throw ApiException.notFound("There is no such order.");
        }
    }
}
