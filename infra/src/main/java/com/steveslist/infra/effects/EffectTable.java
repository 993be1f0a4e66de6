package com.steveslist.infra.effects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.command.effect.Effect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The rows of effects, as one node's workers see them. Every method is one statement, and can be repeated. */
final class EffectTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> ARGUMENTS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final String worker;
    private final String lease;

    /** @param worker names this node's life; another life is another worker */
    EffectTable(DataSource dataSource, String worker, Duration lease) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.worker = worker;
        this.lease = lease.toMillis() + " milliseconds";
    }

    /** An effect that this node has a lease for. */
    record Taken(Effect effect, int attempt) {}

    /** A run that did not succeed. */
    record Failure(String id, Duration again, String error) {}

    /**
     * Adds effects in the transaction of the calling thread, some of them taken by this node at once. Returns the ids that are new.
     *
     * @param taken for each effect, whether this node takes it
     */
    List<String> insert(List<Effect> effects, boolean[] taken) {
        return jdbc.queryForList("""
                insert into process.effect (id, kind, lane, arguments, due_at, worker, lease_until, attempts)
                select id, kind, lane, arguments, due_at,
                       case when taken then ? end, case when taken then clock_timestamp() + ?::interval end, taken::integer
                from unnest(?::text[], ?::text[], ?::text[], ?::jsonb[], ?::timestamptz[], ?::boolean[])
                  as wish (id, kind, lane, arguments, due_at, taken)
                on conflict (id) do nothing
                returning id""",
                String.class,
                worker,
                lease,
                column(effects, Effect::id),
                column(effects, Effect::kind),
                column(effects, effect -> Lane.of(effect.kind()).column()),
                column(effects, effect -> json(effect.arguments())),
                column(effects, effect -> effect.dueAt().toString()),
                taken);
    }

    /** Of these ids that this node took when they were inserted, those whose rows were really committed. */
    List<String> committed(Collection<String> ids) {
        return jdbc.queryForList(
                "select id from process.effect where id = any (?) and worker = ?", String.class, array(ids), worker);
    }

    /**
     * Takes up to {@code limit} effects that are due and that nobody runs, those that wait longest first. The ids are found first, as an
     * array: a plan that looks for them again and again is not possible, however old the table's statistics are.
     *
     * @param unknown kinds that are left to other nodes
     */
    List<Taken> take(Lane lane, int limit, Collection<String> unknown) {
        return jdbc.query("""
                with due as (
                    select id from process.effect
                    where done_at is null and lane = ? and due_at <= now() and (lease_until is null or lease_until < now())
                      and kind <> all (?)
                    order by due_at limit ? for update skip locked)
                update process.effect
                set worker = ?, lease_until = clock_timestamp() + ?::interval, attempts = attempts + 1
                where id = any (array(select id from due))
                returning id, kind, arguments, due_at, attempts""", TAKEN, lane.column(), array(unknown), limit, worker, lease);
    }

    /** Prolongs the leases of effects that are still running here. */
    void prolong(Collection<String> ids) {
        jdbc.update("""
                update process.effect set lease_until = clock_timestamp() + ?::interval
                where id = any (?) and worker = ? and done_at is null""", lease, array(ids), worker);
    }

    /** Done is done, also when another node has taken the lease meanwhile. The arguments are not needed any more. */
    void done(Collection<String> ids) {
        jdbc.update("""
                update process.effect
                set done_at = now(), worker = null, lease_until = null, last_error = null, arguments = '{}'
                where id = any (?) and done_at is null""", array(ids));
    }

    /** Gives effects back, to be tried again later by whoever is free then. */
    void failed(List<Failure> failures) {
        jdbc.update("""
                update process.effect
                set worker = null, lease_until = null, due_at = clock_timestamp() + wait * interval '1 millisecond', last_error = error
                from unnest(?::text[], ?::bigint[], ?::text[]) as failure (failed_id, wait, error)
                where id = failed_id and worker = ? and done_at is null""",
                failures.stream().map(Failure::id).toArray(String[]::new),
                failures.stream().map(failure -> failure.again().toMillis()).toArray(Long[]::new),
                failures.stream().map(Failure::error).toArray(String[]::new),
                worker);
    }

    /** Gives back what this node took and has not begun: others may run it at once. */
    void giveBack(Collection<String> ids) {
        jdbc.update("""
                update process.effect set worker = null, lease_until = null, attempts = attempts - 1
                where id = any (?) and worker = ? and done_at is null""", array(ids), worker);
    }

    /** Forgets up to {@code limit} effects that were done that long ago. Returns how many. */
    int forget(Duration doneBefore, int limit) {
        return jdbc.update("""
                delete from process.effect where id in (
                    select id from process.effect where done_at < now() - ?::interval limit ? for update skip locked)""",
                doneBefore.toMillis() + " milliseconds", limit);
    }

    private static final RowMapper<Taken> TAKEN = (row, number) -> new Taken(effect(row), row.getInt("attempts"));

    private static Effect effect(ResultSet row) throws SQLException {
        return new Effect(
                row.getString("id"),
                row.getString("kind"),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                arguments(row.getString("arguments")));
    }

    private static String json(Map<String, String> arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("arguments cannot be written", e);
        }
    }

    private static Map<String, String> arguments(String json) {
        try {
            return JSON.readValue(json, ARGUMENTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("arguments cannot be read", e);
        }
    }

    private static String[] column(List<Effect> effects, Function<Effect, String> value) {
        return effects.stream().map(value).toArray(String[]::new);
    }

    /** Not typed as an array, or it would be taken for several parameters. */
    private static Object array(Collection<String> values) {
        return values.toArray(String[]::new);
    }
}
