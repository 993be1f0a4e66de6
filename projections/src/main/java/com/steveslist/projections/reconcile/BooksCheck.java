package com.steveslist.projections.reconcile;

import com.steveslist.events.payment.PaymentId;
import com.steveslist.infra.payment.stevepay.StevePayBooks;
import com.steveslist.infra.payment.stevepay.StevePayBooks.Balance;
import com.steveslist.projections.reconcile.Check.Differences;
import com.steveslist.projections.reconcile.Ledger.Payment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The provider's own books against ours. */
final class BooksCheck {
    private static final Amounts NOTHING = new Amounts(0, 0, 0);

    private final Ledger ledger;
    private final StevePayBooks books;

    BooksCheck(Ledger ledger, StevePayBooks books) {
        this.ledger = ledger;
        this.books = books;
    }

    /** Minor units. */
    private record Amounts(long held, long captured, long refunded) {
        @Override
        public String toString() {
            return held + " held, " + captured + " captured, " + refunded + " refunded";
        }
    }

    List<Check> all() {
        return List.of(payments(), refunds(), open());
    }

    private Check payments() {
        Map<String, Amounts> theirs = new HashMap<>();
        for (Balance balance : books.balances()) {
            theirs.put(balance.payment().value(), new Amounts(balance.held(), balance.captured(), balance.refunded()));
        }
        Differences differences = new Differences();
        ledger.payments.forEach((id, payment) -> {
            Amounts their = theirs.remove(id);
            differences.compare(ours(payment), their == null ? NOTHING : their, id);
        });
        theirs.forEach((id, amounts) -> differences.compare(NOTHING, amounts, id + ", which we do not know"));
        return Check.of("provider's books = our payments", ledger.payments.size() + " payments", differences);
    }

    private static Amounts ours(Payment payment) {
        return new Amounts(payment.held, payment.captured, payment.refunded);
    }

    private Check refunds() {
        Map<String, Long> theirs = new HashMap<>();
        books.refunds().forEach((id, amount) -> theirs.put(id.value(), amount));
        Differences differences = new Differences();
        ledger.refunds.forEach((id, refund) -> {
            Long their = theirs.remove(id);
            differences.compare("succeeded".equals(refund.status) ? refund.amount : 0L, their == null ? 0L : their, id);
        });
        theirs.forEach((id, amount) -> differences.compare(0L, amount, id + ", which we do not know"));
        return Check.of("provider's refunds = our refunds", ledger.refunds.size() + " refunds", differences);
    }

    private Check open() {
        Differences differences = new Differences();
        for (Balance balance : books.openAuthorizations()) {
            PaymentId payment = balance.payment();
            differences.add(payment + " still holds " + balance.held() + " " + balance.currency());
        }
        return Check.of("authorisations the provider still holds", books.totals().size() + " currencies", differences);
    }
}
