package com.steveslist.projections.rebuild;

import com.steveslist.events.log.LogPosition;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the last comparison of a view's two versions found, told with the events that last touched the rows. */
final class Differences {

    private static final int SHOWN = 100;

    private final String consumer;
    private final JdbcClient sql;

    Differences(String consumer, DataSource dataSource) {
        this.consumer = consumer;
        this.sql = JdbcClient.create(dataSource);
    }

    /** Forgets what was found before. */
    void clear() {
        sql.sql("delete from rebuild.difference where consumer = ?").param(consumer).update();
    }

    /** Notes one. @param served the place of the event that last touched the row there, null when it is not there; {@code rebuilt} likewise */
    void note(String id, @Nullable LogPosition served, @Nullable LogPosition rebuilt, @Nullable List<String> fields) {
        sql.sql("insert into rebuild.difference values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                .params(Arrays.asList(consumer, id,
                        served == null ? null : served.epoch(), served == null ? null : served.position(),
                        rebuilt == null ? null : rebuilt.epoch(), rebuilt == null ? null : rebuilt.position(),
                        fields == null ? null : fields.toArray(String[]::new)))
                .update();
    }

    /** Tells the first hundred and how many there are. @return how many there are */
    long report(Narrator narrator) {
        long count = sql.sql("select count(*) from rebuild.difference where consumer = ?").param(consumer).query(Long.class).single();
        narrator.say(count == 0
                ? "every row is what was served"
                : count + (count == 1 ? " row differs" : " rows differ") + " from what was served:");
        lines().forEach(line -> narrator.say("  " + line));
        if (count > SHOWN) {
            narrator.say("  and " + (count - SHOWN) + " more: select * from rebuild.difference where consumer = '" + consumer + "'");
        }
        return count;
    }

    private List<String> lines() {
        return sql.sql("""
                select d.id, d.served_position, served.type, served.event_id, d.rebuilt_position, rebuilt.type, rebuilt.event_id, d.fields
                from rebuild.difference d
                left join eventstore.event served on (served.position, served.epoch) = (d.served_position, d.served_epoch)
                left join eventstore.event rebuilt on (rebuilt.position, rebuilt.epoch) = (d.rebuilt_position, d.rebuilt_epoch)
                where d.consumer = ? order by coalesce(d.rebuilt_position, d.served_position), d.id limit ?
                """)
                .params(consumer, SHOWN)
                .query((row, n) -> line(row))
                .list();
    }

    private static String line(ResultSet row) throws SQLException {
        String id = row.getString(1);
        String served = event(row, 2);
        String rebuilt = event(row, 5);
        if (served == null) {
            return id + " was missing; last touched by " + rebuilt;
        }
        if (rebuilt == null) {
            return id + " was there although no event says so; it claimed " + served;
        }
        Array fields = row.getArray(8);
        String what = fields == null ? "its place" : String.join(", ", (String[]) fields.getArray());
        return id + " in " + what + "; last touched by " + rebuilt + (served.equals(rebuilt) ? "" : ", but it claimed " + served);
    }

    private static @Nullable String event(ResultSet row, int first) throws SQLException {
        long position = row.getLong(first);
        if (row.wasNull()) {
            return null;
        }
        String type = row.getString(first + 1);
        return "position " + position + " (" + (type == null ? "no event stands there" : type + " " + row.getString(first + 2)) + ")";
    }
}
