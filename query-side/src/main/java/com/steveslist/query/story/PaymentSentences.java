package com.steveslist.query.story;

import com.steveslist.events.payment.PaymentEvent;

/** What happens to payments. */
final class PaymentSentences {

    private PaymentSentences() {}

    static String of(PaymentEvent event, StoryContext context) {
        String payment = event.paymentId().value();
        return switch (event) {
            case PaymentEvent.Requested it -> "the provider is asked to hold %s of %s for %s, with %s, as payment %s.".formatted(
                    Words.money(it.amount()), context.buyer(it.payerId()), subject(it.subject()), Words.visible(it.paymentMethodId()),
                    payment);
            case PaymentEvent.Authorized it -> "the provider holds %s for payment %s.".formatted(Words.money(it.amount()), payment);
            case PaymentEvent.Declined it -> "the provider refused payment %s: %s.".formatted(payment, Words.code(it.code()));
            case PaymentEvent.Captured it -> "%s of payment %s were taken: the money is paid.".formatted(Words.money(it.amount()), payment);
            case PaymentEvent.Failed it -> "the provider held the money of payment %s but would not pay it out: %s.".formatted(
                    payment, Words.code(it.code()));
            case PaymentEvent.Voided _ -> "the provider holds nothing any more for payment %s.".formatted(payment);
            case PaymentEvent.Refunded it -> refunded(it);
        };
    }

    private static String subject(String subject) {
        return Subject.Kind.CHECKOUT.fits(subject) ? "checkout " + subject : Words.visible(subject);
    }

    private static String refunded(PaymentEvent.Refunded it) {
        if (it.refundId() == null) {
            return "%s of payment %s, taken too late, were given back.".formatted(Words.money(it.amount()), it.paymentId().value());
        }
        return "the provider gave back %s of payment %s, for refund %s.".formatted(
                Words.money(it.amount()), it.paymentId().value(), it.refundId().value());
    }
}
