package com.steveslist.api.order;

import com.steveslist.api.command.Writes;
import com.steveslist.api.http.Answer;
import com.steveslist.api.http.Call;
import com.steveslist.api.http.RequiresScope;
import com.steveslist.api.input.Body;
import com.steveslist.api.security.Scope;
import com.steveslist.command.dispatch.Command;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.order.OrderCommand.Cancel;
import com.steveslist.command.order.OrderCommand.Deliver;
import com.steveslist.command.order.OrderCommand.Ship;
import com.steveslist.command.order.OrderPolicy;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.events.refund.RefundId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** What the two sides do with an order. The order itself decides who may do it and what its state allows. */
@Controller
final class OrderActionController {

    private static final int LONGEST_REASON = 1_000;

    private final Writes writes;
    private final Commands commands;
    private final OrderPolicy policy;
    private final PersonalData personal;

    OrderActionController(Writes writes, Commands commands, OrderPolicy policy, PersonalData personal) {
        this.writes = writes;
        this.commands = commands;
        this.policy = policy;
        this.personal = personal;
    }

    @PostMapping("/v1/orders/{id}/ship")
    @RequiresScope(Scope.ORDERS_WRITE)
    Answer ship(Call call) {
        call.params().done();
        Body body = call.optionalBody();
        String carrier = body.text("carrier", 1, 100);
        String trackingNumber = body.text("tracking_number", 1, 100);
        body.done();
        return send(call, new Ship(id(call), call.caller(), carrier, trackingNumber));
    }

    @PostMapping("/v1/orders/{id}/deliver")
    @RequiresScope(Scope.ORDERS_WRITE)
    Answer deliver(Call call) {
        call.params().done();
        call.noBody();
        Instant completeAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(policy.completeAfter());
        return send(call, new Deliver(id(call), call.caller(), completeAt));
    }

    @PostMapping("/v1/orders/{id}/cancel")
    @RequiresScope(Scope.ORDERS_WRITE)
    Answer cancel(Call call) {
        call.params().done();
        Body body = call.optionalBody();
        String reason = body.text("reason", 1, LONGEST_REASON);
        body.done();
        OrderId id = id(call);
        AccountId account = call.account();
        EncryptedText encrypted = reason == null ? null : personal.encrypt(account, reason);
        return send(call, new Cancel(id, call.caller(), side(id, account), encrypted, RefundId.next()));
    }

    /** On whose behalf; strangers are refused by the order, whatever is said here. */
    private CancelledBy side(OrderId id, AccountId account) {
        boolean isBuyer = commands.find(OrderState.class, id)
                .filter(order -> order.state().buyer().equals(account))
                .isPresent();
        return isBuyer ? CancelledBy.BUYER : CancelledBy.SELLER;
    }

    private Answer send(Call call, Command<OrderState> command) {
        Decided<OrderState> decided = writes.send(call, command, OrderState.class);
        OrderResource order = OrderResource.of(decided, call.account(), personal);
        return Answer.ok(order)
                .version(order.version(), order.updatedAt())
                .at(decided.at())
                .replayed(decided.replayed());
    }

    private static OrderId id(Call call) {
        return call.id(OrderId::new, "order");
    }
}
