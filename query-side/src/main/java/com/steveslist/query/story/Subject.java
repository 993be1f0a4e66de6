package com.steveslist.query.story;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a story is about. */
public record Subject(Kind kind, String id) {

    /** The kinds of things that have a story. */
    public enum Kind {
        ORDER(OrderId.PREFIX, OrderId::new),
        LISTING(ListingId.PREFIX, ListingId::new),
        CHECKOUT(CheckoutId.PREFIX, CheckoutId::new),
        PAYMENT(PaymentId.PREFIX, PaymentId::new),
        REFUND(RefundId.PREFIX, RefundId::new),
        ACCOUNT(AccountId.PREFIX, AccountId::new);

        private final String prefix;
        private final Consumer<String> form;

        Kind(String prefix, Consumer<String> form) {
            this.prefix = prefix;
            this.form = form;
        }

        /** As people write it: {@code order}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether {@code id} has the form of this kind's. */
        boolean fits(String id) {
            try {
                form.accept(id);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /** The kind is told by the id. Throws {@link IllegalArgumentException} that names the known forms. */
    public static Subject of(String id) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.fits(id))
                .findFirst()
                .map(kind -> new Subject(kind, id))
                .orElseThrow(() -> new IllegalArgumentException(Words.visible(id) + " is no id that has a story: give one such as "
                        + Arrays.stream(Kind.values()).map(kind -> kind.prefix + "_…").collect(Collectors.joining(", "))));
    }
}
