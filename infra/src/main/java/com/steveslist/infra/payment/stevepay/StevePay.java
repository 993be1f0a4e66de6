package com.steveslist.infra.payment.stevepay;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentOutcomeUnknownException;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import com.steveslist.infra.payment.stevepay.Ledger.Account;
import com.steveslist.infra.payment.stevepay.Ledger.Payment;
import com.steveslist.infra.payment.stevepay.Ledger.Status;
import com.steveslist.infra.payment.stevepay.Reply.BrokeOff;
import com.steveslist.infra.payment.stevepay.Reply.Hung;
import com.steveslist.infra.payment.stevepay.Reply.Said;
import com.steveslist.infra.payment.stevepay.TestCard.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A payment provider that needs no network and no money. What it does is decided by the payment method alone, and stands in books of
 * its own before it answers, so it can be asked again after any failure. The same id with another amount is an
 * {@link IllegalArgumentException}: somebody mixed two payments up. A cancelled id is declined for ever.
 */
public final class StevePay implements PaymentGateway {

    private final Ledger ledger;
    private final Duration hang;

    /** @param hang how long a card that hangs keeps its caller waiting, unless interrupted */
    public StevePay(DataSource dataSource, Duration hang) {
        this.ledger = new Ledger(dataSource);
        this.hang = hang;
    }

    @Override
    public String name() {
        return "stevepay";
    }

    @Override
    public Authorization authorize(PaymentId payment, Money amount, String paymentMethodId) {
        TestCard card = TestCard.of(paymentMethodId);
        String declineCode = card.declineCode();
        Status status = declineCode == null ? Status.AUTHORIZED : Status.DECLINED;
        return reply(() -> {
            if (ledger.open(payment, status, paymentMethodId, amount, declineCode)) {
                if (declineCode == null) {
                    ledger.transfer(payment, "authorize", null, Account.CARD, Account.HELD, amount.amountMinor());
                }
                return said(card, Operation.AUTHORIZE, authorization(payment, declineCode));
            }
            return said(card, Operation.AUTHORIZE, again(ledger.lock(payment).orElseThrow(), amount));
        });
    }

    private static Authorization again(Payment known, Money amount) {
        if (known.status() == Status.CANCELLED) {
            return new Authorization.Declined("card_declined");
        }
        checkSame(known.amount(), amount);
        return authorization(known.id(), known.declineCode());
    }

    private static Authorization authorization(PaymentId payment, @Nullable String declineCode) {
        return declineCode == null
                ? new Authorization.Authorized("sp_" + payment.value().substring(PaymentId.PREFIX.length() + 1))
                : new Authorization.Declined(declineCode);
    }

    @Override
    public Capture capture(PaymentId payment, Money amount) {
        return reply(() -> {
            Optional<Payment> known = ledger.lock(payment);
            return known.isEmpty()
                    ? new Said<>(new Capture.Refused("payment_not_authorized"))
                    : said(known.get().card(), Operation.CAPTURE, capture(known.get(), amount));
        });
    }

    private Capture capture(Payment known, Money amount) {
        return switch (known.status()) {
            case DECLINED -> new Capture.Refused("payment_not_authorized");
            case CANCELLED -> new Capture.Refused("payment_cancelled");
            case CAPTURED -> {
                checkSame(known.amount(), amount);
                yield new Capture.Captured();
            }
            case AUTHORIZED -> {
                checkSame(known.amount(), amount);
                if (known.card() == TestCard.CAPTURE_FAILS) {
                    yield new Capture.Refused("capture_failed");
                }
                ledger.transfer(known.id(), "capture", null, Account.HELD, Account.MERCHANT, amount.amountMinor());
                ledger.mark(known.id(), Status.CAPTURED);
                yield new Capture.Captured();
            }
        };
    }

