package com.steveslist.api.limits;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code security.rate_limit}: what all nodes together have counted. Its clock decides when a window ends. */
final class CountTable {

    private static final int TIME_ALLOWED_SECONDS = 2;

    /** In one order on every node, so that none waits for another one that waits for it. */
    private static final String ADD = """
            insert into rate_limit as known (bucket, used, ends_at)
            select bucket, greatest(0, used), now() + ? * interval '1 millisecond'
            from unnest(?::text[], ?::integer[]) as counted (bucket, used) order by bucket
            on conflict (bucket) do update set
                used = greatest(0, case when known.ends_at > now() then known.used else 0 end + excluded.used),
                ends_at = case when known.ends_at > now() then known.ends_at else excluded.ends_at end
            returning bucket, used, extract(epoch from ends_at - now())""";

    private final JdbcTemplate sql;
    private final long windowMillis;

    CountTable(DataSource dataSource, long windowMillis) {
        this.sql = new JdbcTemplate(dataSource);
        this.sql.setQueryTimeout(TIME_ALLOWED_SECONDS);
        this.windowMillis = windowMillis;
    }

    /** Of a bucket. @param secondsLeft until its window ends */
    record Known(int used, double secondsLeft) {}

    /** Adds what a node counted and answers the sums, by the buckets' names. */
    Map<String, Known> add(List<Bucket.Report> reports) {
        List<Bucket.Report> sorted = new ArrayList<>(reports);
        sorted.sort(Comparator.comparing(report -> report.bucket().name));
        Map<String, Known> known = new HashMap<>();
        sql.query(connection -> {
            PreparedStatement statement = connection.prepareStatement(ADD);
            statement.setLong(1, windowMillis);
            Array names = connection.createArrayOf("text", sorted.stream().map(report -> report.bucket().name).toArray());
            Array counts = connection.createArrayOf("integer", sorted.stream().map(Bucket.Report::count).toArray());
            statement.setArray(2, names);
            statement.setArray(3, counts);
            return statement;
        }, row -> {
            put(known, row);
        });
        return known;
    }

    private static void put(Map<String, Known> known, ResultSet row) throws SQLException {
        known.put(row.getString(1), new Known(row.getInt(2), row.getDouble(3)));
    }

    /** Forgets windows that ended. */
    void sweep() {
        sql.update("delete from rate_limit where ends_at < now() - interval '1 minute'");
    }
}
