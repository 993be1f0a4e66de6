package com.steveslist.infra.payment.stevepay;

import static java.util.Objects.requireNonNull;

import com.steveslist.events.money.Money;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** StevePay's tables. A payment that was found is locked until the transaction ends, so what follows from it is decided alone. */
final class Ledger {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Ledger(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** @param amount null when it was cancelled before it was ever authorised */
    record Payment(
            PaymentId id, Status status, TestCard card, @Nullable Money amount, @Nullable String declineCode) {}

    /** As in the column, in upper case. */
    enum Status {
        AUTHORIZED,
        DECLINED,
        CAPTURED,
        CANCELLED
    }

    /** Where money stands, as in the columns. */
    enum Account {
        CARD,
        HELD,
        MERCHANT
    }

    <T> T inTransaction(Supplier<T> work) {
        return requireNonNull(transaction.execute(status -> work.get()));
    }

    /** False when the id was used before: nothing was written. */
    boolean open(PaymentId id, Status status, String paymentMethodId, Money amount, @Nullable String declineCode) {
        return jdbc.sql("""
                        insert into payment (id, status, card, amount_minor, currency, decline_code)
                        values (:id, :status, :card, :amount, :currency, :code) on conflict (id) do nothing""")
                .param("id", id.value())
                .param("status", column(status))
                .param("card", paymentMethodId)
                .param("amount", amount.amountMinor())
                .param("currency", amount.currency().code())
                .param("code", declineCode)
                .update() == 1;
    }

    /** Makes sure that the id is known; one that was not is cancelled before it was ever used. */
    void bury(PaymentId id) {
        jdbc.sql("insert into payment (id, status) values (:id, 'cancelled') on conflict (id) do nothing")
                .param("id", id.value())
                .update();
    }

    Optional<Payment> lock(PaymentId id) {
        return jdbc.sql("select status, card, amount_minor, currency, decline_code from payment where id = :id for update")
                .param("id", id.value())
                .query((row, number) -> {
                    String currency = row.getString("currency");
                    String card = row.getString("card");
                    return new Payment(
                            id,
                            Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                            card == null ? TestCard.DECLINED : TestCard.of(card),
                            currency == null ? null : Money.of(row.getLong("amount_minor"), currency),
                            row.getString("decline_code"));
                })
                .optional();
    }

    void mark(PaymentId id, Status status) {
        jdbc.sql("update payment set status = :status where id = :id")
                .param("id", id.value())
                .param("status", column(status))
                .update();
    }

    void transfer(PaymentId id, String kind, @Nullable RefundId refund, Account from, Account to, long amountMinor) {
        jdbc.sql("""
                insert into transfer (payment_id, kind, refund_id, from_account, to_account, amount_minor)
                values (:payment, :kind, :refund, :from, :to, :amount)""")
                .param("payment", id.value())
                .param("kind", kind)
                .param("refund", refund == null ? null : refund.value())
                .param("from", column(from))
                .param("to", column(to))
                .param("amount", amountMinor)
                .update();
    }

    /** What was given back under this refund's id; empty when nothing was. */
    Optional<Long> refunded(RefundId refund) {
        return jdbc.sql("select amount_minor from transfer where refund_id = :refund")
                .param("refund", refund.value())
                .query(Long.class)
                .optional();
    }

    /** What the merchant still has of a payment, in minor units. */
    long paidOut(PaymentId id) {
        return jdbc.sql("select captured_minor - refunded_minor from balance where payment_id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    boolean wasCaptured(PaymentId id) {
        return jdbc.sql("select exists (select from transfer where payment_id = :id and kind = 'capture')")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** Counts a request for a refund; returns how many there were, this one included. */
    int countRequest(RefundId refund, PaymentId id, long amountMinor) {
        return jdbc.sql("""
                insert into refund_request (refund_id, payment_id, amount_minor, attempts) values (:refund, :payment, :amount, 1)
                on conflict (refund_id) do update set attempts = refund_request.attempts + 1 returning attempts""")
                .param("refund", refund.value())
                .param("payment", id.value())
                .param("amount", amountMinor)
                .query(Integer.class)
                .single();
    }

    private static String column(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
