package com.steveslist.projections.reconcile;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.projections.reconcile.Check.Differences;
import com.steveslist.projections.view.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
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
                    + " (id text primary key, body jsonb not null, epoch int not null, position bigint not null)");
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
        return ViewDefinition.all().stream().map(this::check).toList();
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

    private String replayed(ViewDefinition<?> view) {
        return view.table().replaceFirst("^views\\.", schema + ".");
    }

    @Override
    public void close() {
        sql.execute("drop schema if exists " + schema + " cascade");
    }
}
