package com.steveslist.command.payment;

import static com.steveslist.command.dispatch.Decision.accept;
import static com.steveslist.command.dispatch.Decision.nothingToDo;
import static com.steveslist.command.dispatch.Decision.reject;
import static com.steveslist.command.payment.PaymentRejection.INVALID_STATE;
import static com.steveslist.command.payment.PaymentRejection.NOT_FOUND;
import static com.steveslist.command.payment.PaymentRejection.REFUND_EXCEEDS_PAYMENT;
import static com.steveslist.command.payment.PaymentState.Status.AUTHORIZED;
import static com.steveslist.command.payment.PaymentState.Status.CAPTURED;
import static com.steveslist.command.payment.PaymentState.Status.REQUIRES_AUTHORIZATION;

import com.steveslist.command.dispatch.Audience;
import com.steveslist.command.dispatch.DecidedAggregate;
import com.steveslist.command.dispatch.Decision;
import com.steveslist.command.dispatch.Delivery;
import com.steveslist.command.dispatch.Occurrence;
import com.steveslist.command.dispatch.Ruling;
import com.steveslist.command.payment.PaymentCommand.RecordAuthorization;
import com.steveslist.command.payment.PaymentCommand.RecordCancellation;
import com.steveslist.command.payment.PaymentCommand.RecordCapture;
import com.steveslist.command.payment.PaymentCommand.RecordDecline;
import com.steveslist.command.payment.PaymentCommand.RecordFailure;
import com.steveslist.command.payment.PaymentCommand.RecordRefund;
import com.steveslist.command.payment.PaymentCommand.Request;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentEvent;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What the provider said of one payment. Its answers arrive late, twice or out of order, so each is recorded once and what can no
 * longer be is left out.
 */
@AggregateRoot(type = Payment.NAME)
final class Payment extends DecidedAggregate<PaymentState, PaymentCommand> {

    static final String NAME = "payment";

    @CommandHandler(commandName = NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Ruling<PaymentState> handle(PaymentCommand command, @MetaDataValue(Delivery.METADATA) Delivery delivery) {
        return rule(command, delivery);
    }

    @Override
    protected Decision decide(@Nullable PaymentState before, PaymentCommand command) {
        if (before == null) {
            return command instanceof Request request
                    ? accept(new PaymentEvent.Requested(
                            request.target(), request.subject(), request.payer(), request.amount(), request.paymentMethodId()))
                    : reject(NOT_FOUND, "There is no such payment.");
        }
        return switch (command) {
            case Request request -> nothingToDo();
            case RecordAuthorization authorization -> authorize(before, authorization);
            case RecordDecline decline -> decline(before, decline);
            case RecordCapture capture -> capture(before);
            case RecordFailure failure -> fail(before, failure);
            case RecordCancellation cancellation -> cancel(before, cancellation);
            case RecordRefund refund -> refund(before, refund);
        };
    }

    /** An authorisation that is heard of after the payment went on, or was cancelled, says nothing new. */
    private static Decision authorize(PaymentState before, RecordAuthorization authorization) {
        return before.status() == REQUIRES_AUTHORIZATION
                ? accept(new PaymentEvent.Authorized(
                        before.id(), before.subject(), before.amount(), authorization.providerReference()))
                : nothingToDo();
    }

    private static Decision decline(PaymentState before, RecordDecline decline) {
        return before.status() == REQUIRES_AUTHORIZATION
                ? accept(new PaymentEvent.Declined(before.id(), before.subject(), decline.code()))
                : nothingToDo();
    }

    private static Decision capture(PaymentState before) {
        return switch (before.status()) {
            case AUTHORIZED -> accept(new PaymentEvent.Captured(before.id(), before.subject(), before.amount()));
            case CAPTURED -> nothingToDo();
            case REQUIRES_AUTHORIZATION, DECLINED, VOIDED, FAILED ->
                reject(INVALID_STATE, "Only an authorised payment can be captured; this one is " + words(before) + ".");
        };
    }

    private static Decision fail(PaymentState before, RecordFailure failure) {
        return before.status() == AUTHORIZED
                ? accept(new PaymentEvent.Failed(before.id(), before.subject(), failure.code()))
                : nothingToDo();
    }

    private static Decision cancel(PaymentState before, RecordCancellation cancellation) {
        if (cancellation.captureUndone()) {
            return undoCapture(before);
        }
        boolean mayHold = switch (before.status()) {
            case REQUIRES_AUTHORIZATION, AUTHORIZED -> true;
            case FAILED -> before.authorized().isPositive();
            case CAPTURED, DECLINED, VOIDED -> false;
        };
        return mayHold ? accept(new PaymentEvent.Voided(before.id(), before.subject())) : nothingToDo();
    }

    /** The provider had captured before we heard of it, and has given all of it back. */
    private static Decision undoCapture(PaymentState before) {
        List<DomainEvent> events = new ArrayList<>();
        if (before.captured().isZero()) {
            events.add(new PaymentEvent.Captured(before.id(), before.subject(), before.amount()));
        }
        Money left = before.amount().minus(before.refunded());
        if (left.isPositive()) {
            events.add(new PaymentEvent.Refunded(before.id(), before.subject(), null, null, left));
        }
        return accept(events);
    }

    private static Decision refund(PaymentState before, RecordRefund refund) {
        if (before.recordedRefunds().contains(refund.refund())) {
            return nothingToDo();
        }
        if (before.status() != CAPTURED) {
            return reject(INVALID_STATE, "Only a captured payment can be refunded; this one is " + words(before) + ".");
        }
        Money left = before.captured().minus(before.refunded());
        return refund.amount().exceeds(left)
                ? reject(REFUND_EXCEEDS_PAYMENT, "Only " + left + " (minor units) is left of what was captured.")
                : accept(new PaymentEvent.Refunded(
                        before.id(), before.subject(), refund.order(), refund.refund(), refund.amount()));
    }

    private static String words(PaymentState state) {
        return switch (state.status()) {
            case REQUIRES_AUTHORIZATION -> "not authorised yet";
            case AUTHORIZED -> "authorised";
            case CAPTURED -> "captured";
            case DECLINED -> "declined";
            case VOIDED -> "voided";
            case FAILED -> "failed";
        };
    }

    @Override
    protected PaymentState evolve(@Nullable PaymentState before, Occurrence occurrence) {
        return PaymentEvolution.evolve(before, occurrence);
    }

    @Override
    protected Audience audience(@Nullable PaymentState before, DomainEvent event) {
        return Audience.of(before != null ? before.payer() : ((PaymentEvent.Requested) event).payerId());
    }
}