    @Override
    public Cancellation cancel(PaymentId payment) {
        return reply(() -> {
            ledger.bury(payment);
            Payment known = ledger.lock(payment).orElseThrow();
            switch (known.status()) {
                case DECLINED, CANCELLED -> {}
                case AUTHORIZED -> {
                    long held = requireNonNull(known.amount()).amountMinor();
                    ledger.transfer(payment, "void", null, Account.HELD, Account.CARD, held);
                    ledger.mark(payment, Status.CANCELLED);
                }
                case CAPTURED -> {
                    long left = ledger.paidOut(payment);
                    if (left > 0) {
                        ledger.transfer(payment, "undo", null, Account.MERCHANT, Account.CARD, left);
                    }
                    ledger.mark(payment, Status.CANCELLED);
                }
            }
            return new Said<>(ledger.wasCaptured(payment) ? Cancellation.CAPTURE_UNDONE : Cancellation.VOIDED);
        });
    }

    @Override
    public RefundOutcome refund(PaymentId payment, RefundId refund, Money amount) {
        return reply(() -> {
            Optional<Payment> known = ledger.lock(payment);
            return known.isEmpty()
                    ? new Said<>(new RefundOutcome.Refused("payment_not_captured"))
                    : refund(known.get(), refund, amount);
        });
    }

    private Reply<RefundOutcome> refund(Payment known, RefundId refund, Money amount) {
        Optional<Long> before = ledger.refunded(refund);
        if (before.isPresent()) {
            checkSame(Money.of(before.get(), amount.currency().code()), amount);
            return said(known.card(), Operation.REFUND, new RefundOutcome.Refunded());
        }
        if (known.status() != Status.CAPTURED) {
            return new Said<>(new RefundOutcome.Refused("payment_not_captured"));
        }
        checkCurrency(known, amount);
        int attempts = ledger.countRequest(refund, known.id(), amount.amountMinor());
        if (known.card() == TestCard.REFUND_FAILS_ONCE && attempts == 1) {
            return new BrokeOff<>();
        }
        if (known.card() == TestCard.REFUND_FAILS) {
            return new Said<>(new RefundOutcome.Refused("refund_refused"));
        }
        if (amount.amountMinor() > ledger.paidOut(known.id())) {
            return new Said<>(new RefundOutcome.Refused("refund_exceeds_payment"));
        }
        ledger.transfer(known.id(), "refund", refund, Account.MERCHANT, Account.CARD, amount.amountMinor());
        return said(known.card(), Operation.REFUND, new RefundOutcome.Refunded());
    }

    private static <T> Reply<T> said(TestCard card, Operation operation, T answer) {
        return card.hangsAfter(operation) ? new Hung<>() : new Said<>(answer);
    }

    /** Books first, then answers as the card would have it; no connection is held while it hangs. */
    private <T> T reply(Supplier<Reply<T>> booking) {
        Reply<T> reply;
        try {
            reply = ledger.inTransaction(booking);
        } catch (DataAccessException | TransactionException e) {
            throw new PaymentOutcomeUnknownException("StevePay's books cannot be reached", e);
        }
        return switch (reply) {
            case Said<T>(T answer) -> answer;
            case BrokeOff<T> brokeOff -> throw new PaymentOutcomeUnknownException("StevePay broke off", null);
            case Hung<T> hung -> throw neverAnswered();
        };
    }

    private PaymentOutcomeUnknownException neverAnswered() {
        try {
            Thread.sleep(hang);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new PaymentOutcomeUnknownException("StevePay did not answer", null);
    }

    private static void checkSame(@Nullable Money known, Money asked) {
        if (!asked.equals(known)) {
            throw new IllegalArgumentException("StevePay knows this id with the amount " + known + ", not " + asked);
        }
    }

    private static void checkCurrency(Payment known, Money asked) {
        if (!asked.currency().equals(requireNonNull(known.amount()).currency())) {
            throw new IllegalArgumentException("StevePay took " + known.amount() + "; it cannot give back " + asked);
        }
    }
}
