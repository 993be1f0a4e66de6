package com.steveslist.infra.payment.stripe;

import com.steveslist.events.payment.PaymentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which PaymentIntent belongs to which payment, and which payments must never be confirmed any more. */
final class Intents {

    private static final String COLUMNS = "intent_id, decline_code, cancelled";

    private final JdbcClient jdbc;

    Intents(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * @param id null when the payment was cancelled before an intent was made
     * @param declineCode in our words, once the card was declined
     */
    record Intent(@Nullable String id, @Nullable String declineCode, boolean cancelled) {}

    Optional<Intent> find(PaymentId payment) {
        return jdbc.sql("select " + COLUMNS + " from process.stripe_intent where payment_id = :payment")
                .param("payment", payment.value())
                .query(Intents::read)
                .optional();
    }

    /** Notes the intent, unless the payment has one or was cancelled meanwhile. Returns what counts. */
    Intent note(PaymentId payment, String intentId) {
        jdbc.sql("insert into process.stripe_intent (payment_id, intent_id) values (:payment, :intent) on conflict do nothing")
                .param("payment", payment.value())
                .param("intent", intentId)
                .update();
        return find(payment).orElseThrow();
    }

    void declined(PaymentId payment, String code) {
        jdbc.sql("update process.stripe_intent set decline_code = :code where payment_id = :payment")
                .param("payment", payment.value())
                .param("code", code)
                .update();
    }

    /** From now on the payment is never confirmed or captured, whether it has an intent or not. */
    Intent cancelled(PaymentId payment) {
        return jdbc.sql("insert into process.stripe_intent (payment_id, cancelled) values (:payment, true) "
                + "on conflict (payment_id) do update set cancelled = true returning " + COLUMNS)
                .param("payment", payment.value())
                .query(Intents::read)
                .single();
    }

    private static Intent read(ResultSet row, int number) throws SQLException {
        return new Intent(row.getString("intent_id"), row.getString("decline_code"), row.getBoolean("cancelled"));
    }
}
