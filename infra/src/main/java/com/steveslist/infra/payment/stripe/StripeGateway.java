package com.steveslist.infra.payment.stripe;

import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentOutcomeUnknownException;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import com.steveslist.infra.payment.stripe.Intents.Intent;
import com.steveslist.infra.payment.stripe.StripeCalls.Refused;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Stripe's PaymentIntents as our port has it: an intent is made, noted, and only then confirmed with manual capture. Because it is noted
 * first, a cancellation always finds what could ever hold money, and one that comes before everything else forbids what comes later.
 */
public final class StripeGateway implements PaymentGateway {

    private static final String UNEXPECTED_STATE = "payment_intent_unexpected_state";

    private final StripeCalls stripe;
    private final Intents intents;

    public StripeGateway(StripeProperties properties, DataSource dataSource) {
        this.stripe = new StripeCalls(properties);
        this.intents = new Intents(dataSource);
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public Authorization authorize(PaymentId payment, Money amount, String paymentMethodId) {
        try {
            Optional<Intent> known = intents.find(payment);
            Intent intent = known.isPresent()
                    ? known.get()
                    : intents.note(payment, stripe.create(payment, amount).getId());
            if (intent.id() == null || intent.cancelled()) {
                return new Authorization.Declined("card_declined");
            }
            return intent.declineCode() == null
                    ? confirm(payment, intent.id(), paymentMethodId)
                    : new Authorization.Declined(intent.declineCode());
        } catch (Refused refused) {
            throw new IllegalArgumentException("Stripe does not take this payment: " + refused.code(), refused);
        }
    }

    private Authorization confirm(PaymentId payment, String intent, String paymentMethodId) throws Refused {
        PaymentIntent confirmed;
        try {
            confirmed = stripe.confirm(payment, intent, paymentMethodId);
        } catch (Refused refused) {
            if (refused.byCard()) {
                return declined(payment, refused.code());
            }
            if (!refused.code().equals(UNEXPECTED_STATE)) {
                throw refused;
            }
            confirmed = stripe.retrieve(intent);
        }
        return switch (confirmed.getStatus()) {
            case "requires_capture", "succeeded" -> new Authorization.Authorized(intent);
            case "processing" -> throw new PaymentOutcomeUnknownException("Stripe is still asking the bank", null);
            default -> declined(payment, "card_declined");
        };
    }

    private Authorization declined(PaymentId payment, String stripeCode) {
        String code = stripeCode.equals("insufficient_funds") ? stripeCode : "card_declined";
        intents.declined(payment, code);
        return new Authorization.Declined(code);
    }

    @Override
    public Capture capture(PaymentId payment, Money amount) {
        Intent intent = intents.find(payment).orElse(new Intent(null, null, false));
        if (intent.id() == null || intent.cancelled()) {
            return new Capture.Refused(intent.cancelled() ? "payment_cancelled" : "payment_not_authorized");
        }
        try {
            return captured(capture(payment, intent.id()));
        } catch (Refused refused) {
            return new Capture.Refused(refused.code());
        }
    }

    private PaymentIntent capture(PaymentId payment, String intent) throws Refused {
        try {
            return stripe.capture(payment, intent);
        } catch (Refused refused) {
            if (refused.code().equals(UNEXPECTED_STATE)) {
                return stripe.retrieve(intent);
            }
            throw refused;
        }
    }

    private static Capture captured(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" -> new Capture.Captured();
            case "processing" -> throw new PaymentOutcomeUnknownException("Stripe is still capturing", null);
            default -> new Capture.Refused("payment_not_authorized");
        };
    }

    @Override
    public Cancellation cancel(PaymentId payment) {
        Intent intent = intents.cancelled(payment);
        if (intent.id() == null) {
            return Cancellation.VOIDED;
        }
        try {
            PaymentIntent found = cancelled(intent.id());
            if (found.getStatus().equals("canceled")) {
                return Cancellation.VOIDED;
            }
            if (!found.getStatus().equals("succeeded")) {
                throw new PaymentOutcomeUnknownException("Stripe cannot cancel this payment yet: " + found.getStatus(), null);
            }
            giveBackTheRest(payment, intent.id());
            return Cancellation.CAPTURE_UNDONE;
        } catch (Refused refused) {
            throw new PaymentOutcomeUnknownException("Stripe does not cancel this payment: " + refused.code(), refused);
        }
    }

    private PaymentIntent cancelled(String intent) throws Refused {
        try {
            return stripe.cancel(intent);
        } catch (Refused refused) {
            if (refused.code().equals(UNEXPECTED_STATE)) {
                return stripe.retrieve(intent);
            }
            throw refused;
        }
    }

    private void giveBackTheRest(PaymentId payment, String intent) throws Refused {
        try {
            stripe.refundRest(payment, intent);
        } catch (Refused refused) {
            if (!refused.code().equals("charge_already_refunded")) {
                throw refused;
            }
        }
    }

    @Override
    public RefundOutcome refund(PaymentId payment, RefundId refund, Money amount) {
        Intent intent = intents.find(payment).orElse(new Intent(null, null, false));
        if (intent.id() == null || intent.cancelled()) {
            return new RefundOutcome.Refused("payment_not_captured");
        }
        try {
            List<Refund> before = stripe.refunds(intent.id(), refund);
            return before.stream().anyMatch(StripeGateway::isPaid)
                    ? new RefundOutcome.Refunded()
                    : outcome(stripe.refund(intent.id(), refund, amount, before.size()));
        } catch (Refused refused) {
            return new RefundOutcome.Refused(refused.code());
        }
    }

    private static RefundOutcome outcome(Refund refund) {
        return isPaid(refund)
                ? new RefundOutcome.Refunded()
                : new RefundOutcome.Refused(refund.getFailureReason() == null ? "refund_refused" : refund.getFailureReason());
    }

    /** Pending is on its way: the bank takes days, and a late failure is a matter for people. */
    private static boolean isPaid(Refund refund) {
        return refund.getStatus().equals("succeeded") || refund.getStatus().equals("pending");
    }
}
