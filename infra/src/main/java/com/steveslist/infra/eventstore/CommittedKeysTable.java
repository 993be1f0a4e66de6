package com.steveslist.infra.eventstore;

import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.events.log.LogPosition;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Idempotency keys and claims as {@code append()} committed them. */
final class CommittedKeysTable implements CommittedKeys {

    private final JdbcTemplate jdbc;

    CommittedKeysTable(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public Optional<Committed> find(String scope, String key) {
        return jdbc.query(
                "select k.fingerprint, k.stream, k.version, k.resource_id, e.epoch, e.position from idempotency_key k"
                        + " join event e on e.stream = k.stream and e.version = k.version where k.hash = ?",
                (row, n) -> new Committed(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        new LogPosition(row.getInt(5), row.getLong(6)),
                        row.getString(4)),
                (Object) IdempotencyHash.of(scope, key))
                .stream().findFirst();
    }

    @Override
    public Optional<String> holderOf(String claimKind, String hash) {
        return jdbc.queryForList("select holder from claim where kind = ? and hash = ?", String.class, claimKind, hash)
                .stream().findFirst();
    }
}
