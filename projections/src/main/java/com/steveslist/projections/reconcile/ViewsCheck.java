package com.steveslist.projections.reconcile;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.projections.reconcile.Check.Differences;
import com.steveslist.projections.view.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The PostgreSQL views against the same views made anew from every event, row by row, in a schema that is thrown away afterwards. */
final class ViewsCheck implements AutoCloseable {
    private final JdbcTemplate sql;
    private final String schema;
    private final List<LogConsumer> projectors = new ArrayList<>();

    ViewsCheck(DataSource dataSource) {
        this.sql = new JdbcTemplate(dataSource);
        this.schema = "reconcile_" + ProcessHandle.current().pid();
        sql.execute("drop schema if exists " + schema + " cascade");
        sql.execute("create schema " + schema);
        for (ViewDefinition<?> view : ViewDefinition.all()) {
            sql.execute("create unlogged table " + replayed(view)
                    + " (id text primary key, body jsonb not null, epoch int not null, position bigint not null, since bigint not null)");
            sql.execute("create unlogged table " + inSchema(view.historyTable()) + " (like " + view.historyTable()
                    + " including defaults, primary key (id, position))");
            projectors.add(view.projectorOf(dataSource, replayed(view)));
        }
    }

    void apply(List<RecordedEvent> events) {
        for (LogConsumer projector : projectors) {
            List<RecordedEvent> own = events.stream().filter(event -> projector.lane(event).isPresent()).toList();
            if (!own.isEmpty()) {
                projector.apply(own);
            }
        }
    }

    List<Check> all() {
        return ViewDefinition.all().stream().flatMap(view -> Stream.of(check(view), checkHistory(view))).toList();
    }

    private Check check(ViewDefinition<?> view) {
        Differences differences = new Differences();
        sql.query("select coalesce(kept.id, replayed.id), kept.id is null, replayed.id is null, kept.epoch, kept.position, "
                + "replayed.epoch, replayed.position from " + view.table() + " kept full join " + replayed(view)
                + " replayed on replayed.id = kept.id where kept.body is distinct from replayed.body "
                + "or (kept.epoch, kept.position) is distinct from (replayed.epoch, replayed.position) order by 1",
                row -> {
                    String id = row.getString(1);
                    if (row.getBoolean(2)) {
                        differences.add(id + " is missing");
                    } else if (row.getBoolean(3)) {
                        differences.add(id + " is in no event");
                    } else {
                        differences.add(id + " at " + row.getInt(4) + ":" + row.getLong(5) + " differs from its replay at "
                                + row.getInt(6) + ":" + row.getLong(7));
                    }
                });
        Long rows = sql.queryForObject("select count(*) from " + view.table(), Long.class);
        return Check.of(view.table().replace("\"", "") + " = replay", rows + " rows", differences);
    }

    /** Since when there is a history: what an older version left is not made up. */
    private Check checkHistory(ViewDefinition<?> view) {
        Differences differences = new Differences();
        String states = "(select id, position, to_position, body from %s where to_position >"
                + " coalesce((select from_position from views.history where consumer = ?), 0))";
        sql.query("select coalesce(kept.id, replayed.id), coalesce(kept.position, replayed.position) from "
                + states.formatted(view.historyTable()) + " kept full join " + states.formatted(inSchema(view.historyTable()))
                + " replayed on (replayed.id, replayed.position) = (kept.id, kept.position)"
                + " where (kept.to_position, kept.body) is distinct from (replayed.to_position, replayed.body) order by 1, 2",
                row -> {
                    differences.add(row.getString(1) + " as of " + row.getLong(2) + " differs from its replay");
                },
                view.consumer(), view.consumer());
        Long rows = sql.queryForObject("select count(*) from " + view.historyTable(), Long.class);
        return Check.of(view.historyTable() + " = replay", rows + " rows", differences);
    }

    private String replayed(ViewDefinition<?> view) {
        return inSchema(view.table());
    }

    private String inSchema(String table) {
        return table.replaceFirst("^views\\.", schema + ".");
    }

    @Override
    public void close() {
        sql.execute("drop schema if exists " + schema + " cascade");
    }
}
