package com.steveslist.command.testing;

import com.steveslist.command.payment.PaymentGateway;
import com.steveslist.command.payment.PaymentOutcomeUnknownException;
import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A payment provider with books of its own, that may break off before or after it has done what it was asked. A forgetful one does
 * not keep to the port's word that what was cancelled stays cancelled. Payment methods say what it does: {@code ok}, {@code declined},
 * {@code capture_fails}.
 */
public final class FlakyProvider implements PaymentGateway {

    /** What it knows of one payment. */
    public static final class Account {

        public long held;
        public long captured;
        public long refunded;
        private boolean cancelled;
        private final Set<RefundId> refunds = new HashSet<>();
        private String method = "ok";
    }

    private final Map<PaymentId, Account> books = new HashMap<>();
    private Random chance = new Random(0);
    private double breaksOff;
    private boolean forgetful;
    private boolean refusesRefunds;
    private Runnable meanwhile = () -> {};

    public void refuseRefunds(boolean refuses) {
        refusesRefunds = refuses;
    }

    public void forget(boolean cancellations) {
        forgetful = cancellations;
    }

    public boolean isForgetful() {
        return forgetful;
    }

    /** What others do between the provider's answer and its arrival. */
    public void beforeAnswer(Runnable others) {
        meanwhile = others;
    }

    /** From now on, so many of all calls break off. */
    public void breakOff(double share, Random random) {
        breaksOff = share;
        chance = random;
    }

    public Account books(PaymentId payment) {
        return books.computeIfAbsent(payment, id -> new Account());
    }

    @Override
    public String name() {
        return "flaky";
    }

    @Override
    public Authorization authorize(PaymentId payment, Money amount, String method) {
        return flaky(() -> {
            Account account = books(payment);
            account.method = method;
            if (account.cancelled && !forgetful || method.equals("declined")) {
                return new Authorization.Declined("card_declined");
            }
            if (account.captured == 0) {
                account.held = amount.amountMinor();
            }
            return new Authorization.Authorized("ref");
        });
    }

    @Override
    public Capture capture(PaymentId payment, Money amount) {
        return flaky(() -> {
            Account account = books(payment);
            if (account.method.equals("capture_fails") || account.held == 0 && account.captured == 0) {
                return new Capture.Refused("capture_failed");
            }
            account.held = 0;
            account.captured = amount.amountMinor();
            return new Capture.Captured();
        });
    }

    @Override
    public Cancellation cancel(PaymentId payment) {
        return flaky(() -> {
            Account account = books(payment);
            account.cancelled = true;
            account.held = 0;
            account.refunded = account.captured;
            return account.captured > 0 ? Cancellation.CAPTURE_UNDONE : Cancellation.VOIDED;
        });
    }

    @Override
    public RefundOutcome refund(PaymentId payment, RefundId refund, Money amount) {
        return flaky(() -> {
            Account account = books(payment);
            if (refusesRefunds) {
                return new RefundOutcome.Refused("refund_failed");
            }
            if (account.refunds.add(refund)) {
                account.refunded += amount.amountMinor();
            }
            return new RefundOutcome.Refunded();
        });
    }

    private <T> T flaky(Supplier<T> call) {
        meanwhile.run();
        boolean breaks = chance.nextDouble() < breaksOff;
        if (breaks && chance.nextBoolean()) {
            throw new PaymentOutcomeUnknownException("broke off before", null);
        }
        T answer = call.get();
        meanwhile.run();
        if (breaks) {
            throw new PaymentOutcomeUnknownException("broke off after", null);
        }
        return answer;
    }
}
