package com.steveslist.api.erasure;

import com.steveslist.api.http.Json;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ErasureDemand;
import com.steveslist.events.account.ErasureId;
import com.steveslist.events.envelope.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of erasures. */
@Component
final class Erasures {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    /** Longer than any step takes; a node that dies in one leaves it to the others after this. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Semaphore bell = new Semaphore(0);

    Erasures(@Qualifier("securityJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a demand; the one that there is, when somebody asked before. */
    Erasure demand(AccountId account, ErasureDemand by, Actor actor, String requestId, @Nullable String reason) {
        Demands.insert(jdbc, ErasureId.next(), account, by, actor, requestId, reason);
        bell.release();
        return jdbc.sql("select * from erasures where account_id = ? and step <> 'refused'")
                .param(account.value())
                .query(Erasures::row)
                .single();
    }

    Optional<Erasure> find(ErasureId id) {
        return jdbc.sql("select * from erasures where id = ?").param(id.value()).query(Erasures::row).optional();
    }

    /** Takes one that is due, for as long as a step may take. */
    Optional<Erasure> take() {
        return jdbc.sql("""
                        update erasures set tries = tries + 1, due_at = clock_timestamp() + ? * interval '1 millisecond'
                        where id = (
                            select id from erasures where due_at <= clock_timestamp() and step not in ('done', 'refused')
                            order by due_at limit 1 for update skip locked)
                        returning *""")
                .param(LEASE.toMillis())
                .query(Erasures::row)
                .optional();
    }

    /**
     * On to a step, after a pause. This and what follows changes nothing when the erasure is at another step by now, since whoever took it
     * up after the lease was faster.
     */
    void next(Erasure erasure, Erasure.Step step, Duration pause) {
        update(erasure, jdbc.sql("""
                        update erasures set step = :next, tries = 0, due_at = clock_timestamp() + :pause * interval '1 millisecond',
                            ended_at = case when :done then clock_timestamp() end,
                            email_hash = case when :done then null else email_hash end
                        where id = :id and step = :step""")
                .param("next", code(step))
                .param("pause", pause.toMillis())
                .param("done", step == Erasure.Step.DONE));
        if (pause.isZero()) {
            bell.release();
        }
    }

    /** The same step again, later. */
    void later(Erasure erasure, Duration pause) {
        update(erasure, jdbc.sql("""
                        update erasures set due_at = clock_timestamp() + :pause * interval '1 millisecond'
                        where id = :id and step = :step""")
                .param("pause", pause.toMillis()));
    }

    void refused(Erasure erasure, List<String> open) {
        update(erasure, jdbc.sql("""
                        update erasures set step = 'refused', open = :open, ended_at = clock_timestamp()
                        where id = :id and step = :step""")
                .param("open", open.toArray(new String[0])));
    }

    private static void update(Erasure erasure, JdbcClient.StatementSpec statement) {
        if (statement.param("id", erasure.id().value()).param("step", code(erasure.step())).update() == 0) {
            LOG.warn("{} has left {} meanwhile: somebody else was faster, which is no harm", erasure.id(), erasure.step());
        }
    }

    /** So that what waits under the address is found once nobody knows it any more. */
    void emailHash(Erasure erasure, String hash) {
        update(erasure, jdbc.sql("update erasures set email_hash = :hash where id = :id and step = :step").param("hash", hash));
    }

    /** Adds to what went; in the transaction in which it goes. */
    void deleted(Erasure erasure, Map<String, Long> counts) {
        Map<String, Long> all = new TreeMap<>(find(erasure.id()).orElseThrow().deleted());
        counts.forEach((kind, rows) -> all.merge(kind, rows, Long::sum));
        jdbc.sql("update erasures set deleted = ?::jsonb where id = ?")
                .params(Json.tree(all).toString(), erasure.id().value())
                .update();
    }

    /** Returns when something may be due. */
    void await(Duration longest) throws InterruptedException {
        if (bell.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
    }

    private static String code(Erasure.Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    private static Erasure row(ResultSet row, int number) throws SQLException {
        Map<String, Long> deleted = new TreeMap<>();
        Json.read(row.getString("deleted")).properties().forEach(member -> deleted.put(member.getKey(), member.getValue().asLong()));
        return new Erasure(
                new ErasureId(row.getString("id")),
                new AccountId(row.getString("account_id")),
                ErasureDemand.valueOf(row.getString("demanded_by").toUpperCase(Locale.ROOT)),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)), row.getString("actor_id")),
                row.getString("request_id"),
                row.getString("reason"),
                Erasure.Step.valueOf(row.getString("step").toUpperCase(Locale.ROOT)),
                row.getInt("tries"),
                List.of((String[]) row.getArray("open").getArray()),
                deleted,
                row.getString("email_hash"),
                row.getObject("demanded_at", OffsetDateTime.class).toInstant());
    }
}
