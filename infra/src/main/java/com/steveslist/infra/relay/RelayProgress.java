package com.steveslist.infra.relay;

import com.steveslist.events.log.LogPosition;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the relay stored after each batch: a position, and the end of every partition when everything up to it was in the topic. */
public final class RelayProgress {

    /** Rows older than this are thinned out to one in this many positions, so that they grow a thousand times slower than the log. */
    private static final String THINNED_AFTER = "10 minutes";
    private static final int KEPT_ONE_IN = 1_000;

    private final JdbcTemplate sql;

    public RelayProgress(DataSource dataSource) {
        this.sql = new JdbcTemplate(dataSource);
    }

    /**
     * The last position such that a consumer with these next offsets has passed every event up to it; empty when it has passed none.
     *
     * @param topic the topic's own id
     * @param nextOffsets by partition
     */
    public Optional<Passed> passed(String topic, long[] nextOffsets) {
        return sql.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement("""
                                    select epoch, position, ends from relay.progress
                                    where topic = ? and not exists (
                                        select from unnest(ends, ?::bigint[]) as partition (needed, passed) where needed > passed)
                                    order by epoch desc, position desc limit 1
                                    """);
                    statement.setString(1, topic);
                    statement.setArray(2, connection.createArrayOf("bigint", boxed(nextOffsets)));
                    return statement;
                },
                (row, n) -> new Passed(new LogPosition(row.getInt(1), row.getLong(2)), unboxed(row.getArray(3))))
                .stream()
                .findFirst();
    }

    /**
     * A row of progress.
     *
     * @param ends the end of every partition when everything up to {@code at} was in the topic
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Passed(LogPosition at, long[] ends) {}

    void store(String topic, LogPosition at, long[] ends) {
        sql.update(connection -> {
            PreparedStatement statement = connection.prepareStatement(
                    "insert into relay.progress (topic, epoch, position, ends) values (?, ?, ?, ?) on conflict do nothing");
            statement.setString(1, topic);
            statement.setInt(2, at.epoch());
            statement.setLong(3, at.position());
            statement.setArray(4, connection.createArrayOf("bigint", boxed(ends)));
            return statement;
        });
    }

    /** Forgets other topics, and what this one was once thought to hold after a position. */
    void forgetAfter(String topic, LogPosition at) {
        sql.update("delete from relay.progress where topic <> ? or (epoch, position) > (?, ?)", topic, at.epoch(), at.position());
    }

    void thin() {
        sql.update("""
                delete from relay.progress p using (
                    select topic, epoch, position / ? as bucket, max(position) as kept from relay.progress
                    where stored_at < clock_timestamp() - ?::interval group by 1, 2, 3) old
                where p.topic = old.topic and p.epoch = old.epoch and p.position / ? = old.bucket and p.position < old.kept
                """, KEPT_ONE_IN, THINNED_AFTER, KEPT_ONE_IN);
    }

    private static Object[] boxed(long[] numbers) {
        return Arrays.stream(numbers).boxed().toArray();
    }

    private static long[] unboxed(Array array) throws SQLException {
        return Arrays.stream((Long[]) array.getArray()).mapToLong(Long::longValue).toArray();
    }
}
