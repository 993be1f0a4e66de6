package com.steveslist.api.twofactor;

import com.steveslist.api.security.Sealer;
import com.steveslist.events.account.AccountId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which accounts ask for a code, and whether a code is right. Counting wrong ones is the caller's. */
@Component
public final class TwoFactor {

    private static final Pattern APP_CODE = Pattern.compile("[0-9]{6}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Sealer sealer;
    private final RecoveryCodes recoveryCodes;

    TwoFactor(
            @Qualifier("securityJdbc") JdbcClient jdbc,
            @Qualifier("securityTransactions") TransactionTemplate transactions,
            Sealer sealer,
            RecoveryCodes recoveryCodes) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.sealer = sealer;
        this.recoveryCodes = recoveryCodes;
    }

    /** @param confirmedAt since when it protects; null while the app has not shown a first code */
    private record Row(byte[] sealed, @Nullable Instant confirmedAt, long lastStep) {}

    /** Whether signing in takes a code. */
    public boolean isOn(AccountId account) {
        return confirmedAt(account).isPresent();
    }

    /** Since when signing in takes a code; empty when it does not. */
    Optional<Instant> confirmedAt(AccountId account) {
        return find(account).map(Row::confirmedAt);
    }

    /** Whether a code of the app or a recovery code is right. Either works once, on all nodes together. */
    public boolean accepts(AccountId account, String code) {
        return APP_CODE.matcher(code).matches()
                ? find(account).filter(row -> row.confirmedAt() != null).map(row -> take(account, row, code)).orElse(false)
                : recoveryCodes.use(account, code);
    }

    /** A new secret, which protects nothing until {@link #confirm}; empty when the second factor is on already. */
    Optional<byte[]> begin(AccountId account) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        RANDOM.nextBytes(secret);
        int rows = jdbc.sql("""
                        insert into two_factor as known (account_id, secret) values (?, ?)
                        on conflict (account_id) do update set secret = excluded.secret, last_step = 0 where known.confirmed_at is null""")
                .params(account.value(), sealer.seal(secret, account.value()))
                .update();
        return rows == 1 ? Optional.of(secret) : Optional.empty();
    }

    /** Whether it was begun and waits for its first code. */
    boolean isWaiting(AccountId account) {
        return find(account).filter(row -> row.confirmedAt() == null).isPresent();
    }

    /** Switches it on when the app's code is right: ten recovery codes, shown this once; empty when the code is wrong. */
    Optional<List<String>> confirm(AccountId account, String code) {
        return Objects.requireNonNull(transactions.execute(status -> {
            boolean right = find(account).filter(row -> row.confirmedAt() == null).map(row -> take(account, row, code)).orElse(false);
            if (!right) {
                return Optional.empty();
            }
            jdbc.sql("update two_factor set confirmed_at = clock_timestamp() where account_id = ?").param(account.value()).update();
            return Optional.of(recoveryCodes.renew(account));
        }));
    }

    /** Ten new recovery codes, shown this once; those before work no longer. Empty when the second factor is off. */
    Optional<List<String>> renewRecoveryCodes(AccountId account) {
        return Objects.requireNonNull(transactions.execute(status -> {
            // The row is held, so that of two at once the codes of one are left, and none stay of a factor that is just switched off.
            boolean on = jdbc.sql("select account_id from two_factor where account_id = ? and confirmed_at is not null for update")
                    .param(account.value())
                    .query(String.class)
                    .optional()
                    .isPresent();
            return on ? Optional.of(recoveryCodes.renew(account)) : Optional.empty();
        }));
    }

    int recoveryCodesLeft(AccountId account) {
        return recoveryCodes.left(account);
    }

    void remove(AccountId account) {
        jdbc.sql("delete from two_factor where account_id = ?").param(account.value()).update();
    }

    /** The step is taken by whoever moves it forward first. */
    private boolean take(AccountId account, Row row, String code) {
        OptionalLong step = Totp.match(sealer.open(row.sealed(), account.value()), code, Instant.now(), row.lastStep());
        return step.isPresent() && jdbc.sql("update two_factor set last_step = ? where account_id = ? and last_step < ?")
                .params(step.getAsLong(), account.value(), step.getAsLong())
                .update() == 1;
    }

    private Optional<Row> find(AccountId account) {
        return jdbc.sql("select secret, confirmed_at, last_step from two_factor where account_id = ?")
                .param(account.value())
                .query((row, n) -> new Row(
                        row.getBytes("secret"),
                        row.getTimestamp("confirmed_at") == null ? null : row.getTimestamp("confirmed_at").toInstant(),
                        row.getLong("last_step")))
                .optional();
    }
}
