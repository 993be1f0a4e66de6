package com.steveslist.infra.payment.stripe;

import com.steveslist.command.payment.PaymentOutcomeUnknownException;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's API, the part that we need. A call is answered, or refused with a reason ({@link Refused}), or its outcome is unknown
 * ({@link PaymentOutcomeUnknownException}). Nothing is retried here.
 */
final class StripeCalls {

    private static final String REFUND_ID = "steveslist_refund";
    private static final int CONFLICT = 409;
    private static final long ALL_OF_THEM = 100;

    private final StripeClient client;

    StripeCalls(StripeProperties properties) {
        int timeoutMillis = Math.toIntExact(properties.timeout().toMillis());
        this.client = StripeClient.builder()
                .setApiKey(properties.apiKey())
                .setApiBase(properties.baseUrl().toString())
                .setConnectTimeout(timeoutMillis)
                .setReadTimeout(timeoutMillis)
                .setMaxNetworkRetries(0)
                .build();
    }

    /** Stripe says no, for good: the same request will be refused again. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean card;
        private final String code;

        Refused(boolean card, @Nullable String code) {
            super(code, null, false, false);
            this.card = card;
            this.code = code == null ? "refused" : code;
        }

        /** Whether it is the bank that said no. */
        boolean byCard() {
            return card;
        }

        /** Stripe's, in snake case; the bank's own when there is one. */
        String code() {
            return code;
        }
    }

    /** Holds nothing yet. */
    PaymentIntent create(PaymentId payment, Money amount) throws Refused {
        PaymentIntentCreateParams params = PaymentIntentCreateParams.builder()
                .setAmount(StripeAmount.of(amount))
                .setCurrency(amount.currency().code())
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                .addPaymentMethodType("card")
                .putMetadata("steveslist_payment", payment.value())
                .build();
        return call(() -> client.v1().paymentIntents().create(params, once(payment.value() + ":create")));
    }

    /** Nobody is there to answer a bank's question, so a card that has one is refused. */
    PaymentIntent confirm(PaymentId payment, String intent, String paymentMethodId) throws Refused {
        PaymentIntentConfirmParams params = PaymentIntentConfirmParams.builder()
                .setPaymentMethod(paymentMethodId)
                .setErrorOnRequiresAction(true)
                .build();
        return call(() -> client.v1().paymentIntents().confirm(intent, params, once(payment.value() + ":confirm")));
    }

    PaymentIntent retrieve(String intent) throws Refused {
        return call(() -> client.v1().paymentIntents().retrieve(intent));
    }

    PaymentIntent capture(PaymentId payment, String intent) throws Refused {
        return call(() -> client.v1().paymentIntents().capture(intent, once(payment.value() + ":capture")));
    }

    PaymentIntent cancel(String intent) throws Refused {
        return call(() -> client.v1().paymentIntents().cancel(intent));
    }

    /** What was tried so far under this refund's id. */
    List<Refund> refunds(String intent, RefundId refund) throws Refused {
        RefundListParams params =
                RefundListParams.builder().setPaymentIntent(intent).setLimit(ALL_OF_THEM).build();
        return call(() -> client.v1().refunds().list(params)).getData().stream()
                .filter(known -> known.getMetadata() != null && refund.value().equals(known.getMetadata().get(REFUND_ID)))
                .toList();
    }

    /** @param attempt tells tries of the same refund apart, from 0: each may be answered once */
    Refund refund(String intent, RefundId refund, Money amount, int attempt) throws Refused {
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(intent)
                .setAmount(StripeAmount.of(amount))
                .putMetadata(REFUND_ID, refund.value())
                .build();
        return call(() -> client.v1().refunds().create(params, once(refund.value() + ':' + attempt)));
    }

    /** Gives back all that is left. */
    Refund refundRest(PaymentId payment, String intent) throws Refused {
        RefundCreateParams params = RefundCreateParams.builder().setPaymentIntent(intent).build();
        return call(() -> client.v1().refunds().create(params, once(payment.value() + ":undo")));
    }

    private static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private interface Call<T> {
        T run() throws StripeException;
    }

    private static <T> T call(Call<T> call) throws Refused {
        try {
            return call.run();
        } catch (CardException e) {
            throw new Refused(true, e.getDeclineCode() == null ? e.getCode() : e.getDeclineCode());
        } catch (IdempotencyException e) {
            if (isInUse(e)) {
                throw unknown(e);
            }
            throw new IllegalArgumentException("Stripe knows this id with other values", e);
        } catch (InvalidRequestException e) {
            if (isInUse(e)) {
                throw unknown(e);
            }
            throw new Refused("payment_method".equals(e.getParam()), e.getCode());
        } catch (StripeException e) {
            throw unknown(e);
        }
    }

    /** Another try of the same request is still running there. */
    private static boolean isInUse(StripeException e) {
        return (e.getStatusCode() != null && e.getStatusCode() == CONFLICT) || "lock_timeout".equals(e.getCode());
    }

    /** Without Stripe's own message, which may quote what was sent. */
    private static PaymentOutcomeUnknownException unknown(StripeException e) {
        return new PaymentOutcomeUnknownException(
                "Stripe gave no clear answer: " + e.getClass().getSimpleName() + ", status " + e.getStatusCode(), e);
    }
}
