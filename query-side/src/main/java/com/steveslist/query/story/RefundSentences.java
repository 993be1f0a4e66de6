package com.steveslist.query.story;

import com.steveslist.events.refund.RefundEvent;

/** What happens to refunds. */
final class RefundSentences {

    private RefundSentences() {}

    static String of(RefundEvent event, StoryContext context) {
        String refund = event.refundId().value();
        return switch (event) {
            case RefundEvent.Requested it -> "refund %s was agreed: %s of order %s go back to %s%s.".formatted(
                    refund, Words.money(it.amount()), it.orderId().value(), context.buyer(it.buyerId()),
                    it.reason() == null ? "" : "; the reason given is " + context.personal(it.reason()));
            case RefundEvent.Succeeded it -> "refund %s is paid: %s went back.".formatted(refund, Words.money(it.amount()));
            case RefundEvent.Failed it -> "refund %s failed, and %s stayed where they were: the provider said %s.".formatted(
                    refund, Words.money(it.amount()), Words.code(it.code()));
            case RefundEvent.Retried it ->
                "refund %s of %s is tried again, for the %s time.".formatted(refund, Words.money(it.amount()), ordinal(it.attempt()));
        };
    }

    private static String ordinal(int number) {
        boolean teen = number / 10 % 10 == 1;
        return number + (teen ? "th" : switch (number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        });
    }
}
