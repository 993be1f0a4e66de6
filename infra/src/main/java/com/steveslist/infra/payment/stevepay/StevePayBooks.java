package com.steveslist.infra.payment.stevepay;

import com.steveslist.events.money.Currency;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** StevePay's books, to be read: what the provider says of us, for comparison with what we say of it. Amounts are minor units. */
public final class StevePayBooks {

    private final JdbcClient jdbc;

    public StevePayBooks(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Where one payment's money stands.
     *
     * @param held set aside, neither captured nor let go
     * @param captured paid out, given back or not
     * @param refunded given back of what was captured, by refunds or by a cancellation
     */
    public record Balance(PaymentId payment, Currency currency, long held, long captured, long refunded) {}

    /** Sums over all payments in one currency. */
    public record Totals(long held, long captured, long refunded) {}

    /** Every payment under whose id money was ever held, in the order of ids. */
    public List<Balance> balances() {
        return balances("true");
    }

    /** Payments whose money is still set aside. When nothing is under way, there are none. */
    public List<Balance> openAuthorizations() {
        return balances("held_minor > 0");
    }

    public Optional<Balance> balance(PaymentId payment) {
        return jdbc.sql(select("payment_id = :id")).param("id", payment.value()).query(StevePayBooks::read).optional();
    }

    /** By currency. */
    public Map<Currency, Totals> totals() {
        Map<Currency, Totals> totals = new TreeMap<>(Comparator.comparing(Currency::code));
        jdbc.sql("""
                        select currency, sum(held_minor) as held, sum(captured_minor) as captured, sum(refunded_minor) as refunded
                        from balance where currency is not null group by currency""").query(row -> {
            totals.put(
                    new Currency(row.getString("currency")),
                    new Totals(row.getLong("held"), row.getLong("captured"), row.getLong("refunded")));
        });
        return totals;
    }

    /** What was given back under each refund's id; cancellations are not among them. */
    public Map<RefundId, Long> refunds() {
        Map<RefundId, Long> refunds = new HashMap<>();
        jdbc.sql("select refund_id, amount_minor from transfer where kind = 'refund'").query(row -> {
            refunds.put(new RefundId(row.getString("refund_id")), row.getLong("amount_minor"));
        });
        return refunds;
    }

    private List<Balance> balances(String condition) {
        return jdbc.sql(select(condition)).query(StevePayBooks::read).list();
    }

    private static String select(String condition) {
        return "select payment_id, currency, held_minor, captured_minor, refunded_minor from balance "
                + "where status in ('authorized', 'captured', 'cancelled') and currency is not null and " + condition
                + " order by payment_id";
    }

    private static Balance read(ResultSet row, int number) throws SQLException {
        return new Balance(
                new PaymentId(row.getString("payment_id")),
                new Currency(row.getString("currency")),
                row.getLong("held_minor"),
                row.getLong("captured_minor"),
                row.getLong("refunded_minor"));
    }
}
