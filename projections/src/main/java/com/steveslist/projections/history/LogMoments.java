package com.steveslist.projections.history;

import com.steveslist.events.log.LogPosition;
import com.steveslist.events.log.ShownTime;
import com.steveslist.query.history.Moment;
import com.steveslist.query.history.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds moments in the log's own tables. */
public final class LogMoments implements Moments {

    private static final Moment BEFORE_ALL = new Moment(LogPosition.START, Instant.EPOCH);

    /** No append takes so long: the server ends it before. */
    private static final Duration APPEND = Duration.ofSeconds(60);

    /** So that a millisecond that was not over is. */
    private static final Duration A_LITTLE = Duration.ofNanos(100_000);

    private static final String AT = """
            select e.epoch, e.position, e.recorded_at, clock_timestamp() as now, (select max(position) from event) as last
            from position_at(?::timestamptz) as p (position) left join event e on e.position = p.position
            """;

    private final JdbcTemplate sql;

    /** @param dataSource whose search path begins with the log's schema */
    public LogMoments(DataSource dataSource) {
        this.sql = new JdbcTemplate(dataSource);
    }

    /** The last event up to a time, the database's own time, and whether more may come that was recorded before. */
    private record Last(Found found, Instant now, boolean isEnd) {}

    @Override
    public Moment last() {
        return sql.query("select epoch, position, recorded_at from event order by position desc limit 1", (row, n) -> moment(row)).stream()
                .findFirst()
                .orElse(BEFORE_ALL);
    }

    @Override
    public Found at(Instant time) {
        Instant end = ShownTime.lastOf(time);
        Last last = last(end);
        if (time.isAfter(last.now())) {
            return new Found.None(Missing.AHEAD);
        }
        if (!last.isEnd() || Duration.between(end, last.now()).compareTo(APPEND) > 0) {
            return last.found();
        }
        while (!end.isBefore(last.now())) {
            LockSupport.parkNanos(Duration.between(last.now(), end).plus(A_LITTLE).toNanos());
            last = last(end);
        }
        // What is being appended has its time already. Once its lock was had, it is to be seen, and what comes is recorded later.
        sql.query("select pg_advisory_xact_lock_shared(hashtextextended('eventstore.append', 0))", row -> {});
        return last(end).found();
    }

    private Last last(Instant time) {
        return sql.query(AT, (row, n) -> {
            Found found = row.getObject(2) == null
                    ? new Found.None(Missing.BEFORE_LOG)
                    : new Found.Known(moment(row));
            return new Last(found, instant(row, 4), row.getLong(2) == row.getLong(5));
        }, time.toString()).getFirst();
    }

    @Override
    public Found after(LogPosition seen) {
        if (seen.position() == 0) {
            return new Found.Known(BEFORE_ALL);
        }
        Long lostFrom = sql.queryForObject("select min(first_position) from epoch where epoch > ?", Long.class, seen.epoch());
        if (lostFrom != null && seen.position() >= lostFrom) {
            return new Found.None(Missing.TAKEN_BACK);
        }
        return after(seen.position());
    }

    @Override
    public Found after(long position) {
        Optional<Moment> event =
                sql.query("select epoch, position, recorded_at from event where position = ?", (row, n) -> moment(row), position)
                        .stream()
                        .findFirst();
        return event.<Found>map(Found.Known::new).orElseGet(() -> new Found.None(Missing.AHEAD));
    }

    private static Moment moment(ResultSet row) throws SQLException {
        return new Moment(new LogPosition(row.getInt(1), row.getLong(2)), instant(row, 3));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
