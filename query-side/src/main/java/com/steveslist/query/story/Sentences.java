package com.steveslist.query.story;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.access.AccessEvent;
import com.steveslist.events.account.AccountEvent;
import com.steveslist.events.checkout.CheckoutEvent;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.payment.PaymentEvent;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.staff.StaffEvent;
import java.util.Locale;

/**
 * Says in one sentence what an event means. Each vocabulary has a switch of its own without a default, so an event that has no sentence does
 * not compile.
 */
public final class Sentences {

    private Sentences() {}

    /** Plain English on one line. The same event with the same context has the same sentence. */
    public static String of(RecordedEvent recorded, StoryContext context) {
        DomainEvent event = recorded.event();
        String sentence = switch (event) {
            case AccountEvent about -> AccountSentences.of(about, context);
            case ListingEvent about -> ListingSentences.of(about, context);
            case CheckoutEvent about -> CheckoutSentences.of(about, context);
            case OrderEvent about -> OrderSentences.of(about, context);
            case PaymentEvent about -> PaymentSentences.of(about, context);
            case RefundEvent about -> RefundSentences.of(about, context);
            case StaffEvent about -> AccountSentences.of(about);
            case AccessEvent about -> AccountSentences.of(about);
            default -> throw new IllegalArgumentException("no vocabulary that stories know: " + recorded.envelope().type());
        };
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
