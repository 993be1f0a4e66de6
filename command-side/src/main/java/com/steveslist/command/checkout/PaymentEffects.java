package com.steveslist.command.checkout;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectCommands;
import com.steveslist.command.effect.EffectHandler;
import com.steveslist.command.effect.Wishes;
import com.steveslist.command.payment.PaymentCommand;
import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentGateway.Authorization;
import com.steveslist.command.payment.PaymentGateway.Cancellation;
import com.steveslist.command.payment.PaymentGateway.Capture;
import com.steveslist.command.payment.PaymentState;
import com.steveslist.command.payment.PaymentState.Status;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a checkout wants of the payment provider. Every call may be late, repeated or cut off between the provider's answer and its
 * recording, so each begins by looking at where checkout and payment stand, and each that finds the checkout failed sees to it that
 * the provider holds nothing.
 */
final class PaymentEffects implements EffectHandler {

    private static final String AUTHORIZE = "payment.authorize";
    private static final String CAPTURE = "payment.capture";
    private static final String CANCEL = "payment.cancel";

    private final EffectCommands commands;
    private final PaymentGateway gateway;

    PaymentEffects(EffectCommands commands, PaymentGateway gateway) {
        this.commands = commands;
        this.gateway = gateway;
    }

    static Effect authorize(Wishes because, CheckoutId checkout, PaymentId payment, Money amount) {
        return because.now(
                AUTHORIZE,
                payment.value(),
                Map.of(
                        "payment", payment.value(),
                        "checkout", checkout.value(),
                        "amount", Long.toString(amount.amountMinor()),
                        "currency", amount.currency().code()));
    }

    static Effect capture(Wishes because, CheckoutId checkout, PaymentId payment) {
        return because.now(
                CAPTURE, payment.value(), Map.of("payment", payment.value(), "checkout", checkout.value()));
    }

    static Effect cancel(Wishes because, CheckoutId checkout, PaymentId payment) {
        return because.now(CANCEL, payment.value(), Map.of("payment", payment.value(), "checkout", checkout.value()));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(AUTHORIZE, CAPTURE, CANCEL);
    }

    @Override
    public void run(Effect effect, int attempt) {
        PaymentId payment = new PaymentId(effect.argument("payment"));
        CheckoutState checkout = commands.find(CheckoutState.class, new CheckoutId(effect.argument("checkout")))
                .orElseThrow();
        boolean failed = checkout.outcome() instanceof CheckoutState.Outcome.Failed;
        if (failed || effect.kind().equals(CANCEL)) {
            cancel(effect, payment);
        } else if (effect.kind().equals(AUTHORIZE)) {
            authorize(effect, payment, checkout);
        } else {
            capture(effect, payment);
        }
    }

    private void authorize(Effect effect, PaymentId payment, CheckoutState checkout) {
        Money amount = Money.of(Long.parseLong(effect.argument("amount")), effect.argument("currency"));
        PaymentState requested = commands.send(
                effect,
                new PaymentCommand.Request(
                        payment, checkout.id().value(), checkout.buyer(), amount, checkout.paymentMethodId()));
        if (requested.status() != Status.REQUIRES_AUTHORIZATION) {
            return;
        }
        switch (gateway.authorize(payment, amount, checkout.paymentMethodId())) {
            case Authorization.Authorized yes -> recordAuthorization(effect, payment, yes);
            case Authorization.Declined no -> commands.send(effect, new PaymentCommand.RecordDecline(payment, no.code()));
        }
    }

    private void recordAuthorization(Effect effect, PaymentId payment, Authorization.Authorized yes) {
        PaymentState state =
                commands.send(effect, new PaymentCommand.RecordAuthorization(payment, yes.providerReference()));
        if (state.status() != Status.AUTHORIZED && state.status() != Status.CAPTURED) {
            // It ended while the provider was asked: what the provider holds since then is let go again.
            letGo(effect, payment);
        }
    }

    private void capture(Effect effect, PaymentId payment) {
        PaymentState state = commands.find(PaymentState.class, payment).orElseThrow();
        if (state.status() != Status.AUTHORIZED) {
            return;
        }
        switch (gateway.capture(payment, state.amount())) {
            case Capture.Captured yes -> commands.send(effect, new PaymentCommand.RecordCapture(payment));
            case Capture.Refused no -> commands.send(effect, new PaymentCommand.RecordFailure(payment, no.code()));
        }
    }

    /** A payment that was never requested has nothing to let go; one that is requested late is cancelled then. */
    private void cancel(Effect effect, PaymentId payment) {
        Optional<PaymentState> state = commands.find(PaymentState.class, payment);
        if (state.isPresent() && state.get().status() != Status.DECLINED) {
            letGo(effect, payment);
        }
    }

    private void letGo(Effect effect, PaymentId payment) {
        boolean captureUndone = gateway.cancel(payment) == Cancellation.CAPTURE_UNDONE;
        commands.send(effect, new PaymentCommand.RecordCancellation(payment, captureUndone));
    }
}
